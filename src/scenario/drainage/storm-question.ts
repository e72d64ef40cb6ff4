import { type Asset, type AssetTable, assetAt, slotOf } from '../../domain/asset.ts';
import type { Instant } from '../../domain/clock.ts';
import type { Words } from '../../domain/words.ts';
import type { Assumption } from '../../wire/scenario-document.ts';
import type { RecordedStorm } from '../../wire/surveyed-terrain.ts';
import type { CompiledScenario } from '../compiled.ts';
import { DRAINAGE_ASSUMPTIONS, drainageValues } from './assumptions.ts';
import { drainsBuilt, drainsToday } from './drain-objects.ts';
import { stormNotes } from './report.ts';
import { measuresAt, type SiteObject, siteOf } from './site.ts';
import { CHANGED, chicagoHyetograph, type StormFormula, stormFormulaOf } from './storm.ts';
import { DRAIN_DOWN, type StormQuestion } from './storm-run.ts';

/** A storm as somebody asks for it. */
export interface AskedStorm {
  readonly site: string;
  /** Return period; null: the recorded rain of the plan. */
  readonly years: number | null;
  readonly minutes: number;
  readonly peak: number;
  readonly start: Instant;
}

/** What a storm is asked over. */
export interface StormGround {
  /** The city's own tables. */
  readonly points: AssetTable | undefined;
  readonly drains: AssetTable | undefined;
  /** The open plan and the alternative shown of it. */
  readonly plan: CompiledScenario | null;
  readonly alternative: string;
  /** Values that the person holds instead of the assumptions', by key. */
  readonly assume: Readonly<Record<string, number>>;
}

/** A question for the model with what a screen says of it. */
export interface PutStorm {
  readonly question: StormQuestion;
  /** The same text for the same question. */
  readonly key: string;
  readonly formula: StormFormula;
  readonly recorded: RecordedStorm | null;
  /** Works of the plan at the point that stand when the storm begins. */
  readonly built: readonly SiteObject[];
  /** Ids of those that lie off the terrain. */
  readonly outside: readonly string[];
  /** Sentences that stand wherever anything of it is shown. */
  readonly notes: readonly Words[];
}

/** The storm as a question; null where the city has no such point; words where it cannot be asked. */
export function putStorm(
  storm: AskedStorm,
  { points, drains, plan, alternative, assume }: StormGround,
): PutStorm | { readonly because: Words } | null {
  const slot = points && slotOf(points, storm.site);
  if (!points || slot === undefined) return null;
  const rows = stormAssumptions(plan, assume);
  const values = drainageValues(rows).mid;
  const recorded = storm.years === null ? (plan?.document.recordedStorm ?? null) : null;
  if (storm.years === null && !recorded) return { because: NO_RECORD };
  try {
    const formula = stormFormulaOf(rows);
    const rain = recorded
      ? Float64Array.from(recorded.rain)
      : chicagoHyetograph({ formula, years: storm.years as number, minutes: storm.minutes, peakRatio: storm.peak });
    const terrain = plan?.document.terrains?.[storm.site];
    const site = siteOf(pointOf(assetAt(points, slot)), drainsToday(drains), values, terrain);
    const all = plan ? drainsBuilt(plan, alternative, storm.start) : [];
    const built = all.filter(({ attributes }) => attributes.point === site.id);
    const { measures, outside } = measuresAt(site, built);
    const { id, grid, cell, inputs } = site;
    const question = { site: id, grid, cell, inputs, measures, rain, minutes: rain.length + DRAIN_DOWN };
    const key = JSON.stringify([id, values, measures, terrain?.sha256, terrain?.by, terrain?.accuracy, [...rain]]);
    // A recorded rain rests on no formula.
    const used = recorded ? { ...formula, borrowed: false } : formula;
    const notes = stormNotes(inputs.terrain, used);
    return { question, key, formula: used, recorded, built, outside, notes };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { because: { zh: `无法推演：${error.message}`, en: error.message } };
  }
}

const NO_RECORD: Words = {
  zh: '方案没有降雨过程文件；请导入一份，或选择重现期。',
  en: 'The plan carries no recorded rain; bring a file in, or choose a return period.',
};

/** Assumptions of the model: the table's, in their place the plan's, and on top what the person holds, which its source then says. */
export function stormAssumptions(
  plan: CompiledScenario | null,
  assume: Readonly<Record<string, number>>,
): Assumption[] {
  return DRAINAGE_ASSUMPTIONS.map((row) => {
    const own = plan?.document.assumptions.find(({ key }) => key === row.key) ?? row;
    const value = assume[row.key] ?? own.value;
    return value === own.value ? own : { ...own, value, source: `${CHANGED}·${own.source}` };
  });
}

function pointOf({ id, position, heading, attributes }: Asset): SiteObject {
  return { id, position, heading, attributes };
}
