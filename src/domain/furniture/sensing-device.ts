import { paintShape, rectangleAt } from './decal.ts';
import { ARM, ahead, CASING, DARK, GLASS, type Site, ZINC } from './mount-site.ts';
import { PAINT } from './paint.ts';
import { box, loft, type Point, placed, plate, polygon, tube, turned } from './solid.ts';

/** A dome camera (球机) under the tip of a short arm. */
export function domeCamera({ draft, r, fine, round }: Site): void {
  box(draft, [0, r + 0.015, -0.08], [0.1, 0.03, 0.2], ARM);
  const bend = fine
    ? [ahead(r, 0.02), ahead(r + 0.3, 0.07), ahead(r + 0.44, 0.05), ahead(r + 0.48, -0.02)]
    : [ahead(r, 0.02), ahead(r + 0.4, 0.07), ahead(r + 0.48, 0)];
  tube(draft, bend, 0.024, 0.022, round(4), ARM);
  const y = r + 0.48;
  turned(
    draft,
    [0, y],
    [
      [-0.16, 0.1],
      [-0.02, 0.105],
      [0.03, 0.06],
      [0.05, 0.03],
    ],
    round(6),
    CASING,
  );
  const dome: [number, number][] = [
    [-0.27, 0.02],
    [-0.255, 0.055],
    [-0.21, 0.085],
    [-0.16, 0.09],
  ];
  turned(draft, [0, y], dome, round(6), GLASS);
}

/** An enforcement camera (电警) in a housing with a sun shield, its flash light beside it. */
export function bulletCamera({ draft, r, round }: Site): void {
  box(draft, [0, r - 0.02, 0], [0.12, 0.1, 0.06], ARM);
  box(draft, [0, r + 0.08, 0.05], [0.15, 0.42, 0.14], CASING);
  plateOver(-0.15, 0.38);
  tube(draft, [ahead(r + 0.28, 0.12), ahead(r + 0.34, 0.12)], 0.06, 0.062, round(5), DARK);
  tube(draft, [ahead(r + 0.335, 0.12), ahead(r + 0.345, 0.12)], 0.05, 0.05, round(5), GLASS);
  box(draft, [0.34, r, 0.02], [0.26, 0.16, 0.16], DARK);
  for (const x of [-0.4, -0.34, -0.28])
    for (const z of [0.06, 0.14]) paintShape(draft, rectangleAt(x, z, 0.05, 0.06), r + 0.088, { color: PAINT.casing });

  function plateOver(from: number, to: number): void {
    box(draft, [0, r + (from + to) / 2, 0.2], [0.2, to - from, 0.012], CASING);
  }
}

/** A sector antenna of 0.85 m, tipped down by 4°, with its radio unit behind it. */
export function microCell({ draft, r, fine }: Site): void {
  const section = (z: number, y: number, inset = 0): Point[] => {
    const [half, deep] = [0.15 - inset, 0.07 - inset];
    return [
      [half, y - deep, z],
      [half, y + deep * 0.3, z],
      [half * 0.6, y + deep, z],
      [-half * 0.6, y + deep, z],
      [-half, y + deep * 0.3, z],
      [-half, y - deep, z],
    ];
  };
  const y = r + 0.26;
  loft(
    draft,
    [section(-0.45, y + 0.03, 0.02), section(-0.42, y + 0.03), section(0.4, y - 0.03), section(0.43, y - 0.03, 0.02)],
    CASING,
  );
  for (const z of [-0.3, 0.3]) box(draft, [0, r + 0.08, z - 0.025], [0.06, 0.24, 0.05], ARM);
  box(draft, [0, r + 0.1, -0.14], [0.22, 0.14, 0.28], { color: PAINT.cabinetTelecom });
  if (!fine) return;
  for (const x of [-0.07, 0, 0.07])
    tube(
      draft,
      [
        [x, y + 0.02, -0.44],
        [x * 0.6, r + 0.12, -0.62],
        [0, r + 0.02, -0.7],
      ],
      0.012,
      0.012,
      6,
      DARK,
    );
  for (let i = 0; i < 7; i++) box(draft, [-0.09 + i * 0.03, r + 0.175, -0.12], [0.01, 0.02, 0.24], CASING);
}

/** A Wi-Fi radio: a flat box with two rods. */
export function wifiRadio({ draft, r, round }: Site): void {
  box(draft, [0, r + 0.02, -0.05], [0.08, 0.05, 0.1], ARM);
  box(draft, [0, r + 0.085, -0.13], [0.22, 0.08, 0.26], CASING);
  for (const x of [-0.07, 0.07])
    turned(
      draft,
      [x, r + 0.085],
      [
        [0.13, 0.013],
        [0.36, 0.01],
      ],
      round(4),
      DARK,
    );
}

/** A weather station: louvred screen on a boom, ultrasonic anemometer above it, rain gauge at the tip. */
export function weatherStation({ draft, r, fine, round }: Site): void {
  const reach = r + 0.75;
  tube(draft, [ahead(r * 0.5, -0.08), ahead(reach, -0.08)], 0.022, 0.022, round(4), ZINC);
  const screen = r + 0.42;
  const louvres = fine ? 7 : 3;
  const pitch = 0.26 / louvres;
  const shape = Array.from({ length: louvres }, (_, i): [number, number][] => {
    const z = -0.06 + i * pitch;
    return [
      [z, 0.095],
      [z + pitch * 0.55, 0.07],
    ];
  }).flat();
  turned(draft, [0, screen], [...shape, [0.2, 0.095], [0.24, 0.02]], round(6), CASING);
  turned(
    draft,
    [0, reach],
    [
      [-0.1, 0.05],
      [0.02, 0.05],
      [0.04, 0.085],
      [0.2, 0.09],
    ],
    round(6),
    ZINC,
  );
  turned(
    draft,
    [0, r + 0.16],
    [
      [-0.08, 0.018],
      [0.26, 0.018],
    ],
    round(4),
    ZINC,
  );
  for (let i = 0; i < 3; i++)
    placed(draft, [0, r + 0.16, 0.26], i * 120, () =>
      tube(draft, [ahead(0, 0), ahead(0.09, 0.05), ahead(0.1, 0.17)], 0.01, 0.012, round(3), DARK),
    );
}

/** A horn loudspeaker with its driver. */
export function loudspeaker({ draft, r, fine, round }: Site): void {
  box(draft, [0, r + 0.03, -0.04], [0.06, 0.08, 0.08], ARM);
  tube(
    draft,
    [ahead(r + 0.05, 0), ahead(r + 0.16, 0), ahead(r + 0.3, -0.01), ahead(r + 0.44, -0.03)],
    0.06,
    0.2,
    round(6),
    CASING,
  );
  plate(draft, polygon([0, -0.03], 0.17, round(6)), r + 0.445, 0.01, GLASS);
  if (fine) tube(draft, [ahead(r, 0.04), ahead(r + 0.08, 0.08), ahead(r + 0.1, 0.04)], 0.012, 0.012, 6, DARK);
}
