import { SIGN_TEXT, SLOGANS } from './artwork.ts';
import { paintBand, paintShape, rectangleAt } from './decal.ts';
import { rectangle, roundedRectangle } from './face.ts';
import { write, writeDown } from './letters.ts';
import { ROLE_EMITTER } from './mesh.ts';
import { ARM, BLUE, CASING, DARK, GLASS, type Site, STEEL, WHITE, ZINC } from './mount-site.ts';
import { PAINT } from './paint.ts';
import { box, type Draft, loft, type Point, placed, plate, polygon, tube } from './solid.ts';

/** An upright LED screen, 0.72 × 1.3 m, in a deep bezel: one line from top to bottom. */
export function infoScreen({ draft, r, fine }: Site): void {
  box(draft, [0, r + 0.03, -0.4], [0.3, 0.08, 0.1], ARM);
  box(draft, [0, r + 0.03, 0.3], [0.3, 0.08, 0.1], ARM);
  standing(draft, roundedRectangle(0.72, 0.2, 0.03, fine ? 3 : 1), [0, r + 0.15], -0.65, 0.65, DARK);
  const y = r + 0.258;
  const lit = (color: string) => ({ color, role: ROLE_EMITTER });
  plate(draft, rectangle(0.63, 1.18), y - 0.012, 0.008, lit(PAINT.screenDark));
  writeDown(draft, SIGN_TEXT.screen, [0, 0.1], 0.2, y + 0.006, lit(PAINT.screenText));
  paintShape(draft, rectangleAt(0, -0.5, 0.5, 0.02), y + 0.006, lit(PAINT.screenText));
}

/** A help point: big button under a text, loudspeaker slots, camera eye. */
export function helpPoint({ draft, r, fine, round }: Site): void {
  standing(draft, roundedRectangle(0.26, 0.12, 0.03, fine ? 3 : 1), [0, r + 0.06], -0.24, 0.26, BLUE);
  const y = r + 0.12;
  write(draft, SIGN_TEXT.help, [0, 0.17], 0.09, y + 0.006, WHITE);
  plate(draft, polygon([0, 0.02], 0.062, round(8)), y - 0.004, 0.01, ZINC);
  plate(draft, polygon([0, 0.02], 0.046, round(8)), y, 0.022, { color: PAINT.signRim });
  for (const z of fine ? [-0.1, -0.125, -0.15, -0.175] : [-0.12, -0.16])
    paintShape(draft, rectangleAt(0, z, 0.14, 0.012), y + 0.006, DARK);
}

/** A charger on the shaft: small screen, plug in its holster, cable in a loop. */
export function charger({ draft, r, fine, round }: Site): void {
  box(draft, [0, r + 0.02, -0.3], [0.2, 0.05, 0.6], ARM);
  standing(draft, roundedRectangle(0.34, 0.2, 0.04, fine ? 3 : 1), [0, r + 0.14], -0.42, 0.4, CASING);
  const y = r + 0.24;
  paintShape(draft, rectangleAt(0, 0.2, 0.2, 0.16), y + 0.006, GLASS);
  write(draft, SIGN_TEXT.charge, [0, 0.03], 0.1, y + 0.006, { color: PAINT.plate });
  tube(
    draft,
    [
      [0, y - 0.01, -0.12],
      [0, y + 0.09, -0.16],
    ],
    0.04,
    0.035,
    round(5),
    DARK,
  );
  const steps = fine ? 12 : 5;
  const cable = Array.from({ length: steps + 1 }, (_, i): Point => {
    const angle = (i / steps) * Math.PI * 1.5;
    return [0.11 - 0.11 * Math.cos(angle), y + 0.06 - 0.05 * (i / steps), -0.24 - 0.17 * Math.sin(angle)];
  });
  tube(draft, cable, 0.016, 0.016, round(3), DARK);
}

/** A street banner (道旗), 0.68 × 1.6 m between two rods, with a slogan on both sides. */
export function banner({ draft, r, round }: Site): void {
  for (const z of [0.8, -0.82])
    tube(
      draft,
      [
        [0, r * 0.5, z],
        [0, r + 0.82, z],
      ],
      0.018,
      0.014,
      round(3),
      ARM,
    );
  box(draft, [0, r + 0.42, -0.8], [0.012, 0.68, 1.58], { color: PAINT.banner });
  const { first } = SLOGANS[4] as (typeof SLOGANS)[number];
  for (const yaw of [90, -90])
    placed(draft, [0, r + 0.42, -0.01], yaw, () => {
      const y = 0.006 + 0.006;
      paintBand(draft, rectangle(0.58, 1.46), rectangle(0.6, 1.48), y, { color: PAINT.panel });
      writeDown(draft, first, [0, 0.06], 0.26, y, { color: PAINT.panel });
      paintShape(draft, rectangleAt(0, -0.62, 0.3, 0.02), y, { color: PAINT.panel });
    });
}

/** The equipment bay at the foot of a pole: two doors with seams, louvres and a lock. */
export function equipmentBay({ draft, fine }: Site): void {
  standing(draft, roundedRectangle(0.52, 0.48, 0.07, fine ? 4 : 1), [0, 0], -0.75, 0.7, STEEL);
  standing(draft, roundedRectangle(0.58, 0.54, 0.08, fine ? 4 : 1), [0, 0], 0.7, 0.75, ARM);
  for (const yaw of [0, 180])
    placed(draft, [0, 0, 0], yaw, () => {
      const y = 0.246;
      paintBand(draft, rectangle(0.37, 1.25, -0.03), rectangle(0.39, 1.27, -0.03), y, DARK);
      for (let i = 0; i < (fine ? 6 : 3); i++)
        paintShape(draft, rectangleAt(0, 0.46 - i * (fine ? 0.04 : 0.08), 0.24, 0.016), y, DARK);
      box(draft, [-0.15, 0.25, -0.08], [0.03, 0.02, 0.14], ZINC);
    });
}

/** An upright prism over a convex outline in plan (x to the reader's right, y ahead), from z to z. */
function standing(
  draft: Draft,
  outline: readonly (readonly [number, number])[],
  [x, y]: readonly [number, number],
  from: number,
  to: number,
  skin: { color: string },
): void {
  const ring = (z: number): Point[] => outline.map(([u, v]): Point => [x + u, y + v, z]);
  loft(draft, [ring(from), ring(to)], skin);
}
