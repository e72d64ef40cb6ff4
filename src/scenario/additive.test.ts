import { beforeAll, describe, expect, it } from 'vitest';
import { type Instant, parseInstant } from '../domain/clock.ts';
import { holds } from '../domain/validity.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import { compileScenario } from './compile.ts';
import type { CompiledScenario, Kpi } from './compiled.ts';
import { costAssumptions } from './cost/assumptions.ts';
import { costLines, linesAt, quantitiesOf } from './cost/lines.ts';
import { type Measure, measure } from './cost/measures.ts';
import { greedyPlan } from './fixture/greedy-plan.ts';
import { syntheticStreet } from './fixture/synthetic-street.ts';
import { withoutPole } from './fixture/without-pole.ts';
import { kpisAt } from './kpis.ts';
import { ledgerOf } from './ledger.ts';
import { lightingInputs } from './lighting/assumptions.ts';
import { burningSite, fullPowerHours } from './lighting/burning-hours.ts';
import { energyLoads, isLuminaire, kilowattsOf } from './lighting/energy-loads.ts';

const NOW = parseInstant('2026-05-01T00:00:00+08:00');
const street = syntheticStreet(1300, 3);
const document = greedyPlan(street);
const compile = (of: ScenarioDocument) => compileScenario(of, street.tables, NOW, 480);
const full = compile(document);
const inputs = lightingInputs(document);
const site = burningSite(full);
const prices = costAssumptions(document.assumptions, site).mid;

/** An existing pole, and what it has to do with a figure. */
interface Asked {
  readonly id: string;
  readonly kpi: Kpi;
  readonly alternative: string;
  readonly at: Instant;
}

/** A figure goes by exactly this much when the pole had never been. */
type Share = (asked: Asked) => number;

const one: Share = ({ id, kpi }) => (kpi.objects.some((each) => each.id === id) ? 1 : 0);

/** The pole's lines in the ledger of costs, in the figure's unit. */
const paid =
  (what: Measure, scale: number): Share =>
  ({ id, kpi, alternative, at }) => {
    const payer = kpi.key.split('@')[0]?.split('.')[2];
    const own = linesAt(costLines(full, alternative), at).filter(
      (line) =>
        line.ref.id === id &&
        (payer === undefined || line.payer === payer) &&
        (kpi.district === undefined || line.district === kpi.district),
    );
    return measure(what, quantitiesOf(own), prices) / scale;
  };

/** What its own luminaires or devices draw in a year, wherever they hang by then. */
const drawn =
  (luminaires: boolean, hours: number): Share =>
  ({ id, kpi, alternative, at }) =>
    energyLoads(full, alternative)
      .filter((load) => load.origin.id === id && holds(load, at) && isLuminaire(load.kind) === luminaires)
      .filter(({ district }) => kpi.district === undefined || district === kpi.district)
      .reduce((sum, { kind, quantity }) => sum + quantity * kilowattsOf(kind, inputs) * hours, 0);

const lengthOf = ({ kpi }: Asked) =>
  kpi.district === undefined
    ? document.project.lengthMetres
    : (document.project.districts?.find(({ name }) => name === kpi.district)?.lengthMetres ?? Number.NaN);

/**
 * Every figure of a road, by the beginning of its key: either it is additive, and here is a pole's share, or it is `fresh`: not a sum
 * over objects, so that it must equal what a first computation gives. A new figure fails until it stands here.
 */
