import type { MountKind } from '../../domain/mount.ts';
import type { Evidence, FinalPole } from './evidence.ts';
import type { Obstacle } from './sight-line.ts';

/** A body, and the pole that it is part of: nothing hides behind its own pole. */
interface Body {
  readonly body: Obstacle;
  readonly pole: FinalPole | null;
}

/** Metres: shaft of a pole, an arm and its reach over the carriageway, a trunk. Typical, 经验值·待核 [D]. */
const SHAFT = 0.12;
const ARM = 0.08;
const REACH = 3;
const TRUNK = 0.2;
/** Half the panel of what is broad enough to hide something, metres. */
const PANELS: Partial<Readonly<Record<MountKind, number>>> = { 'guide-sign': 0.9, sign: 0.4, screen: 0.6, flag: 0.5 };
const ON_ARMS: readonly MountKind[] = ['guide-sign', 'enforcement-camera'];

/** What may stand in the way of a sight line; null where the city holds no such data. */
export function obstaclesOf(evidence: Evidence, what: 'poles' | 'trees' | 'buildings'): Body[] | null {
  const { finalPoles, surroundings, place } = evidence;
  switch (what) {
    case 'poles':
      return finalPoles.flatMap((pole) => bodiesOf(pole, evidence).map((body) => ({ body, pole })));
    case 'trees':
      return (
        surroundings.trees?.flatMap(({ position, height, crown }) => {
          const [x, y] = place(...position);
          const radius = crown / 2;
          const bodies: Obstacle[] = [
            { kind: 'sphere', centre: [x, y, height - radius], radius },
            { kind: 'cylinder', x, y, radius: TRUNK, bottom: 0, top: Math.max(0, height - radius) },
          ];
          return bodies.map((body) => ({ body, pole: null }));
        }) ?? null
      );
    case 'buildings':
      return (
        surroundings.buildings?.map(({ ring, height }) => ({
          body: { kind: 'prism', ring: ring.map(([x, y]) => place(x, y)), top: height } as const,
          pole: null,
        })) ?? null
      );
  }
}

function bodiesOf({ place: [x, y], height, mounts, station }: FinalPole, { axis }: Evidence): Obstacle[] {
  const bodies: Obstacle[] = [{ kind: 'cylinder', x, y, radius: SHAFT, bottom: 0, top: height }];
  // Arms reach from the pole towards the middle of the road.
  const bearing = station && axis ? axis.bearingAt(station.chainage) + (station.offset < 0 ? -90 : 90) : 0;
  const inward = [Math.sin((bearing * Math.PI) / 180), Math.cos((bearing * Math.PI) / 180)] as const;
  for (const { kind, height: at } of mounts) {
    const reach = ON_ARMS.includes(kind) ? REACH : 0;
    if (reach > 0)
      bodies.push({
        kind: 'beam',
        from: [x, y, at],
        to: [x + reach * inward[0], y + reach * inward[1], at],
        radius: ARM,
      });
    const panel = PANELS[kind];
    if (panel !== undefined)
      bodies.push({ kind: 'sphere', centre: [x + reach * inward[0], y + reach * inward[1], at], radius: panel });
  }
  return bodies;
}
