import type { Mount, MountKind } from '../mount.ts';
import { ROLE_EMITTER } from './mesh.ts';
import { PAINT } from './paint.ts';
import { box, type Draft, loft, type Point, plate, polygon, tube, turned } from './solid.ts';

const ARM = { color: PAINT.arm };
const DARK = { color: PAINT.dark };
const CASING = { color: PAINT.casing };
const GLASS = { color: PAINT.glass };
const LIGHT = { color: PAINT.lens, role: ROLE_EMITTER };

/** What a mount's body must know of the pole that carries it. */
export interface Carrier {
  /** Shaft radius in metres at a height in metres. */
  readonly radius: (z: number) => number;
  /** 1 in the city, 2 in the close-up: multiplies the sides of round bodies. */
  readonly fineness: 1 | 2;
}

/** Height from which a mount hangs over the carriageway on an arm instead of on the shaft (domain.md §4.4 R7). */
const OVERHEAD = 4.9;

/** Whether `mount` hangs on a horizontal arm over the carriageway. */
export function isOverhead(mount: Mount): boolean {
  switch (mount.kind) {
    case 'vehicle-signal':
    case 'guide-sign':
    case 'enforcement-camera':
      return mount.height >= OVERHEAD;
    default:
      return false;
  }
}

/** Metres over the arm that the body of an overhead mount needs. */
export function overheadWidth(mount: Mount): number {
  return mount.kind === 'guide-sign' ? 2.6 : mount.kind === 'vehicle-signal' ? 1.5 : 0.8;
}

/** A mount's body under construction, in its own frame. */
interface Site {
  readonly draft: Draft;
  readonly mount: Mount;
  /** Radius of what it hangs on, metres. */
  readonly r: number;
  /** Close-up: small pieces that nobody sees from a car. */
  readonly fine: boolean;
  /** Sides of a round body. */
  readonly round: (sides: number) => number;
}

/**
 * The body of a mount on the shaft, or of an overhead one on its arm, in its own frame: the origin on the axis of the
 * shaft (or arm) at the mount's height, +y the way it faces. Sizes: GB 14887 (300 mm heads), GB 5768.2 (signs), else
 * usual products.
 */
export function addBody(draft: Draft, mount: Mount, carrier: Carrier): void {
  const r = isOverhead(mount) ? 0.07 : carrier.radius(mount.height);
  const fine = carrier.fineness === 2;
  BODIES[mount.kind]({ draft, mount, r, fine, round: (sides) => sides * carrier.fineness });
}

const BODIES: Readonly<Record<MountKind, (site: Site) => void>> = {
  luminaire,
  'vehicle-signal': (site) => signal(site, 0.36, [PAINT.signalRed, PAINT.signalAmber, PAINT.signalGreen]),
  'pedestrian-signal': (site) => signal(site, 0.3, [PAINT.signalRed, PAINT.signalGreen]),
  sign: ({ draft, r, round }) => {
    // Bare metal behind, as one sees it from the other carriageway.
    plate(draft, polygon([0, 0], 0.4, round(8)), r + 0.02, 0.02, { color: PAINT.galvanised });
    plate(draft, polygon([0, 0], 0.4, round(8)), r + 0.04, 0.01, { color: PAINT.signBlue });
    plate(draft, rectangle(0.12, 0.5), r + 0.05, 0.01, { color: PAINT.signWhite });
  },
  'guide-sign': ({ draft, r, fine }) => {
    plate(draft, rectangle(2.4, 1.5), r + 0.02, 0.03, { color: PAINT.galvanised });
    plate(draft, rectangle(2.4, 1.5), r + 0.05, 0.02, { color: PAINT.signWhite });
    plate(draft, rectangle(2.28, 1.38), r + 0.07, 0.01, { color: PAINT.signBlue });
    // Where the arrow and the names of places are, without naming any.
    plate(draft, rectangle(0.1, 0.9), r + 0.08, 0.01, { color: PAINT.signWhite });
    for (const x of fine ? [-0.65, 0.65] : []) {
      plate(draft, shifted(rectangle(0.8, 0.16, 0.3), x), r + 0.08, 0.01, { color: PAINT.signWhite });
      plate(draft, shifted(rectangle(0.6, 0.1, 0.02), x), r + 0.08, 0.01, { color: PAINT.signWhite });
    }
  },
  'name-plate': ({ draft }) => {
    plate(draft, rectangle(1.5, 0.42), -0.025, 0.05, { color: PAINT.plate });
    for (const y of [0.025, -0.035]) plate(draft, rectangle(1.3, 0.1, 0.06), y, 0.01, { color: PAINT.signWhite });
  },
  camera: ({ draft, r, fine }) => {
    tube(draft, [at(r, 0.08), at(r + 0.45, 0.14)], 0.025, 0.025, 3, ARM);
    box(draft, [0, r + 0.5, -0.02], [0.13, 0.34, 0.13], CASING);
    if (fine) box(draft, [0, r + 0.69, 0.005], [0.09, 0.05, 0.09], GLASS);
  },
  'enforcement-camera': ({ draft, r }) => {
    box(draft, [0, r + 0.06, 0], [0.18, 0.42, 0.16], CASING);
    box(draft, [0, r + 0.28, 0.03], [0.12, 0.04, 0.1], GLASS);
    box(draft, [0.3, r, 0], [0.22, 0.2, 0.14], DARK);
  },
  'micro-cell': ({ draft, r, round }) => {
    box(draft, [0, r + 0.06, -0.05], [0.05, 0.14, 0.1], ARM);
    turned(
      draft,
      [0, r + 0.22],
      [
        [-0.42, 0.11],
        [0.42, 0.11],
      ],
      round(6),
      CASING,
    );
  },
  wifi: ({ draft, r }) => {
    box(draft, [0, r + 0.05, -0.1], [0.24, 0.1, 0.24], CASING);
    for (const x of [-0.08, 0.08]) box(draft, [x, r + 0.05, 0.14], [0.02, 0.02, 0.22], DARK);
  },
  weather: ({ draft, r, round }) => {
    tube(draft, [at(r, 0), at(r + 0.55, 0)], 0.02, 0.02, 4, ARM);
    turned(
      draft,
      [0, r + 0.55],
      [
        [-0.02, 0.04],
        [0.1, 0.12],
        [0.3, 0.12],
        [0.36, 0.03],
      ],
      round(6),
      CASING,
    );
  },
  speaker: ({ draft, r, round }) => {
    tube(draft, [at(r, 0), at(r + 0.14, 0), at(r + 0.36, 0)], 0.07, 0.17, round(6), CASING);
  },
  screen: ({ draft, r }) => {
    box(draft, [0, r + 0.08, -0.65], [0.72, 0.14, 1.3], DARK);
    plate(draft, rectangle(0.62, 1.16), r + 0.15, 0.015, { color: PAINT.screen, role: ROLE_EMITTER });
  },
  'help-point': ({ draft, r, round }) => {
    box(draft, [0, r + 0.05, -0.2], [0.24, 0.1, 0.4], { color: PAINT.signBlue });
    plate(draft, polygon([0, 0.02], 0.06, round(6)), r + 0.1, 0.02, { color: PAINT.signRim });
  },
  charger: ({ draft, r }) => {
    box(draft, [0, r + 0.1, -0.4], [0.32, 0.2, 0.8], CASING);
    plate(draft, rectangle(0.2, 0.24, 0.18), r + 0.2, 0.01, GLASS);
    const cable: Point[] = [
      [0.1, r + 0.2, 0],
      [0.19, r + 0.26, -0.2],
      [0.1, r + 0.2, -0.4],
    ];
    tube(draft, cable, 0.02, 0.02, 4, DARK);
  },
  flag: ({ draft, r }) => {
    // The banner stands out from the shaft, readable along the road.
    for (const z of [0.78, -0.82]) box(draft, [0, r + 0.4, z], [0.03, 0.8, 0.03], ARM);
    box(draft, [0, r + 0.42, -0.76], [0.015, 0.68, 1.52], { color: PAINT.banner });
  },
  cabinet: ({ draft, fine }) => {
    box(draft, [0, 0, -0.75], [0.5, 0.46, 1.5], { color: PAINT.steel });
    if (fine) plate(draft, rectangle(0.4, 1.2, 0.02), 0.23, 0.015, { color: PAINT.galvanised });
  },
};

