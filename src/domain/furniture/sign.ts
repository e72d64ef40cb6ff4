import { SIGN_TEXT } from './artwork.ts';
import { type FacePoint, paintArrow, paintBand, paintShape, paintStroke, rectangleAt } from './decal.ts';
import { roundedRectangle } from './face.ts';
import { canWrite, textWidth, write } from './letters.ts';
import { ARM, BLUE, type Site, WHITE, ZINC } from './mount-site.ts';
import { PAINT } from './paint.ts';
import { box, type Draft, placed, plate, polygon } from './solid.ts';

/** How far paint stands before its plate, metres: enough for a 24-bit depth at 1 km. */
const PAINT_GAP = 0.008;

/** Faces of GB 5768.2 by the height they hang at: nothing says which one a pole has, so near ones differ at least. */
export type SignFace = 'bus-stop' | 'speed-limit' | 'no-parking' | 'crossing' | 'caution';

export function signFaceOf({ mount, carrier }: Pick<Site, 'mount' | 'carrier'>): SignFace {
  if (carrier.poleClass === 'BS') return 'bus-stop';
  const faces = ['speed-limit', 'crossing', 'no-parking', 'caution'] as const;
  return faces[Math.round(Math.max(0, mount.height - 2.5) * 1.25) % faces.length] ?? 'speed-limit';
}

export function trafficSign(site: Site): void {
  FACES[signFaceOf(site)](site);
}

const FACES: Readonly<Record<SignFace, (site: Site) => void>> = {
  'speed-limit': (site) => {
    const y = roundPlate(site, PAINT.signWhite);
    ring(site.draft, 0.4, 0.32, y, sides(site), { color: PAINT.signRim });
    write(site.draft, SIGN_TEXT.limit, [0, 0], 0.44, y, { color: PAINT.dark });
  },
  'no-parking': (site) => {
    const y = roundPlate(site, PAINT.signBlue);
    ring(site.draft, 0.4, 0.33, y, sides(site), { color: PAINT.signRim });
    paintStroke(site.draft, [-0.24, 0.24], [0.24, -0.24], 0.075, y, { color: PAINT.signRim });
  },
  crossing: ({ draft, r }) => {
    backed(draft, roundedRectangle(0.76, 0.76, 0.05), r, BLUE);
    const y = r + 0.05 + PAINT_GAP;
    paintShape(
      draft,
      [
        [-0.31, -0.27],
        [0.31, -0.27],
        [0, 0.3],
      ],
      y,
      WHITE,
    );
    const ink = { color: PAINT.dark };
    for (const x of [-0.13, -0.045, 0.04, 0.125])
      paintStroke(draft, [x - 0.02, -0.24], [x, -0.17], 0.035, y + PAINT_GAP, ink);
    figure(draft, [0, 0.02], 0.17, y + PAINT_GAP, ink);
  },
  caution: ({ draft, r }) => {
    const outer: FacePoint[] = [
      [-0.45, -0.3],
      [0.45, -0.3],
      [0, 0.48],
    ];
    backed(draft, outer, r, { color: PAINT.dark });
    const y = r + 0.05 + PAINT_GAP;
    paintShape(
      draft,
      outer.map(([x, z]): FacePoint => [x * 0.88, (z + 0.04) * 0.88 - 0.04]),
      y,
      { color: PAINT.signYellow },
    );
    figure(draft, [0, 0], 0.2, y + PAINT_GAP, { color: PAINT.dark });
  },
  'bus-stop': ({ draft, r, fine }) => {
    backed(draft, roundedRectangle(0.62, 0.86, 0.04), r, WHITE);
    const y = r + 0.05 + PAINT_GAP;
    paintShape(draft, rectangleAt(0, 0.29, 0.62, 0.26), y, BLUE);
    write(draft, SIGN_TEXT.busStop, [0, 0.29], 0.17, y + PAINT_GAP, WHITE);
    const lines = fine ? 5 : 3;
    for (let i = 0; i < lines; i++) {
      const z = 0.08 - (i * 0.44) / lines;
      paintShape(draft, rectangleAt(-0.2, z, 0.1, 0.3 / lines), y, BLUE);
      paintShape(draft, rectangleAt(0.06, z, 0.34, 0.12 / lines), y, { color: PAINT.steel });
    }
  },
};

