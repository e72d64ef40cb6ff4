import type { Mesh, MeshPart } from './mesh.ts';
import { PAINT } from './paint.ts';
import { beginMesh, box, type Draft, finishMesh, type Point, part, placed, tube, turned } from './solid.ts';

/** What a sensor looks like: a sealed box, a collar about a stay, an anemometer on a mast, a weighing mat in the road. */
type SensorBody = 'box' | 'collar' | 'mast' | 'mat';

export interface SensorSpec {
  readonly at: Point;
  readonly body: SensorBody;
  /** Layer of the bridge that it moves with. */
  readonly layer: MeshPart['heightLayer'];
}

const CASING = { color: PAINT.casing };
const DARK = { color: PAINT.dark };
const MARK = { color: PAINT.signBlue };

/** The sensors of a bridge as one mesh, each a part of its own, `size` metres large. */
export function buildSensors(sensors: readonly (SensorSpec & { readonly name: string })[], size: number): Mesh {
  const draft = beginMesh();
  for (const { name, at, body, layer } of sensors)
    part(draft, name, layer, () => placed(draft, at, 0, () => BODIES[body](draft, size)));
  return finishMesh(draft);
}

const BODIES: Readonly<Record<SensorBody, (draft: Draft, size: number) => void>> = {
  box: (draft, s) => {
    box(draft, [0, 0, 0], [s, s * 1.2, s * 0.18], DARK);
    box(draft, [0, 0, s * 0.18], [s * 0.8, s, s * 0.6], CASING);
    box(draft, [0, 0, s * 0.78], [s * 0.8, s * 0.3, s * 0.06], MARK);
  },
  collar: (draft, s) => {
    turned(
      draft,
      [0, 0],
      [
        [-s * 0.5, s * 0.36],
        [-s * 0.45, s * 0.5],
        [s * 0.45, s * 0.5],
        [s * 0.5, s * 0.36],
      ],
      12,
      CASING,
    );
    turned(
      draft,
      [0, 0],
      [
        [-s * 0.12, s * 0.53],
        [s * 0.12, s * 0.53],
      ],
      12,
      MARK,
    );
  },
  mast: (draft, s) => {
    turned(
      draft,
      [0, 0],
      [
        [0, s * 0.14],
        [s * 2.2, s * 0.08],
      ],
      8,
      CASING,
    );
    turned(
      draft,
      [0, 0],
      [
        [s * 2.2, s * 0.2],
        [s * 2.5, s * 0.2],
        [s * 2.55, s * 0.06],
      ],
      10,
      DARK,
    );
    for (let i = 0; i < 3; i++)
      placed(draft, [0, 0, s * 2.4], i * 120, () => {
        tube(
          draft,
          [
            [0, 0, 0],
            [0, s * 0.8, 0],
          ],
          s * 0.05,
          s * 0.05,
          4,
          DARK,
        );
        tube(
          draft,
          [
            [-s * 0.2, s * 0.85, 0],
            [s * 0.12, s * 0.85, 0],
          ],
          s * 0.26,
          s * 0.05,
          8,
          CASING,
        );
      });
  },
  mat: (draft, s) => {
    for (const side of [-1, 1]) box(draft, [side * s * 2, 0, 0.02], [s * 3.2, s * 0.5, s * 0.06], MARK);
    box(draft, [0, 0, 0.02], [s * 0.5, s * 0.5, s * 0.9], CASING);
  },
};
