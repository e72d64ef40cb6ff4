import { paintShape, paintStroke, rectangleAt } from './decal.ts';
import { rectangle } from './face.ts';
import { ARM, DARK, type Site } from './mount-site.ts';
import { PAINT } from './paint.ts';
import { box, type Draft, loft, type Point, plate, polygon } from './solid.ts';

/** Metres below which a vehicle signal is the head for cycles. */
export const CYCLE_BELOW = 3.6;

/**
 * Three aspects of 300 mm under visors on a backing board with a reflecting rim, and the countdown beside them. On the
 * shaft below 3.6 m it is the head for cycles, 200 mm (GB 14886 [M]).
 */
export function vehicleSignal(site: Site): void {
  const { draft, r, mount, fine } = site;
  if (mount.height < CYCLE_BELOW) {
    aspects(site, 0.26, [PAINT.signalRed, PAINT.signalAmber, PAINT.signalGreen], bicycle);
    return;
  }
  const pitch = 0.36;
  plate(draft, rectangle(0.72, 3 * pitch + 0.1), r + 0.1, 0.02, { color: PAINT.signRimWhite });
  plate(draft, rectangle(0.64, 3 * pitch + 0.04), r + 0.112, 0.016, DARK);
  aspects(site, pitch, [PAINT.signalRed, PAINT.signalAmber, PAINT.signalGreen]);
  box(draft, [0.62, r + 0.14, -0.24], [0.44, 0.2, 0.48], DARK);
  // Two digits as they stand when dark: all segments faint.
  if (fine) for (const x of [-0.62 - 0.09, -0.62 + 0.09]) seven(draft, [x, 0], r + 0.245, 0.03);
  else paintShape(draft, rectangleAt(-0.62, 0, 0.34, 0.34), r + 0.246, { color: PAINT.signalFaint });
}

/** Red standing and green walking figure, 200 mm, under visors. */
export function pedestrianSignal(site: Site): void {
  aspects(site, 0.3, [PAINT.signalRed, PAINT.signalGreen], walker);
}

type Pictogram = (draft: Draft, z: number, size: number, y: number, aspect: number) => void;

function aspects({ draft, r, fine }: Site, pitch: number, colors: readonly string[], picture?: Pictogram): void {
  const half = (colors.length * pitch) / 2;
  box(draft, [0, r + 0.06, half * 0.55], [0.09, 0.14, 0.05], ARM);
  box(draft, [0, r + 0.06, -half * 0.55], [0.09, 0.14, 0.05], ARM);
  box(draft, [0, r + 0.17, -half - 0.03], [pitch + 0.02, 0.2, 2 * half + 0.06], DARK);
  const front = r + 0.27;
  for (const [i, color] of colors.entries()) {
    const z = half - pitch * (i + 0.5);
    const radius = pitch * 0.42;
    if (picture) {
      paintShape(draft, polygon([0, z], radius, fine ? 20 : 8), front + 0.006, { color: PAINT.glass });
      if (fine) picture(draft, z, radius, front + 0.014, i);
      else paintShape(draft, polygon([0, z], radius * 0.6, 6), front + 0.014, { color });
    } else paintShape(draft, polygon([0, z], radius, fine ? 24 : 9), front + 0.006, { color });
    visor(draft, z, radius + 0.012, front, fine ? 12 : 3);
  }

  function visor(into: Draft, z: number, radius: number, y: number, steps: number): void {
    // A half tube, longer above than at its sides.
    const along = (depth: number, size: number): Point[] => {
      const outer = Array.from({ length: steps + 1 }, (_, i): Point => {
        const angle = -0.25 + (i / steps) * (Math.PI + 0.5);
        return [
          size * Math.cos(angle),
          y + depth * (0.35 + 0.65 * Math.max(0, Math.sin(angle))),
          z + size * Math.sin(angle),
        ];
      });
      return outer;
    };
    const [thick, deep] = [0.008, 0.24];
    const ring = (depth: number): Point[] => [...along(depth, radius + thick), ...along(depth, radius).reverse()];
    loft(into, [ring(deep), ring(0)], DARK, { bandEnds: true });
  }
}

function walker(draft: Draft, z: number, size: number, y: number, aspect: number): void {
  const skin = { color: aspect === 0 ? PAINT.signalRed : PAINT.signalGreen };
  const at = (x: number, up: number): [number, number] => [x * size, z + up * size];
  paintShape(draft, polygon(at(0, 0.56), size * 0.17, 6), y, skin);
  paintStroke(draft, at(0, -0.12), at(0, 0.36), size * 0.3, y, skin);
  const [left, right] = aspect === 0 ? [-0.1, 0.1] : [-0.34, 0.34];
  paintStroke(draft, at(left, -0.72), at(-0.05, -0.08), size * 0.16, y, skin);
  paintStroke(draft, at(right, -0.72), at(0.05, -0.08), size * 0.16, y, skin);
  const reach = aspect === 0 ? 0.26 : 0.44;
  paintStroke(draft, at(-reach, -0.1), at(-0.08, 0.3), size * 0.12, y, skin);
  paintStroke(draft, at(reach, -0.1), at(0.08, 0.3), size * 0.12, y, skin);
}

function bicycle(draft: Draft, z: number, size: number, y: number, aspect: number): void {
  const skin = { color: [PAINT.signalRed, PAINT.signalAmber, PAINT.signalGreen][aspect] ?? PAINT.signalGreen };
  const at = (x: number, up: number): [number, number] => [x * size, z + up * size];
  const line = (a: [number, number], b: [number, number]): void => paintStroke(draft, a, b, size * 0.1, y, skin);
  for (const x of [-0.42, 0.42]) {
    const rim = polygon(at(x, -0.22), size * 0.28, 8);
    for (const [i, point] of rim.entries()) line(point, rim[(i + 1) % rim.length] as [number, number]);
  }
  line(at(-0.42, -0.22), at(-0.12, 0.26));
  line(at(-0.12, 0.26), at(0.3, 0.26));
  line(at(0.3, 0.26), at(0.42, -0.22));
  line(at(-0.12, 0.26), at(0, -0.22));
  line(at(0, -0.22), at(0.3, 0.26));
  line(at(0.3, 0.26), at(0.24, 0.46));
}

function seven(draft: Draft, [x, z]: readonly [number, number], y: number, width: number): void {
  const skin = { color: PAINT.signalFaint };
  const [w, h] = [0.055, 0.13];
  for (const up of [-h, 0, h]) paintStroke(draft, [x - w + 0.01, z + up], [x + w - 0.01, z + up], width * 0.7, y, skin);
  for (const side of [-w, w])
    for (const up of [-h / 2, h / 2])
      paintStroke(draft, [x + side, z + up - h / 2 + 0.02], [x + side, z + up + h / 2 - 0.02], width * 0.7, y, skin);
}
