import type { Mount } from '../../../domain/mount.ts';
import type { ScenarioDocument } from '../../../wire/scenario-document.ts';
import type { KeepReason } from '../assign.ts';
import type { CarrierSite } from '../carrier-site.ts';
import { fullMerge, type Merge } from '../full-merge.ts';
import type { PlanContext } from '../plan-context.ts';
import { carriersAt, type PlannedCarrier } from '../planned-carrier.ts';
import type { Choices } from './block-program.ts';
import type { MergeProblem, Mover, Place } from './merge-problem.ts';

/** A pole that could have merged, and why it stays. */
export interface Kept {
  readonly id: string;
  readonly layer: string;
  readonly reason: KeepReason;
  /** Points that merging it would cost beyond leaving it; null when no plan merges it. */
  readonly price: number | null;
}

/** What was chosen of a problem, and why the rest stays. */
export interface Chosen {
  readonly problem: MergeProblem;
  readonly choices: Choices;
  readonly kept: readonly Kept[];
}

/** Letter of the optimiser's alternative, and part of the ids of its carriers. */
const LETTER = 'P';

/** The choices as an alternative of the road's document, staged like the full merge, with its own carriers. */
export function optimisedAlternative(context: PlanContext, chosen: Chosen): ScenarioDocument['alternatives'][number] {
  return {
    id: LETTER,
    title: { zh: '优化合杆', en: 'Optimised merge' },
    summary: {
      zh: '在所设权重与约束下由混合整数规划选定杆位与挂载，余下杆件逐根说明原因',
      en: 'Carriers and mounts chosen by mixed-integer programming under the given weights and constraints',
    },
    phases: fullMerge(context, false, mergeOf(context, chosen, codeOf(context))),
  };
}

function codeOf({ code }: PlanContext): string {
  return `${code}-${LETTER}`;
}

/** Ids of the carriers that `optimisedAlternative` builds, by the place they stand on. */
export function carrierIds(context: PlanContext, chosen: Omit<Chosen, 'kept'>): ReadonlyMap<number, string> {
  const { carriers, taken } = sitesOf(context, chosen, codeOf(context));
  return new Map(taken.map((place, index) => [place, (carriers[index] as PlannedCarrier).id]));
}

/**
 * The choices as carriers and what joins them.
 *
 * @param code stem of the carriers' ids
 */
export function mergeOf(context: PlanContext, chosen: Chosen, code: string): Merge {
  const { movers } = chosen.problem;
  const { carriers, taken, placeOf } = sitesOf(context, chosen, code);
  const carrierOf = new Map(taken.map((place, index) => [place, carriers[index] as PlannedCarrier]));
  const merged = movers.flatMap((mover) => {
    const place = placeOf.get(mover.index);
    const carrier = place && carrierOf.get(place.index);
    if (!carrier || founds(mover)) return [];
    carrier.mounts.push(...mover.pole.mounts.map(hung));
    return [{ pole: mover.pole, carrier }];
  });
  const reasons = new Map(chosen.kept.map((each) => [`${each.layer} ${each.id}`, each.reason]));
  return {
    carriers,
    merged,
    kept: movers.flatMap(({ index, pole }) => {
      const reason = reasons.get(`${pole.layer} ${pole.id}`);
      return placeOf.has(index) || !reason ? [] : [{ pole, reason }];
    }),
  };
}

/** What juts out over a footway is hung anew at its clear height (rule R7), however low it hangs today. */
function hung(mount: Mount): Mount {
  const juts = mount.kind === 'sign' || mount.kind === 'name-plate';
  return juts && mount.height < FOOTWAY_CLEAR ? { ...mount, height: FOOTWAY_CLEAR } : mount;
}

/** Metres. */
const FOOTWAY_CLEAR = 2.5;

function founds({ pole }: Mover): boolean {
  return pole.class === 'LP' || pole.class === 'TS';
}

/** The places that the choices take, from west to east, each with its carrier, and the place of each mover that goes. */
function sitesOf(context: PlanContext, { problem, choices }: Omit<Chosen, 'kept'>, code: string) {
  const { movers, places } = problem;
  const joined = new Map<number, Mover[]>();
  const placeOf = new Map<number, Place>();
  for (const [index, choice] of choices) {
    const mover = movers[index] as Mover;
    const option = choice === null ? undefined : mover.options[choice];
    if (!option) continue;
    const place = places[option.place] as Place;
    placeOf.set(index, place);
    joined.set(place.index, [...(joined.get(place.index) ?? []), mover]);
  }
  const taken = [...joined]
    .map(([index, own]) => ({ place: places[index] as Place, own }))
    .sort((a, b) => a.place.chainage - b.place.chainage || a.place.offset - b.place.offset);
  const sites = taken.map(({ place, own }): CarrierSite => {
    const host = movers[place.host] as Mover;
    const others = own.filter((mover) => founds(mover) && mover !== host);
    return {
      side: place.side,
      chainage: place.chainage,
      offset: place.offset,
      kind: place.kind,
      founders: [host, ...others].map(({ pole }) => pole),
    };
  });
  const carriers = carriersAt(sites, context.policies, code);
  return { carriers, taken: taken.map(({ place }) => place.index), placeOf };
}
