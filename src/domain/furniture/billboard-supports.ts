import type { BillboardSpec } from './billboard-spec.ts';
import { PAINT } from './paint.ts';
import { box, type Draft, type Point, tube, turned } from './solid.ts';

const STEEL = { color: PAINT.steel };
const FRAME = { color: PAINT.frame };

/** Radius in metres of the post of a T sign; its panel is deep enough to swallow it. */
export function columnRadius(width: number): number {
  return Math.min(0.7, 0.25 + width * 0.025);
}

/** What carries the panel: legs and braces on a roof, a post, brackets on a wall, the shelter of a stop. */
export function billboardSupports(draft: Draft, spec: BillboardSpec): void {
  const { type, width, height, bottom } = spec;
  switch (type) {
    case 'roof':
      lattice(draft, spec);
      return;
    case 'column':
      post(draft, spec);
      return;
    case 'bus-shelter':
      shelter(draft, spec);
      return;
    case 'light-box':
      for (const x of [-0.4, 0.4]) box(draft, [x * width, 0, 0], [0.1, 0.16, bottom], STEEL);
      box(draft, [0, 0, 0], [width, 0.4, 0.06], { color: PAINT.concrete });
      return;
    case 'hoarding': {
      const posts = Math.max(2, Math.round(width / 3) + 1);
      for (let i = 0; i < posts; i++) {
        const x = (i / (posts - 1) - 0.5) * (width - 0.1);
        box(draft, [x, -0.08, 0], [0.08, 0.08, bottom + height * 0.98], STEEL);
        tube(
          draft,
          [
            [x, -0.9, 0],
            [x, -0.1, (bottom + height) * 0.7],
          ],
          0.03,
          0.03,
          4,
          STEEL,
        );
      }
      box(draft, [0, -0.02, 0], [width, 0.3, Math.max(0.12, bottom)], { color: PAINT.concrete });
      return;
    }
    case 'led':
    case 'wall':
    case 'tri-vision':
      spots(draft, spec);
      brackets(draft, spec);
      return;
    case 'shop-sign':
    case 'second-sign':
    case 'ticker':
      brackets(draft, spec);
      return;
    case 'cut-letters':
    case 'painted':
    case 'projection':
      for (const x of [-0.35, 0.35]) box(draft, [x * width, 0.03, bottom + height / 2], [0.08, 0.06, 0.08], STEEL);
      return;
  }
}

function brackets(draft: Draft, { width, height, bottom }: BillboardSpec): void {
  for (const x of [-0.35, 0.35])
    for (const z of [0.2, 0.8]) box(draft, [x * width, 0.03, bottom + z * height - 0.06], [0.12, 0.06, 0.12], STEEL);
}

/** Lamps on short arms over the upper edge of a board that does not shine by itself. */
function spots(draft: Draft, { type, width, height, bottom }: BillboardSpec): void {
  if (type === 'led') return;
  const count = Math.max(2, Math.round(width / 2.5));
  for (let i = 0; i < count; i++) {
    const x = ((i + 0.5) / count - 0.5) * width;
    const top = bottom + height - 0.04;
    tube(
      draft,
      [
        [x, 0.2, top - 0.04],
        [x, 0.85, top - 0.02],
      ],
      0.02,
      0.02,
      3,
      FRAME,
    );
    box(draft, [x, 0.88, top - 0.1], [0.22, 0.12, 0.08], FRAME);
  }
}

/** Two rows of legs under crossed braces, a walkway behind. */
function lattice(draft: Draft, { width, height, bottom }: BillboardSpec): void {
  const legs = Math.max(3, Math.min(7, Math.round(width / 3) + 1));
  const back = -0.38 * (bottom + height);
  const at = (i: number): number => (i / (legs - 1) - 0.5) * (width - 0.4);
  for (let i = 0; i < legs; i++) {
    const x = at(i);
    box(draft, [x, 0, 0], [0.14, 0.14, bottom], STEEL);
    box(draft, [x, 0, 0], [0.4, 0.4, 0.08], { color: PAINT.concrete });
    box(draft, [x, back, 0], [0.3, 0.3, 0.08], { color: PAINT.concrete });
    const rods: [Point, Point][] = [
      [
        [x, back, 0.06],
        [x, -0.2, bottom + height * 0.86],
      ],
      [
        [x, back * 0.55, 0.06 + (bottom + height * 0.86) * 0.45],
        [x, -0.2, bottom + height * 0.2],
      ],
    ];
    for (const rod of rods) tube(draft, rod, 0.05, 0.05, 4, STEEL);
    if (i + 1 < legs && bottom > 0.5)
      tube(
        draft,
        [
          [x, 0, 0.1],
          [at(i + 1), 0, bottom],
        ],
        0.035,
        0.035,
        4,
        STEEL,
      );
  }
  box(draft, [0, -0.55, bottom - 0.04], [width, 0.6, 0.04], STEEL);
}

/** One stout post with a flange, a cage of beams behind the panel and a ladder. */
function post(draft: Draft, { width, height, bottom }: BillboardSpec): void {
  const radius = columnRadius(width);
  const stations: [number, number][] = [
    [0.25, radius],
    [bottom, radius * 0.9],
    [bottom + height * 0.5, radius * 0.85],
  ];
  turned(draft, [0, 0], stations, 14, STEEL);
  turned(
    draft,
    [0, 0],
    [
      [0.2, radius * 1.5],
      [0.32, radius * 1.5],
      [0.5, radius * 1.02],
    ],
    14,
    STEEL,
  );
  box(draft, [0, 0, 0], [radius * 3.6, radius * 3.6, 0.25], { color: PAINT.concrete });
  // Head beams under the panel.
  box(draft, [0, 0, bottom - 0.28], [width * 0.7, radius * 1.2, 0.28], STEEL);
  for (const side of [-1, 1])
    tube(
      draft,
      [
        [side * radius * 0.6, 0, bottom - 1.6],
        [side * width * 0.3, 0, bottom - 0.2],
      ],
      0.1,
      0.08,
      6,
      STEEL,
    );
  const walk = radius * 0.9 + 0.45;
  for (const side of [-1, 1]) box(draft, [0, side * walk, bottom - 0.1], [width * 0.96, 0.5, 0.05], STEEL);
  for (const x of [-0.2, 0.2]) box(draft, [x, -radius - 0.12, 2.6], [0.04, 0.04, bottom - 2.6], FRAME);
  for (let z = 3; z < bottom - 0.3; z += 0.8) box(draft, [0, -radius - 0.12, z], [0.4, 0.03, 0.03], FRAME);
}

/** How far the roof of a shelter reaches to both sides of its panel, metres. */
export const ROOF_EDGE = 0.85;

/** Posts that carry panel and roof, and a bench before the panel. */
function shelter(draft: Draft, { width, height, bottom }: BillboardSpec): void {
  const top = bottom + height;
  for (const x of [-0.5, 0.5]) box(draft, [x * width, 0, 0], [0.12, 0.12, top - 0.14], FRAME);
  box(draft, [0, 0, top - 0.14], [width + 1, 2 * ROOF_EDGE, 0.14], { color: PAINT.shopBoard });
  box(draft, [0, 0, top - 0.2], [width + 0.4, 0.5, 0.06], STEEL);
  box(draft, [0, 0.42, 0.43], [width * 0.72, 0.34, 0.05], { color: PAINT.trunk });
  for (const x of [-0.3, 0.3]) box(draft, [x * width, 0.42, 0], [0.08, 0.28, 0.43], FRAME);
}
