import type { Words } from '../../domain/words.ts';
import type { Assumption } from '../../wire/scenario-document.ts';
import { BORROWED, DRAINAGE_ASSUMPTIONS, drainageValues } from './assumptions.ts';

/** A storm-intensity formula q = 167 A₁ (1 + C lg P) / (t + b)ⁿ, q in L/(s·hm²), t in minutes, P in years. */
export interface StormFormula {
  readonly name: Words;
  /** 167 A₁, the leading number as such formulas are printed. */
  readonly lead: number;
  readonly c: number;
  /** minutes */
  readonly b: number;
  readonly n: number;
  /** Another city's formula: every result says 采用借用公式. */
  readonly borrowed: boolean;
  readonly source: string;
  readonly confidence: Assumption['confidence'];
}

const SOURCE = `未核实·${BORROWED}；正式方案采用济宁市公布公式`;

/** Formulas of cities near by. None of them is Jining's, whose own is not published. */
export const BORROWED_FORMULAS: readonly StormFormula[] = [
  { name: { zh: '济南', en: 'Jinan' }, lead: 4700, c: 0.753, b: 17.5, n: 0.898 },
  { name: { zh: '潍坊', en: 'Weifang' }, lead: 4091.17, c: 0.824, b: 16.7, n: 0.87 },
].map((each) => ({ ...each, borrowed: true, source: SOURCE, confidence: 'M' }) as const);

export const STORM_KEYS = ['stormLead', 'stormC', 'stormB', 'stormN'] as const;

/** What the source of a parameter says that a person has changed by hand. */
export const CHANGED = '已改动';

/**
 * The formula that the assumptions of a document hold, the table's where it lacks one. It is borrowed while the source of any of its
 * parameters says so (借用).
 */
export function stormFormulaOf(assumptions: readonly Assumption[]): StormFormula {
  const { mid } = drainageValues(assumptions);
  const rows = DRAINAGE_ASSUMPTIONS.filter(({ key }) => (STORM_KEYS as readonly string[]).includes(key)).map(
    (row) => assumptions.find(({ key }) => key === row.key) ?? row,
  );
  const borrowed = rows.find(({ source }) => source.includes(BORROWED));
  const { source, confidence } =
    borrowed ?? rows.find((each) => each.source.includes(CHANGED)) ?? (rows[0] as Assumption);
  return {
    name: borrowed ? { zh: '借用公式', en: 'borrowed' } : { zh: '方案公式', en: 'of the plan' },
    lead: mid.stormLead,
    c: mid.stormC,
    b: mid.stormB,
    n: mid.stormN,
    borrowed: borrowed !== undefined,
    source,
    confidence,
  };
}

/** What a map, chart or page says that rests on a borrowed formula. */
export const BORROWED_NOTE: Words = {
  zh: '采用借用公式',
  en: 'A borrowed storm-intensity formula is used',
};

/** A design storm: which formula, how rare, how long, where its peak lies. */
export interface DesignStorm {
  readonly formula: StormFormula;
  /** Return period, years, at least 1. */
  readonly years: number;
  /** Whole minutes. */
  readonly minutes: number;
  /** Peak ratio r: share of the duration before the peak, between 0 and 1. */
  readonly peakRatio: number;
}

/** L/(s·hm²) as mm/min: 1 L/(s·hm²) is 0.0001 mm/s. */
const MM_PER_MINUTE = 0.006;

/** Total depth of a design storm, mm: mean intensity over the duration times the duration. Throws a RangeError on a bad storm. */
export function stormDepth(storm: DesignStorm): number {
  check(storm);
  return depthWithin(storm, storm.minutes);
}

/**
 * Chicago hyetograph (Keifer and Chu 1957) of a design storm: mm in each minute. Each step is the difference of the exact
 * integral, so that the sum is the formula's total. Throws a RangeError that names the parameter, its value and what to give.
 */
export function chicagoHyetograph(storm: DesignStorm): Float64Array {
  check(storm);
  const { minutes, peakRatio: r } = storm;
  const peak = r * minutes;
  const fallen = (t: number) =>
    t <= peak
      ? r * (depthWithin(storm, minutes) - depthWithin(storm, (peak - t) / r))
      : r * depthWithin(storm, minutes) + (1 - r) * depthWithin(storm, (t - peak) / (1 - r));
  return Float64Array.from({ length: minutes }, (_, minute) => Math.max(0, fallen(minute + 1) - fallen(minute)));
}

/** The greatest depth that the formula gives within any `t` minutes, mm. */
function depthWithin({ formula: { lead, c, b, n }, years }: DesignStorm, t: number): number {
  return (MM_PER_MINUTE * lead * (1 + c * Math.log10(years)) * t) / (t + b) ** n;
}

function check({ formula: { name, lead, c, b, n }, years, minutes, peakRatio }: DesignStorm): void {
  const refuse = (what: string, value: number, remedy: string) => {
    throw new RangeError(`Design storm "${name.en}": ${what} = ${value}. ${remedy}`);
  };
  if (!(lead > 0 && Number.isFinite(lead))) refuse('167 A₁', lead, 'Give a number above 0.');
  if (!(c >= 0 && Number.isFinite(c))) refuse('C', c, 'Give a number of 0 or more.');
  if (!(b > 0 && Number.isFinite(b))) refuse('b', b, 'Give minutes above 0.');
  // Above 1 the depth of a long storm would fall as it lasts.
  if (!(n > 0 && n <= 1)) refuse('n', n, 'Give a number above 0 and up to 1.');
  if (!(years >= 1 && years <= 1000)) refuse('return period P', years, 'Give 1 to 1000 years.');
  if (!(Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440))
    refuse('duration', minutes, 'Give whole minutes from 1 to 1440.');
  if (!(peakRatio > 0 && peakRatio < 1))
    refuse('peak ratio r', peakRatio, 'Give a number between 0 and 1, 0.4 is usual.');
}
