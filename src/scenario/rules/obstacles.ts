import { isOverhead } from '../../domain/furniture/mount-body.ts';
import { armPosition, overheadArmsOf } from '../../domain/furniture/pole.ts';
import type { Mount, MountKind } from '../../domain/mount.ts';
import type { Obstacle, Point } from '../sight/sight-line.ts';
import type { Evidence } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';

/** A body, what it belongs to, and the pole that it is part of: nothing hides behind its own pole. */
interface Body {
  /** Id of the pole; `tree#3` and `building#3` by their place in the surroundings, counted from 1. */
  readonly id: string;
  readonly body: Obstacle;
  readonly pole: FinalPole | null;
}

/** Metres: shaft of a pole, an arm, the tube of a lamp's arm, a trunk. Typical, 经验值·待核 [D]. */
const SHAFT = 0.12;
const ARM = 0.08;
const LAMP_ARM = 0.05;
const TRUNK = 0.2;
/** Width and height of what is broad enough to hide something, and its middle above the mount's height, metres; as drawn. */
const PANELS: Partial<Readonly<Record<MountKind, readonly [width: number, height: number, middle: number]>>> = {
  'guide-sign': [2.4, 1.5, 0],
  sign: [0.8, 0.8, 0],
  'name-plate': [1.5, 0.42, 0],
  screen: [0.72, 1.3, -0.65],
  'vehicle-signal': [0.4, 1.16, 0],
};
/** A banner stands out from the shaft by this middle distance; its width, height and middle above its mount, metres. */
const BANNER = { out: 0.5, width: 0.68, height: 1.52, middle: -0.76 };

/** What may stand in the way of a sight line; null where the city holds no such data. */
export function obstaclesOf(evidence: Evidence, what: 'poles' | 'trees' | 'buildings'): Body[] | null {
  const { finalPoles, surroundings, place } = evidence;
  switch (what) {
    case 'poles':
      return finalPoles.flatMap((pole) => bodiesOf(pole));
    case 'trees':
      return (
        surroundings.trees?.flatMap(({ position, height, crown }, index) => {
          const [x, y] = place(...position);
          const radius = crown / 2;
          const bodies: Obstacle[] = [
            { kind: 'sphere', centre: [x, y, height - radius], radius },
            { kind: 'cylinder', x, y, radius: TRUNK, bottom: 0, top: Math.max(0, height - radius) },
          ];
          return bodies.map((body) => ({ id: `tree#${index + 1}`, body, pole: null }));
        }) ?? null
      );
    case 'buildings':
      return (
        surroundings.buildings?.map(({ ring, height }, index) => ({
          id: `building#${index + 1}`,
          body: { kind: 'prism', ring: ring.map(([x, y]) => place(x, y)), top: height } as const,
          pole: null,
        })) ?? null
      );
  }
}

/** Where the middle of a mount is: on the shaft, or out on its arm, just as it is drawn. */
export function mountPoint(pole: FinalPole, mount: Mount): Point {
  const out = isOverhead(mount) ? armPosition(pole.mounts, mount) : 0;
  return along(pole, pole.heading, out, mount.height);
}

/** Metres that a luminaire's arm reaches out: as surveyed, else as drawn (at most a quarter of its height, 2.4 m at most). */
export function lampReach(pole: FinalPole, { height }: Mount): number {
  const { overhang } = pole.attributes;
  return typeof overhang === 'number' ? overhang : Math.min(2.4, Math.max(0.7, height * 0.2));
}

const BODIES = new WeakMap<FinalPole, readonly Body[]>();

function bodiesOf(pole: FinalPole): readonly Body[] {
  let bodies = BODIES.get(pole);
  if (!bodies) {
    bodies = madeOf(pole).map((body) => ({ id: pole.ref.id, body, pole }));
    BODIES.set(pole, bodies);
  }
  return bodies;
}

/** Metres that a shaft of unknown height is taken to reach: whatever passes it, it is in the way. */
const TALL = 20;

function madeOf(pole: FinalPole): Obstacle[] {
  const [x, y] = pole.place;
  const arms = overheadArmsOf(pole.mounts).map(
    ({ height, reach }): Obstacle => ({
      kind: 'beam',
      from: [x, y, height],
      to: along(pole, pole.heading, reach, height),
      radius: ARM,
    }),
  );
  return [
    { kind: 'cylinder', x, y, radius: SHAFT, bottom: 0, top: pole.height ?? TALL },
    ...arms,
    ...pole.mounts.flatMap((mount) => mountBody(pole, mount)),
  ];
}

function mountBody(pole: FinalPole, mount: Mount): Obstacle[] {
  const { kind, height, azimuth } = mount;
  if (kind === 'luminaire') {
    const reach = lampReach(pole, mount);
    const from: Point = [...pole.place, height - 0.1 - Math.min(0.9, reach * 0.42)];
    return [{ kind: 'beam', from, to: along(pole, azimuth, reach, height), radius: LAMP_ARM }];
  }
  if (kind === 'flag')
    return [
      {
        kind: 'plate',
        centre: along(pole, azimuth, BANNER.out, height + BANNER.middle),
        azimuth: azimuth + 90,
        width: BANNER.width,
        height: BANNER.height,
      },
    ];
  const panel = PANELS[kind];
  if (!panel) return [];
  const [x, y, z] = mountPoint(pole, mount);
  return [{ kind: 'plate', centre: [x, y, z + panel[2]], azimuth, width: panel[0], height: panel[1] }];
}

function along({ place: [x, y] }: FinalPole, bearing: number, metres: number, height: number): Point {
  const angle = (bearing * Math.PI) / 180;
  return [x + metres * Math.sin(angle), y + metres * Math.cos(angle), height];
}