/** A blue board, 2.4 × 1.5 m: which way the road goes on, without naming places that it may not lead to. */
export function guideSign({ draft, r, fine }: Site): void {
  const board = (inset: number): [number, number][] =>
    roundedRectangle(2.4 - 2 * inset, 1.5 - 2 * inset, 0.09, fine ? 4 : 2);
  plate(draft, board(0), r + 0.02, 0.045, ZINC);
  const y = r + 0.065 + PAINT_GAP;
  paintShape(draft, board(0.012), y, BLUE);
  paintBand(draft, board(0.075), board(0.045), y + PAINT_GAP, WHITE);
  const ink = y + PAINT_GAP;
  paintArrow(draft, [0, -0.62], [0, 0.5], 0.1, ink, WHITE);
  paintArrow(draft, [0.04, -0.12], [0.46, -0.12], 0.09, ink, WHITE);
  paintArrow(draft, [-0.04, -0.12], [-0.46, -0.12], 0.09, ink, WHITE);
  for (const side of [-1, 1]) {
    paintShape(draft, rectangleAt(side * 0.82, -0.04, 0.5, 0.14), ink, WHITE);
    paintShape(draft, rectangleAt(side * 0.82, -0.22, 0.42, 0.06), ink, WHITE);
  }
  paintShape(draft, rectangleAt(-0.5, 0.46, 0.56, 0.14), ink, WHITE);
  for (const z of [-0.45, 0.45]) box(draft, [0, r + 0.005, z], [2.1, 0.05, 0.07], ARM);
}

/** What a name plate says: the road that it stands along; the one that crosses is not known. Guide plates name none. */
export function plateText({ mount, carrier }: Pick<Site, 'mount' | 'carrier'>): string | null {
  const { road, heading = 0, poleClass } = carrier;
  const along = Math.abs(Math.cos(((mount.azimuth - heading) * Math.PI) / 180)) > 0.7;
  return road && along && poleClass !== 'WF' && canWrite(road) ? road : null;
}

/** The name of the road on both sides of an enamelled plate, 1.5 × 0.42 m (GB 17733); bars where it cannot be written. */
export function namePlate(site: Site): void {
  const { draft, r, fine } = site;
  const name = plateText(site);
  const skin = { color: PAINT.plate };
  const outline = roundedRectangle(1.5, 0.42, 0.04, fine ? 4 : 1);
  // The plate stands out from its pole as a flag does, so that the pole hides no letter of either side.
  const out = -(0.79 + r);
  placed(draft, [out, 0, 0], 0, () => plate(draft, outline, -0.02, 0.04, skin));
  for (const z of [-0.16, 0.12]) box(draft, [-r - 0.02, 0, z], [2 * r + 0.16, 2 * r + 0.03, 0.04], ARM);
  for (const side of [0, 180]) {
    placed(draft, [out, 0, 0], side, () => {
      const y = 0.02 + PAINT_GAP;
      paintBand(draft, roundedRectangle(1.42, 0.34, 0.03, 1), roundedRectangle(1.45, 0.37, 0.035, 1), y, WHITE);
      if (name) {
        write(draft, name, [0, 0.02], Math.min(0.25, (0.25 * 1.25) / textWidth(name, 0.25)), y, WHITE);
        return;
      }
      paintShape(draft, rectangleAt(0, 0.06, 1.1, 0.12), y, WHITE);
      paintShape(draft, rectangleAt(0, -0.1, 0.8, 0.05), y, WHITE);
    });
  }
}

/** Bare metal behind and a coloured face of 0.8 m; answers where paint goes. */
function roundPlate({ draft, r, round }: Site, color: string): number {
  backed(draft, polygon([0, 0], 0.4, round(14)), r, { color });
  return r + 0.05 + PAINT_GAP;
}

function backed(draft: Draft, outline: readonly FacePoint[], r: number, skin: { color: string }): void {
  for (const z of [-0.16, 0.16]) box(draft, [0, r * 0.5 + 0.012, z], [2 * r + 0.05, r + 0.025, 0.04], ZINC);
  plate(draft, outline, r + 0.025, 0.015, ZINC);
  plate(draft, outline, r + 0.04, 0.01, skin);
}

function sides({ round }: Site): number {
  return round(14);
}

function ring(draft: Draft, outer: number, inner: number, y: number, count: number, skin: { color: string }): void {
  paintBand(draft, polygon([0, 0], inner, count), polygon([0, 0], outer, count), y, skin);
}

/** A person walking, `size` from the middle to head and foot. */
function figure(draft: Draft, [x, z]: FacePoint, size: number, y: number, skin: { color: string }): void {
  const at = (u: number, v: number): FacePoint => [x + u * size, z + v * size];
  paintShape(draft, polygon([x, z + size * 0.86], size * 0.2, 6), y, skin);
  paintStroke(draft, at(0, -0.1), at(0.05, 0.6), size * 0.32, y, skin);
  paintStroke(draft, at(-0.45, -1), at(0.02, 0), size * 0.2, y, skin);
  paintStroke(draft, at(0.4, -1), at(0.02, 0), size * 0.2, y, skin);
  paintStroke(draft, at(-0.5, 0), at(0.05, 0.5), size * 0.14, y, skin);
  paintStroke(draft, at(0.5, 0.05), at(0.05, 0.5), size * 0.14, y, skin);
}
