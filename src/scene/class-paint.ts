import { Cartesian3, Color, type Scene } from '@cesium/engine';
import type { DayNight } from '../domain/palette.ts';
import { contextOf } from './private/context.ts';
import { DataTexture, TEXTURE_WIDTH } from './private/data-texture.ts';
import type { Uniforms } from './private/uniforms.ts';
import { CLASSES } from './shaders/class-paint.glsl.ts';

/**
 * The class of each slot of one layer on the GPU, with its day colour for models, which their light makes a night's, and the
 * colours of the classes for symbols; one row until something is coloured.
 */
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
      const paints = colors.classes.map(({ color }) => Color.fromCssColorString(color.day).toBytes());
      const last = Math.min(paints.length, CLASSES) - 1;
      // hot: 200k slots, when a layer is coloured
      for (let slot = 0; slot < colors.slots.length; slot++) {
        const number = colors.slots[slot]!;
        if (number === 0) continue;
        const [red = 0, green = 0, blue = 0] = paints[Math.min(number - 1, last)] ?? [];
        const at = 4 * slot;
        texels[at] = number;
        texels[at + 1] = red;
        texels[at + 2] = green;
        texels[at + 3] = blue;
      }
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
