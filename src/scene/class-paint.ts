import { Cartesian3, Color, type Scene } from '@cesium/engine';
import type { DayNight } from '../domain/palette.ts';
import { contextOf, DataTexture, TEXTURE_WIDTH, type Uniforms } from './private.ts';
import { CLASSES } from './shaders/class-paint.glsl.ts';

/** The class of each slot of one layer on the GPU, and the colours of the classes; one row until something is coloured. */
export interface ClassPaint {
  /** Uniforms of the GLSL chunks in shaders/class-paint.glsl.ts. */
  readonly uniforms: Uniforms;
  /** Shows these classes, or none; returns whether that is another picture. */
  show(colors: ClassColors | undefined): boolean;
  destroy(): void;
}

interface ClassColors {
  readonly slots: Uint8Array;
  readonly classes: readonly { readonly color: DayNight }[];
}

export function createClassPaint(scene: Scene, capacity: number): ClassPaint {
  const context = contextOf(scene);
  const none = () => new DataTexture(context, 'rgba8', new Uint8Array(TEXTURE_WIDTH * 4));
  let texture = none();
  let shown: ClassColors | undefined;
  const day = Array.from({ length: CLASSES }, () => new Cartesian3());
  const night = Array.from({ length: CLASSES }, () => new Cartesian3());
  return {
    uniforms: {
      u_classes: () => texture.texture,
      u_classed: () => (shown ? 1 : 0),
      u_classDay: () => day,
      u_classNight: () => night,
    },
    show(colors) {
      if (colors === shown) return false;
      shown = colors;
      texture.destroy();
      if (!colors) {
        texture = none();
        return true;
      }
      const rows = Math.max(1, Math.ceil(capacity / TEXTURE_WIDTH));
      const texels = new Uint8Array(rows * TEXTURE_WIDTH * 4);
      for (let slot = 0; slot < colors.slots.length; slot++) texels[4 * slot] = colors.slots[slot]!;
      texture = new DataTexture(context, 'rgba8', texels);
      colors.classes.slice(0, CLASSES).forEach(({ color }, index) => {
        write(color.day, day[index]!);
        write(color.night, night[index]!);
      });
      return true;
    },
    destroy: () => texture.destroy(),
  };
}

function write(color: string, into: Cartesian3): void {
  const { red, green, blue } = Color.fromCssColorString(color);
  Cartesian3.fromElements(red, green, blue, into);
}
