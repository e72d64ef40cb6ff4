import type { Mount } from '../../domain/mount.ts';
import type { Evidence } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';

/** A light of the carriageway: the highest luminaire of its pole. */
export interface Light {
  readonly pole: FinalPole;
  readonly mount: Mount;
  /** Metres along the axis; which side of it the pole stands on, left (north) 1, right −1. */
  readonly chainage: number;
  readonly side: -1 | 1;
}

/** Two lights that follow each other on one side, with no junction between. */
export interface LightGap {
  readonly before: Light;
  readonly after: Light;
  readonly metres: number;
}

const LIGHTS = new WeakMap<Evidence, readonly Light[]>();

/** The lights along the road from west to east; those of poles that nobody can place on the axis are left out. */
function lightsOf(evidence: Evidence): readonly Light[] {
  let lights = LIGHTS.get(evidence);
  if (!lights) {
    lights = evidence.finalPoles
      .flatMap((pole): Light[] => {
        const mount = highest(pole);
        if (!mount || !pole.station) return [];
        return [{ pole, mount, chainage: pole.station.chainage, side: pole.station.offset < 0 ? -1 : 1 }];
      })
      .sort((a, b) => a.chainage - b.chainage);
    LIGHTS.set(evidence, lights);
  }
  return lights;
}

/** Neighbours on each side. A crossing's own lights are its own matter, and a gap over a junction is left out. */
export function lightGaps(evidence: Evidence): LightGap[] {
  const { compiled, axis } = evidence;
  const junctions = (compiled.document.project.junctions ?? []).map(
    ({ position }) => axis?.stationOf(position[0], position[1]).chainage ?? Number.NaN,
  );
  return ([-1, 1] as const).flatMap((side) => {
    const lights = lightsOf(evidence).filter((light) => light.side === side);
    return lights.slice(1).flatMap((after, index): LightGap[] => {
      const before = lights[index] as Light;
      if (junctions.some((at) => at > before.chainage && at < after.chainage)) return [];
      return [{ before, after, metres: after.chainage - before.chainage }];
    });
  });
}

/** How lights stand along a road (CJJ 45): opposite each other, in turn on both sides, or on one side. */
export type Arrangement = 'opposite' | 'staggered' | 'single';

/**
 * The arrangement of each stretch between junctions, held by all its lights. Told by the middle light of the stretch: one whose
 * nearest light across the road is within a quarter of its own spacing stands opposite it, within three quarters the two sides
 * take turns, else the lights stand on one side. A light that is shifted a little stays one of its row.
 */
export function arrangementOf(evidence: Evidence): ReadonlyMap<Light, Arrangement> {
  const { compiled, axis } = evidence;
  const ends = (compiled.document.project.junctions ?? [])
    .map(({ position }) => axis?.stationOf(position[0], position[1]).chainage ?? 0)
    .sort((a, b) => a - b);
  const spacing = new Map<Light, number>();
  for (const { before, after, metres } of lightGaps(evidence))
    for (const light of [before, after])
      spacing.set(light, Math.min(metres, spacing.get(light) ?? Number.POSITIVE_INFINITY));
  const stretches = new Map<number, Light[]>();
  for (const light of lightsOf(evidence)) {
    const index = ends.filter((end) => end <= light.chainage).length;
    const own = stretches.get(index);
    if (own) own.push(light);
    else stretches.set(index, [light]);
  }
  const found = new Map<Light, Arrangement>();
  for (const lights of stretches.values()) {
    const shares = lights.flatMap((light) => {
      // A light that is alone between two junctions has no spacing of its own.
      const own = spacing.get(light);
      return own === undefined ? [] : [distanceAcross(light, lights) / own];
    });
    const middle = shares.sort((a, b) => a - b)[Math.floor(shares.length / 2)];
    if (middle === undefined) continue;
    const arrangement = middle <= 0.25 ? 'opposite' : middle <= 0.75 ? 'staggered' : 'single';
    for (const light of lights) found.set(light, arrangement);
  }
  return found;
}

function distanceAcross(light: Light, others: readonly Light[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { side, chainage } of others)
    if (side !== light.side) least = Math.min(least, Math.abs(chainage - light.chainage));
  return least;
}

/** Luminaires of all poles, also of those that stand nowhere on the axis. */
export function luminairesOf({ finalPoles }: Evidence): { readonly pole: FinalPole; readonly mount: Mount }[] {
  return finalPoles.flatMap((pole) =>
    pole.mounts.filter(({ kind }) => kind === 'luminaire').map((mount) => ({ pole, mount })),
  );
}

function highest({ mounts }: FinalPole): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) if (mount.kind === 'luminaire' && (!found || mount.height > found.height)) found = mount;
  return found;
}
