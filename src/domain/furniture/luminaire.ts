import { ARM, CASING, LIGHT, type Site } from './mount-site.ts';
import { box, type Draft, loft, type Point, placed, tube, turned } from './solid.ts';

/**
 * A lamp on a curved arm: the arm leaves the shaft in a collar, bows outward and carries a flat LED body, tipped up by 8°,
 * whose top is the mount's height.
 */
export function luminaire({ draft, mount, r, fine, round }: Site): void {
  // The middle of the light is at the reach, where the pools of light have it.
  const reach = armReach(mount.height) - HEAD_MIDDLE;
  const rise = Math.min(0.9, reach * 0.42);
  const root = -0.1 - rise;
  const steps = fine ? 10 : 4;
  // A quarter of an ellipse: steep at the shaft, level at the head.
  const bow = Array.from({ length: steps + 1 }, (_, i): Point => {
    const angle = (i / steps) * (Math.PI / 2);
    return [0, r * 0.4 + (reach - r * 0.4) * (1 - Math.cos(angle)) ** 0.8, root + (rise + 0.03) * Math.sin(angle)];
  });
  tube(draft, bow, 0.05, 0.032, fine ? 10 : 4, ARM);
  const collar: [number, number][] = [
    [root - 0.12, r + 0.012],
    [root - 0.1, r + 0.03],
    [root + 0.16, r + 0.03],
    [root + 0.18, r + 0.012],
  ];
  turned(draft, [0, 0], collar, round(6), ARM);
  if (fine) {
    // The tie that keeps a long arm from nodding in the wind.
    const tie = bow[Math.floor(steps * 0.55)] as Point;
    tube(
      draft,
      [
        [0, r * 0.5, root + rise + 0.12],
        [0, tie[1], tie[2]],
      ],
      0.012,
      0.012,
      6,
      ARM,
    );
  }
  head(draft, reach, fine);
}

/** Metres from the end of the arm to the middle of its light. */
const HEAD_MIDDLE = 0.33;

/** Spigot, driver box and a tapering optic, 0.74 m long; the underside of the optic is the light. */
function head(draft: Draft, reach: number, fine: boolean): void {
  const section = (y: number, half: number, low: number, high: number): Point[] => [
    [half, y, low],
    [half, y, low + (high - low) * 0.45],
    [half * 0.72, y, high],
    [-half * 0.72, y, high],
    [-half, y, low + (high - low) * 0.45],
    [-half, y, low],
  ];
  const at = reach;
  const body = [
    section(at + 0.62, 0.1, -0.075, -0.04),
    section(at + 0.5, 0.155, -0.1, -0.01),
    section(at + 0.2, 0.17, -0.12, 0),
    section(at + 0.04, 0.13, -0.125, -0.012),
    section(at - 0.12, 0.06, -0.12, -0.035),
  ];
  loft(draft, body, CASING, { sideSkin: (side) => (side === 2 ? ARM : CASING) });
  // The glass stands a little below the body, so that it shines from the side too.
  const glass = (y: number, half: number, z: number): Point[] => [
    [half, y, z - 0.022],
    [half, y, z],
    [-half, y, z],
    [-half, y, z - 0.022],
  ];
  loft(draft, [glass(at + 0.52, 0.11, -0.092), glass(at + 0.14, 0.13, -0.112)], LIGHT);
  if (!fine) return;
  for (let i = -3; i <= 3; i++) box(draft, [i * 0.032, at + 0.24, -0.012], [0.008, 0.34, 0.03], ARM);
  placed(draft, [0, at + 0.05, 0], 0, () =>
    turned(
      draft,
      [0, 0],
      [
        [-0.02, 0.028],
        [0.035, 0.024],
      ],
      10,
      ARM,
    ),
  );
}

/** Overhang of a luminaire at `height`: at most a quarter of it (CJJ 45 [M]), 2.4 m at the most. */
function armReach(height: number): number {
  return Math.min(2.4, Math.max(0.7, height * 0.2));
}
