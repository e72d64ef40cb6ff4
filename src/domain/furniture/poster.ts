import { NOTES, SLOGANS } from './artwork.ts';
import { type FacePoint, paintBand, paintShape, paintStroke } from './decal.ts';
import { textWidth, write } from './letters.ts';
import { ROLE_EMITTER } from './mesh.ts';
import { type Draft, polygon, type Skin } from './solid.ts';

/** Where a poster hangs on a face that looks to +y: its size in metres and the height of its middle. */
export interface PosterPlace {
  readonly width: number;
  readonly height: number;
  readonly z: number;
  readonly y: number;
  /** Metres between layers of paint: more for what is seen from afar. */
  readonly gap: number;
}

interface Scheme {
  readonly ground: string;
  readonly far: string;
  readonly near: string;
  readonly ink: string;
  readonly motif: (paint: Brush) => void;
}

/** Paints in the square of a poster that holds its picture: 0…1 right and up. */
interface Brush {
  shape(points: readonly FacePoint[], color: string, level: number): void;
  disc(centre: FacePoint, radius: number, color: string, level: number): void;
  ring(centre: FacePoint, inner: number, outer: number, color: string, level: number): void;
  stroke(from: FacePoint, to: FacePoint, width: number, color: string, level: number): void;
}

/** Calm colours, none of a status; by the order of the slogans. */
const SCHEMES: readonly Scheme[] = [
  { ground: '#E4E8DC', far: '#B9C9AC', near: '#7E9B78', ink: '#2F4A3B', motif: bicycle },
  { ground: '#DFE8EC', far: '#A9C3CF', near: '#5E8AA0', ink: '#27485A', motif: drop },
  { ground: '#ECE6DA', far: '#CDBFA6', near: '#8E7F67', ink: '#43392B', motif: crossing },
  { ground: '#E9E9E2', far: '#BFC7BE', near: '#6F8794', ink: '#33424B', motif: bins },
  { ground: '#E6E3DB', far: '#B7C4C6', near: '#5F7D88', ink: '#2E434C', motif: bridge },
  { ground: '#EFE7DE', far: '#D8C3AF', near: '#9C7B66', ink: '#4B372B', motif: home },
];

export const POSTER_COUNT = SCHEMES.length;

/**
 * A poster of public interest: a quiet picture beside its slogan, or above it on an upright sheet. `note` adds the small line
 * that says what it is. Paint on the face, all of it shining when the panel is lit.
 */
