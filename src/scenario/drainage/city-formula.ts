import type { Assumption, ScenarioDocument } from '../../wire/scenario-document.ts';
import { EditRefusal } from '../edit/refusal.ts';
import { DRAINAGE_ASSUMPTIONS } from './assumptions.ts';
import { STORM_KEYS, type StormFormula, stormDepth } from './storm.ts';

/** The formula that a city has published, as somebody enters it: parameters and where they stand. */
export interface CityFormula extends Pick<StormFormula, 'lead' | 'c' | 'b' | 'n'> {
  /** Title, number and date of the publication. */
  readonly source: string;
}

/** Least letters of a source: a document's number has more. */
const LEAST_SOURCE = 6;

/**
 * A plan whose storms fall by a city's own formula; null: by the borrowed one again. Each parameter becomes an assumption with the source
 * as it was given, its range the value alone: read (V) by whoever enters it, and signed with the plan.
 *
 * @throws EditRefusal that names the parameter or the source
 */
export function withStormFormula(document: ScenarioDocument, formula: CityFormula | null): ScenarioDocument {
  const others = document.assumptions.filter(({ key }) => !(STORM_KEYS as readonly string[]).includes(key));
  const rows = DRAINAGE_ASSUMPTIONS.filter(({ key }) => (STORM_KEYS as readonly string[]).includes(key));
  if (formula === null) return { ...document, assumptions: [...others, ...rows] };
  const source = formula.source.trim();
  if (source.length < LEAST_SOURCE)
    throw new EditRefusal(
      `公式来源“${source}”：请写明发布文件的名称、文号与日期。`,
      `Source "${source}" of the formula: give the title, number and date of the publication.`,
    );
  try {
    const { lead, c, b, n } = formula;
    const name = { zh: source, en: source };
    stormDepth({
      formula: { name, lead, c, b, n, borrowed: false, source, confidence: 'V' },
      years: 1,
      minutes: 60,
      peakRatio: 0.4,
    });
  } catch (error) {
    throw new EditRefusal(`公式参数不成立：${(error as Error).message}`, (error as Error).message);
  }
  const given: Readonly<Record<(typeof STORM_KEYS)[number], number>> = {
    stormLead: formula.lead,
    stormC: formula.c,
    stormB: formula.b,
    stormN: formula.n,
  };
  const own = rows.map((row): Assumption => {
    const value = given[row.key as keyof typeof given];
    return { ...row, value, range: [value, value], source, confidence: 'V' };
  });
  return { ...document, assumptions: [...others, ...own] };
}