/** An arm that leaves the shaft lower, bends outward and carries a flat LED head whose top is the mount's height. */
function luminaire({ draft, mount, r, round }: Site): void {
  const reach = armReach(mount.height);
  const rise = Math.min(0.9, reach * 0.42);
  const root = -0.1 - rise;
  tube(
    draft,
    [at(r * 0.4, root), at(reach * 0.3, root + rise * 0.62), at(reach * 0.68, root + rise * 0.95), at(reach, -0.07)],
    0.05,
    0.035,
    round(4),
    ARM,
  );
  const [from, to] = [reach - 0.12, reach + 0.62];
  const section = (y: number, half: number, low: number, high: number): Point[] => [
    [half, y, low],
    [half * 0.8, y, high],
    [-half * 0.8, y, high],
    [-half, y, low],
  ];
  const head = [
    section(to, 0.13, -0.1, -0.04),
    section(reach + 0.15, 0.17, -0.13, 0),
    section(from, 0.07, -0.12, -0.02),
  ];
  // The underside, from the last ring point back to the first, is the light.
  loft(draft, head, ARM, { sideSkin: (side) => (side === 3 ? LIGHT : ARM) });
}

/** Overhang of a luminaire at `height`: at most a quarter of it (CJJ 45 [M]), 2.4 m at the most. */
function armReach(height: number): number {
  return Math.min(2.4, Math.max(0.7, height * 0.2));
}

function signal({ draft, r, fine }: Site, pitch: number, aspects: readonly string[]): void {
  const half = (aspects.length * pitch) / 2;
  box(draft, [0, r + 0.14, -half - 0.04], [pitch + 0.04, 0.22, 2 * half + 0.08], DARK);
  for (const [i, color] of aspects.entries()) {
    const z = half - pitch * (i + 0.5);
    plate(draft, polygon([0, z], pitch * 0.42, fine ? 14 : 8), r + 0.25, 0.02, { color });
    if (fine) box(draft, [0, r + 0.36, z + pitch * 0.4], [pitch * 0.9, 0.24, 0.02], DARK);
  }
}

/** Corners of a w × h rectangle centred at height z of a plate. */
export function rectangle(w: number, h: number, z = 0): [number, number][] {
  return [
    [-w / 2, z - h / 2],
    [w / 2, z - h / 2],
    [w / 2, z + h / 2],
    [-w / 2, z + h / 2],
  ];
}

function shifted(outline: readonly (readonly [number, number])[], x: number): [number, number][] {
  return outline.map(([from, z]) => [from + x, z]);
}

function at(y: number, z: number): Point {
  return [0, y, z];
}