export function paintPoster(draft: Draft, place: PosterPlace, index: number, note: boolean): void {
  const scheme = SCHEMES[index % SCHEMES.length] as Scheme;
  const slogan = SLOGANS[index % SLOGANS.length] as (typeof SLOGANS)[number];
  const { width, height, z, y, gap } = place;
  const at = (level: number): number => y + gap * level;
  const lit = (color: string): Skin => ({ color, role: ROLE_EMITTER });
  const sheet = (w: number, h: number, x: number, up: number): FacePoint[] => [
    [x - w / 2, up - h / 2],
    [x + w / 2, up - h / 2],
    [x + w / 2, up + h / 2],
    [x - w / 2, up + h / 2],
  ];
  paintShape(draft, sheet(width, height, 0, z), at(0), lit(scheme.ground));
  const upright = height > width * 0.9;
  const side = upright ? Math.min(width * 0.8, height * 0.46) : Math.min(height * 0.86, width * 0.34);
  const left = upright ? -side / 2 : -width / 2 + Math.min(height * 0.1, width * 0.03);
  const foot = upright ? z - height * 0.44 : z - side / 2;
  // Low hills run along the whole sheet and carry the picture.
  const hill = (crest: readonly number[], color: string, level: number): void => {
    const step = width / (crest.length - 1);
    for (let i = 0; i + 1 < crest.length; i++) {
      const [x0, x1] = [-width / 2 + i * step, -width / 2 + (i + 1) * step];
      const bottom = z - height / 2;
      const outline: FacePoint[] = [
        [x0, bottom],
        [x1, bottom],
        [x1, bottom + height * crest[i + 1]!],
        [x0, bottom + height * crest[i]!],
      ];
      paintShape(draft, outline, at(level), lit(color));
    }
  };
  hill([0.1, 0.2, 0.26, 0.18, 0.1, 0.13, 0.22, 0.16, 0.08], scheme.far, 1);
  hill([0.06, 0.07, 0.05, 0.04, 0.06, 0.08, 0.06, 0.05, 0.04], scheme.near, 2);
  const on = ([u, v]: FacePoint): FacePoint => [left + u * side, foot + v * side];
  scheme.motif({
    shape: (points, color, level) => paintShape(draft, points.map(on), at(3 + level), lit(color)),
    disc: (centre, radius, color, level) =>
      paintShape(draft, polygon(on(centre) as [number, number], radius * side, 16), at(3 + level), lit(color)),
    ring: (centre, inner, outer, color, level) =>
      paintBand(
        draft,
        polygon(on(centre) as [number, number], inner * side, 16),
        polygon(on(centre) as [number, number], outer * side, 16),
        at(3 + level),
        lit(color),
      ),
    stroke: (from, to, wide, color, level) =>
      paintStroke(draft, on(from), on(to), wide * side, at(3 + level), lit(color)),
  });
  const ink = lit(scheme.ink);
  if (upright) {
    const size = Math.min(width * 0.19, height * 0.13);
    write(draft, slogan.first, [0, z + height * 0.34], size, at(5), ink);
    write(draft, slogan.second, [0, z + height * 0.34 - size * 1.35], size, at(5), ink);
    if (note) write(draft, NOTES.poster, [0, z + height * 0.445], size * 0.36, at(5), ink);
    return;
  }
  const room = width / 2 - (left + side) - height * 0.14;
  const middle = left + side + height * 0.06 + room / 2;
  const size = Math.min(height * 0.3, room / 4.4);
  write(draft, slogan.first, [middle, z + size * 0.72], size, at(5), ink);
  write(draft, slogan.second, [middle, z - size * 0.62], size, at(5), ink);
  if (note)
    write(
      draft,
      NOTES.poster,
      [middle + (room - textWidth(NOTES.poster, size * 0.28)) / 2, z - height * 0.38],
      size * 0.28,
      at(5),
      ink,
    );
}

function bicycle({ ring, stroke, disc }: Brush): void {
  const [dark, sun] = ['#3F5F4A', '#E9D9A6'];
  disc([0.74, 0.78], 0.12, sun, 0);
  ring([0.26, 0.26], 0.155, 0.19, dark, 1);
  ring([0.74, 0.26], 0.155, 0.19, dark, 1);
  const lines: [FacePoint, FacePoint][] = [
    [
      [0.26, 0.26],
      [0.4, 0.5],
    ],
    [
      [0.4, 0.5],
      [0.66, 0.5],
    ],
    [
      [0.66, 0.5],
      [0.74, 0.26],
    ],
    [
      [0.4, 0.5],
      [0.5, 0.26],
    ],
    [
      [0.5, 0.26],
      [0.26, 0.26],
    ],
    [
      [0.5, 0.26],
      [0.66, 0.5],
    ],
    [
      [0.66, 0.5],
      [0.63, 0.62],
    ],
    [
      [0.58, 0.62],
      [0.7, 0.62],
    ],
    [
      [0.4, 0.5],
      [0.37, 0.58],
    ],
    [
      [0.31, 0.58],
      [0.44, 0.58],
    ],
  ];
  for (const [from, to] of lines) stroke(from, to, 0.035, dark, 1);
}

function drop({ shape, disc, stroke }: Brush): void {
  disc([0.5, 0.4], 0.24, '#5E8AA0', 0);
  shape(
    [
      [0.285, 0.5],
      [0.5, 0.4],
      [0.715, 0.5],
      [0.5, 0.92],
    ],
    '#5E8AA0',
    0,
  );
  disc([0.42, 0.36], 0.06, '#DFE8EC', 1);
  for (const [i, wide] of [0.34, 0.26, 0.16].entries())
    stroke([0.5 - wide, 0.12 - i * 0.05], [0.5 + wide, 0.12 - i * 0.05], 0.02, '#8FB0BF', 0);
}

