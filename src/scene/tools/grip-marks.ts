import { Cartesian3 } from '@cesium/engine';
import type { Drawing } from '../drawing.ts';
import { QUAD } from '../layers/symbols.ts';
import { boundsOf } from '../local-place.ts';
import { Draw } from '../private/draw.ts';
import type { Resident } from '../resident.ts';
import { GRIP_FRAGMENT, GRIP_VERTEX } from '../shaders/grip.glsl.ts';
import type { Grip } from './grips.ts';
import type { Vector } from './ground-ray.ts';

/** The grips of the selected pole on the screen. */
export interface GripMarks {
  /** Shows these grips of a slot in the place of those before; returns whether anything changed. */
  show(resident: Resident | null, slot: number, grips: readonly Grip[]): boolean;
  /** Draws one grip elsewhere, metres from the foot; null puts it back. */
  hold(index: number, at: Vector | null): void;
  destroy(): void;
}

export function createGripMarks({ scene, atmosphere, pixelRatio, symbolScale }: Drawing): GripMarks {
  let draw: Draw | null = null;
  let shown = '';
  let resident: Resident | null = null;
  let held = -1;
  const heldAt = new Cartesian3();

  const make = (of: Resident, slot: number, grips: readonly Grip[]) => {
    const { place } = of.placement;
    const [east, north, up] = of.placement.at(slot);
    return new Draw(scene, {
      vertexShader: GRIP_VERTEX,
      fragmentShader: GRIP_FRAGMENT,
      attributes: [
        { name: 'corner', components: 2, data: QUAD.corners },
        {
          name: 'grip',
          components: 4,
          data: Float32Array.from(grips.flatMap(({ at, handle }) => [...at, handle === 'arm' ? 1 : 0])),
          perInstance: true,
        },
      ],
      indices: QUAD.indices,
      instances: grips.length,
      uniforms: {
        ...atmosphere.uniforms,
        ...of.uniforms,
        u_slot: () => slot,
        u_held: () => held,
        u_heldAt: () => heldAt,
        u_pixelRatio: pixelRatio,
        u_symbolScale: symbolScale,
      },
      modelMatrix: place.toWorld,
      // As far as a hand takes one.
      bounds: boundsOf(place, Float32Array.of(east, north, up), 3, 3000),
      kind: 'overlay',
      depthTest: false,
    });
  };

  return {
    show(of, slot, grips) {
      const key = of && grips.length > 0 ? `${of.id} ${slot} ${JSON.stringify(grips)}` : '';
      if (key === shown && of === resident) return false;
      const changed = key !== '' || draw !== null;
      if (draw) scene.primitives.remove(draw);
      draw = null;
      shown = key;
      resident = of;
      held = -1;
      if (of && key !== '') draw = scene.primitives.add(make(of, slot, grips)) as Draw;
      return changed;
    },
    hold(index, at) {
      held = at ? index : -1;
      if (at) Cartesian3.fromElements(...at, heldAt);
    },
    destroy() {
      if (draw) scene.primitives.remove(draw);
    },
  };
}
