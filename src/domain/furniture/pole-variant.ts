import type { AttributeValue } from '../asset.ts';
import { MOUNT_WORDS, type Mount, type MountKind } from '../mount.ts';
import { POLE_CLASSES, type PoleClass } from '../pole-class.ts';
import { carrierOf, type PoleSpec } from './pole.ts';
import { plateText } from './sign.ts';

/** Steps within which poles count as alike. */
export interface VariantGrid {
  /** Height of a pole and of what hangs on it, metres. */
  readonly metres: number;
  /** Direction of a mount against the pole's heading, degrees. */
  readonly degrees: number;
}

/** From exact enough for an eye at 5 m to coarse: a city with too many variants on one takes the next. */
export const VARIANT_GRIDS: readonly VariantGrid[] = [
  { metres: 0.25, degrees: 15 },
  { metres: 0.5, degrees: 45 },
  { metres: 1, degrees: 90 },
];

/** One model that stands for all poles that look alike. */
export interface PoleVariant {
  /** Tells variants apart and names the model: class, height, then the mounts as `formatMounts` writes them. */
  readonly key: string;
  /** Heading 0: azimuths of the mounts count from the way the pole faces. */
  readonly spec: PoleSpec;
}

/** The order in which mounts of one kind set are listed: as in the table of kinds. */
const KIND_ORDER = new Map((Object.keys(MOUNT_WORDS) as MountKind[]).map((kind, index) => [kind, index]));

/**
 * The variant of a pole on `grid`: its class, its height and the multiset of its mounts, each rounded. Heights of mounts
 * are as on a pole of the variant's height, so that an instance scaled to its own height has them where they belong.
 */
export function poleVariant(pole: PoleSpec, grid: VariantGrid): PoleVariant {
  const height = Math.max(grid.metres, step(pole.height, grid.metres));
  const own = pole.heading ?? 0;
  const mounts = pole.mounts
    .map((mount): Mount => {
      const turned = step((((mount.azimuth - own) % 360) + 360) % 360, grid.degrees) % 360;
      return { kind: mount.kind, height: step((mount.height * height) / pole.height, grid.metres), azimuth: turned };
    })
    .sort((a, b) => order(a.kind) - order(b.kind) || b.height - a.height || a.azimuth - b.azimuth);
  const postTop = pole.type === 'post-top';
  const parts = mounts.map((mount) => `${mount.kind}:${mount.height}:${mount.azimuth}`);
  const carrier = carrierOf(pole);
  const road = pole.mounts.some((mount) => mount.kind === 'name-plate' && plateText({ mount, carrier }))
    ? pole.road
    : undefined;
  return {
    key: [`${pole.class}${postTop ? '-post-top' : ''}:${height}`, ...parts, ...(road ? [road] : [])].join('|'),
    spec: { class: pole.class, height, mounts, ...(postTop ? { type: 'post-top' } : {}), ...(road ? { road } : {}) },
  };
}

/** Class of an asset of the `lamp` or `pole` layer by its attributes; a lamp names none. */
export function poleClassOf(attribute: (key: string) => AttributeValue | undefined): PoleClass {
  const named = POLE_CLASSES.find((each) => each === attribute('class'));
  return named ?? (attribute('type') === 'multi-function' ? 'MF' : 'LP');
}

function order(kind: MountKind): number {
  return KIND_ORDER.get(kind) ?? KIND_ORDER.size;
}

function step(value: number, size: number): number {
  return Math.round(value / size) * size;
}