function crossing({ shape, disc, stroke }: Brush): void {
  for (let i = 0; i < 5; i++) {
    const x = 0.06 + i * 0.19;
    shape(
      [
        [x, 0.06],
        [x + 0.1, 0.06],
        [x + 0.14, 0.26],
        [x + 0.04, 0.26],
      ],
      '#F4F0E7',
      0,
    );
  }
  for (const [x, tall] of [
    [0.4, 1],
    [0.62, 0.72],
  ] as const) {
    disc([x, 0.2 + 0.62 * tall], 0.07 * tall, '#6B5D49', 1);
    stroke([x, 0.2 + 0.24 * tall], [x, 0.2 + 0.54 * tall], 0.12 * tall, '#6B5D49', 1);
    stroke([x - 0.06 * tall, 0.2], [x, 0.2 + 0.26 * tall], 0.05 * tall, '#6B5D49', 1);
    stroke([x + 0.06 * tall, 0.2], [x, 0.2 + 0.26 * tall], 0.05 * tall, '#6B5D49', 1);
  }
  stroke([0.46, 0.56], [0.59, 0.48], 0.04, '#6B5D49', 1);
}

function bins({ shape }: Brush): void {
  for (const [i, color] of ['#5B7C8E', '#7F9B84', '#A6876B', '#8A8F93'].entries()) {
    const x = 0.04 + i * 0.245;
    shape(
      [
        [x + 0.02, 0.1],
        [x + 0.18, 0.1],
        [x + 0.2, 0.52],
        [x, 0.52],
      ],
      color,
      0,
    );
    shape(
      [
        [x - 0.01, 0.54],
        [x + 0.21, 0.54],
        [x + 0.19, 0.6],
        [x + 0.01, 0.6],
      ],
      color,
      0,
    );
    shape(
      [
        [x + 0.07, 0.24],
        [x + 0.13, 0.24],
        [x + 0.13, 0.4],
        [x + 0.07, 0.4],
      ],
      '#E9E9E2',
      1,
    );
  }
}

function bridge({ shape, stroke, disc }: Brush): void {
  disc([0.72, 0.8], 0.1, '#EADFC2', 0);
  const steps = 10;
  const arc = (radius: number, i: number): FacePoint => {
    const angle = Math.PI * (i / steps);
    return [0.5 - radius * Math.cos(angle), 0.2 + radius * 0.82 * Math.sin(angle)];
  };
  for (let i = 0; i < steps; i++) shape([arc(0.27, i), arc(0.27, i + 1), arc(0.46, i + 1), arc(0.46, i)], '#6E8790', 1);
  for (let i = 1; i < steps; i++) {
    const [x, z] = arc(0.46, i);
    stroke([x, z], [x, z + 0.06], 0.02, '#54707A', 1);
  }
  for (const [i, z] of [0.16, 0.1, 0.04].entries())
    stroke([0.04 + i * 0.05, z], [0.96 - i * 0.05, z], 0.018, '#DDE5E6', 2);
}

function home({ shape, disc, stroke }: Brush): void {
  shape(
    [
      [0.2, 0.1],
      [0.8, 0.1],
      [0.8, 0.5],
      [0.2, 0.5],
    ],
    '#C79F84',
    0,
  );
  shape(
    [
      [0.1, 0.48],
      [0.9, 0.48],
      [0.5, 0.84],
    ],
    '#8C6753',
    0,
  );
  shape(
    [
      [0.43, 0.1],
      [0.57, 0.1],
      [0.57, 0.34],
      [0.43, 0.34],
    ],
    '#6B4D3D',
    1,
  );
  for (const x of [0.27, 0.63])
    shape(
      [
        [x, 0.24],
        [x + 0.1, 0.24],
        [x + 0.1, 0.36],
        [x, 0.36],
      ],
      '#F3E6D0',
      1,
    );
  stroke([0.93, 0.06], [0.93, 0.3], 0.03, '#7A6A52', 1);
  disc([0.93, 0.36], 0.11, '#93A37B', 1);
}
