import type { AssetTable } from '../domain/asset.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import { type AlternativeContext, baseAlternative, compileAlternative } from './alternative.ts';
import type { CompiledScenario } from './compiled.ts';
import { checkBaseline, checkOutline, touchedLayers } from './outline.ts';
import { extendTables, gatherPlanned } from './planned-assets.ts';
import { type Problem, type Report, ScenarioError } from './problems.ts';
import type { Surroundings } from './rules/surroundings.ts';
import { startOf } from './start.ts';
import { hideUnseen } from './survey/hide-unseen.ts';
import { surveyedTables } from './survey/surveyed-tables.ts';

/**
 * Turns a scenario document into validity intervals per slot and alternative; the baseline comes first, with id `base`.
 * Pure: the same arguments give the same arrays. Nothing is half-compiled.
 *
 * @param drawn layers of the city by id; only those that the document touches appear in the result, with its survey in them
 * @param now city time; the scenario starts at or after it
 * @param utcOffsetMinutes minutes that the city is ahead of UTC, e.g. 480
 * @param surroundings kept with the result, for rules and light
 * @throws ScenarioError with every problem of the document
 */
export function compileScenario(
  document: ScenarioDocument,
  drawn: ReadonlyMap<string, AssetTable>,
  now: Instant,
  utcOffsetMinutes: number,
  surroundings?: Surroundings,
): CompiledScenario {
  const tables = surveyedTables(document, drawn);
  const problems: Problem[] = [];
  const report: Report = (problem) => void problems.push(problem);

  let start = now;
  try {
    start = startOf(document.start, now, utcOffsetMinutes);
  } catch (error) {
    const { message } = error as Error;
    report({
      place: { zh: '', en: '' },
      reason: { zh: startTrouble(document.start), en: message },
      at: { part: 'start' },
    });
  }
  checkOutline(document, report);
  const baseline = checkBaseline(document, tables, report);
  const planned = gatherPlanned(document, tables, report);
  const extended = extendTables(tables, planned, report);
  const touched = touchedLayers(document, tables);
  const assets = new Map([...extended].filter(([layer]) => touched.has(layer)));
  const context: AlternativeContext = { tables: assets, baseline, planned, start, report };
  const alternatives = [
    baseAlternative(context),
    ...document.alternatives.map((alternative, index) => compileAlternative(alternative, index, context)),
  ];
  hideUnseen(alternatives, document, assets);
  if (problems.length > 0) throw new ScenarioError(document.id, problems);

  const last = Math.max(
    0,
    ...document.slices.map((slice) => slice.day),
    ...document.alternatives.flatMap(({ phases }) => phases.map((phase) => phase.to)),
  );
  return {
    document,
    id: document.id,
    start,
    utcOffsetMinutes,
    end: start + last * DAY,
    slices: document.slices.map(({ id, title, day }) => ({ id, title, at: start + day * DAY })),
    assets,
    alternatives,
    ...(surroundings ? { surroundings } : {}),
  };
}

function startTrouble(start: string | null): string {
  return `开工日“${start}”不是日期，或早于现在；请改为以后的日期，或留空（下一个 3 月 1 日）。`;
}