const FIGURES: Readonly<Record<string, Share | 'fresh'>> = {
  'poles.standing': one,
  'poles.carriers': one,
  'poles.merged': one,
  'poles.removed': one,
  'poles.undergrounded': one,
  'poles.kept': one,
  'poles.pending': one,
  'poles.perKm': (asked) => (1000 * one(asked)) / lengthOf(asked),
  'reduction.mergeable': 'fresh',
  'reduction.all': 'fresh',
  'space.spacing': 'fresh',
  'mounts.moved': ({ id, alternative, at }) =>
    ledgerOf(full, alternative)
      .merges.filter(({ from, migrated }) => from.id === id && migrated <= at)
      .reduce((sum, { mounts }) => sum + mounts.length, 0),
  'owners.involved': 'fresh',
  'lanes.days': 'fresh',
  'junction.nights': 'fresh',
  'cost.capex': paid('capex', 10_000),
  'cost.works': paid('works', 10_000),
  'cost.lines': paid('lines', 10_000),
  'cost.opex': paid('opex', 10_000),
  'cost.rent': paid('rent', 10_000),
  'cost.npv': 'fresh',
  'carbon.annual': paid('carbon', 1),
  'carbon.embodied': paid('embodied', 1),
  'lighting.eav': 'fresh',
  'lighting.lav': 'fresh',
  'lighting.ue': 'fresh',
  'lighting.uo': 'fresh',
  'lighting.ul': 'fresh',
  'lighting.ti': 'fresh',
  'lighting.lpd': 'fresh',
  'energy.lighting': drawn(true, fullPowerHours(site, inputs)),
  'energy.devices': drawn(false, 8760),
  'delay.detour': 'fresh',
  'bus.stops': one,
  'bus.lines': 'fresh',
};

/** `poles.standing.LP@任城区` is of `poles.standing`. */
const rowOf = (key: string) => FIGURES[(key.split('@')[0] as string).split('.').slice(0, 2).join('.')];

const figures = (of: CompiledScenario, alternative: string, at: Instant) =>
  new Map(kpisAt(of, alternative, at).map((kpi) => [kpi.key, kpi]));
const works = full.slices[Math.floor(full.slices.length / 2)]?.at ?? full.start;
/** Poles that bear nobody else's mounts: without such a one its guests would stay, which is more than its own share. */
const carriers = new Set(
  document.alternatives
    .flatMap(({ phases }) => phases.flatMap(({ operations }) => operations))
    .flatMap((each) => (each.op === 'merge' ? [each.carrier.id] : [])),
);
const poles = document.baseline
  .flatMap(({ ids }) => ids)
  .filter((id) => !carriers.has(id))
  .filter((_, index) => index % 29 === 4);

describe.each(['A', 'B', 'C'])('%s', (alternative) => {
  const moments = [works, full.end];
  let before: Map<string, Kpi>[];
  let without: { id: string; after: Map<string, Kpi>[] }[];
  beforeAll(() => {
    before = moments.map((at) => figures(full, alternative, at));
    without = poles.map((id) => {
      const other = compile(withoutPole(document, id));
      return { id, after: moments.map((at) => figures(other, alternative, at)) };
    });
  });

  it('every figure is known to be additive or not', () => {
    const unknown = before.flatMap((each) => [...each.keys()]).filter((key) => rowOf(key) === undefined);
    expect(unknown).toEqual([]);
    expect(poles.length).toBeGreaterThan(4);
  });

  it('an additive figure changes by exactly the share of the pole that is taken away', () => {
    let moved = 0;
    for (const [index, at] of moments.entries())
      for (const { id, after } of without)
        for (const [key, kpi] of before[index] as Map<string, Kpi>) {
          const share = rowOf(key);
          if (typeof share !== 'function') continue;
          const own = share({ id, kpi, alternative, at });
          const left = after[index]?.get(key)?.value ?? 0;
          expect(kpi.value - left, `${key} without ${id}`).toBeCloseTo(own, 6);
          if (own !== 0) moved++;
        }
    expect(moved).toBeGreaterThan(10 * poles.length);
  });

  it('every other figure is what a first computation gives', () => {
    const fresh = without.filter((_, index) => index % 3 === 0);
    for (const { id, after } of fresh) {
      const first = compileScenario(
        structuredClone(withoutPole(document, id)),
        structuredClone(street.tables),
        NOW,
        480,
      );
      for (const [index, at] of moments.entries())
        expect([...figures(first, alternative, at)].map(([key, { value }]) => [key, value])).toEqual(
          [...(after[index] as Map<string, Kpi>)].map(([key, { value }]) => [key, value]),
        );
    }
  });

  it('shares of reduction follow from the poles that are counted', () => {
    for (const each of before) {
      const read = (key: string) => each.get(key)?.value ?? Number.NaN;
      const was = ['kept', 'pending', 'merged', 'removed', 'undergrounded'].reduce(
        (sum, fate) => sum + read(`poles.${fate}`),
        0,
      );
      expect(read('reduction.all')).toBeCloseTo(100 * (1 - read('poles.standing') / was), 9);
    }
  });
});
