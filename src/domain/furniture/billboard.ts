import { rectangle } from './face.ts';
import { type Mesh, ROLE_EMITTER, ROLE_STATUS } from './mesh.ts';
import { PAINT } from './paint.ts';
import { beginMesh, box, type Draft, finishMesh, part, placed, plate, tube, turned } from './solid.ts';

export type BillboardType = 'roof' | 'wall' | 'column' | 'led' | 'light-box';

export interface BillboardSpec {
  readonly type: BillboardType;
  /** Metres of the panel. */
  readonly width: number;
  readonly height: number;
  /**
   * Metres from the origin to the underside of the panel. The origin is the ground for `column` and `light-box`, the roof
   * for `roof`, and a point of the wall plane (y = 0) for `wall` and `led`.
   */
  readonly bottom: number;
}

const FRAME = { color: PAINT.frame };
const STEEL = { color: PAINT.steel };

/** A billboard that faces +y: `structure`, `panel` (emits its light) and `status` strip. Its top is bottom + height. */
export function buildBillboard(spec: BillboardSpec): Mesh {
  const { type, width, height, bottom } = spec;
  if (!(width > 0 && height > 0 && bottom >= 0))
    throw new RangeError(
      `Billboard ${width} × ${height} m at ${bottom} m: sides must be above 0, the bottom not below.`,
    );
  const draft = beginMesh();
  const depth = { roof: 0.4, wall: 0.16, column: columnRadius(width) * 1.8, led: 0.4, 'light-box': 0.26 }[type];
  const middle = type === 'wall' || type === 'led' ? 0.08 + depth / 2 : 0;
  part(draft, 'structure', 0, () => {
    box(draft, [0, middle, bottom], [width, depth, height], FRAME);
    supports(draft, spec);
  });
  part(draft, 'panel', 0, () => {
    poster(draft, spec, middle + depth / 2);
    // A T sign and a light box are let on both faces.
    if (type === 'column' || type === 'light-box') placed(draft, [0, 0, 0], 180, () => poster(draft, spec, depth / 2));
  });
  part(draft, 'status', 0, () =>
    box(draft, [0, middle, bottom + height - 0.08], [width + 0.06, depth + 0.06, 0.08], {
      color: PAINT.status,
      role: ROLE_STATUS,
    }),
  );
  return finishMesh(draft);
}

/** Radius in metres of the post of a T sign; its panel is deep enough to swallow it. */
function columnRadius(width: number): number {
  return Math.min(0.7, 0.25 + width * 0.025);
}

/** The lit face at y, with a band along its foot, so that a panel reads as a poster and not as a hole. */
function poster(draft: Draft, spec: BillboardSpec, y: number): void {
  const rim = Math.min(0.14, spec.height * 0.06);
  const [w, h] = [spec.width - 2 * rim, spec.height - 2 * rim - 0.04];
  const foot = spec.bottom + rim;
  const skin = { color: spec.type === 'led' ? PAINT.screen : PAINT.panel, role: ROLE_EMITTER };
  plate(draft, rectangle(w, h, foot + h / 2), y, 0.02, skin);
  plate(draft, rectangle(w, h * 0.24, foot + h * 0.12), y + 0.02, 0.01, { color: PAINT.panelBand, role: ROLE_EMITTER });
}

function supports(draft: Draft, { type, width, height, bottom }: BillboardSpec): void {
  switch (type) {
    case 'roof': {
      const legs = Math.max(2, Math.min(6, Math.round(width / 3) + 1));
      for (let i = 0; i < legs; i++) {
        const x = (i / (legs - 1) - 0.5) * (width - 0.4);
        box(draft, [x, 0, 0], [0.14, 0.14, bottom], STEEL);
        const brace = [
          [x, -0.45 * (bottom + height), 0],
          [x, -0.15, bottom + height * 0.7],
        ] as const;
        tube(draft, brace, 0.06, 0.06, 4, STEEL);
      }
      return;
    }
    case 'wall':
    case 'led':
      for (const x of [-0.35, 0.35])
        for (const z of [0.2, 0.8])
          box(draft, [x * width, 0.04, bottom + z * height - 0.06], [0.12, 0.08, 0.12], STEEL);
      return;
    case 'column': {
      const radius = columnRadius(width);
      const stations = [
        [0, radius],
        [bottom + height * 0.5, radius * 0.85],
      ] as const;
      turned(draft, [0, 0], stations, 10, STEEL);
      box(draft, [0, 0, 0], [radius * 3, radius * 3, 0.25], { color: PAINT.concrete });
      return;
    }
    case 'light-box':
      for (const x of [-0.4, 0.4]) box(draft, [x * width, 0, 0], [0.1, 0.16, bottom], STEEL);
      return;
  }
}
