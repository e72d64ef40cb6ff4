import {
  Billboard,
  BillboardCollection,
  Cartesian3,
  HorizontalOrigin,
  type Scene,
  VerticalOrigin,
} from '@cesium/engine';
import type { GroundHeight } from '../../domain/geo/height-field.ts';
import type { Frames } from '../frame.ts';
import { imageReady } from '../private/ready.ts';
import type { ScenePin } from '../scene-spec.ts';
import { drawPin, PIN_PIXELS } from './pin-image.ts';

/** Comments of the review record where they are pinned: one billboard each, moved by the camera alone. */
export interface ReviewPins {
  /** Shows these pins in the place of those before. */
  show(pins: readonly ScenePin[], symbolScale: number): void;
  /** Id of the pin behind a picked object; null when it is something else. */
  pinOf(picked: unknown): string | null;
  destroy(): void;
}

/** Frames within which new images must be on the graphics processor. */
const PATIENCE = 20;

export function createReviewPins(scene: Scene, frames: Frames, ground: GroundHeight): ReviewPins {
  let collection: BillboardCollection | null = null;
  let shown: readonly ScenePin[] = [];
  let scale = 1;
  let left = 0;
  const images = new Map<string, HTMLCanvasElement>();
  const stop = frames.onFrame(() => {
    if (left === 0 || !collection) return;
    left = ready(collection) ? 0 : left - 1;
    if (left > 0) frames.request('pins');
  });

  function imageOf(pin: ScenePin): { readonly key: string; readonly image: HTMLCanvasElement } {
    const key = `pin ${pin.label} ${pin.mark} ${pin.lost} ${pin.selected}`;
    const image = images.get(key) ?? drawPin(pin);
    images.set(key, image);
    return { key, image };
  }

  return {
    show(pins, symbolScale) {
      if (pins === shown && symbolScale === scale) return;
      if (pins.length === 0 && shown.length === 0) return;
      shown = pins;
      scale = symbolScale;
      collection ??= scene.primitives.add(new BillboardCollection({ scene })) as BillboardCollection;
      collection.removeAll();
      for (const pin of pins) {
        const [longitude, latitude, height] = pin.place;
        const { key, image } = imageOf(pin);
        const billboard = collection.add({
          position: Cartesian3.fromDegrees(longitude, latitude, ground(longitude, latitude) + height),
          horizontalOrigin: HorizontalOrigin.CENTER,
          verticalOrigin: VerticalOrigin.BOTTOM,
          disableDepthTestDistance: Number.POSITIVE_INFINITY,
          width: PIN_PIXELS[0] * (pin.selected ? 1.25 : 1) * symbolScale,
          height: PIN_PIXELS[1] * (pin.selected ? 1.25 : 1) * symbolScale,
          id: { pin: pin.id },
        });
        billboard.setImage(key, image);
      }
      left = PATIENCE;
      frames.request('pins');
    },
    pinOf(picked) {
      if (typeof picked !== 'object' || picked === null || !('primitive' in picked) || !('id' in picked)) return null;
      const { primitive, id } = picked;
      const own = primitive instanceof Billboard && typeof id === 'object' && id !== null && 'pin' in id;
      return own ? String(id.pin) : null;
    },
    destroy() {
      stop();
      if (collection) scene.primitives.remove(collection);
    },
  };
}

function ready(collection: BillboardCollection): boolean {
  for (let i = 0; i < collection.length; i++) if (!imageReady(collection.get(i))) return false;
  return true;
}
