import type { AssetTable } from '../../domain/asset.ts';
import type { Operation, Phase, Ref, ScenarioDocument } from '../../wire/scenario-document.ts';
import { effectDay } from '../operation-days.ts';
import { surveyedTables } from '../survey/surveyed-tables.ts';
import { atHome, followTwins, twinsOf } from './twins.ts';

/** The alternative of a document that is edited, and the city's own tables beside it. */
export interface EditedPlan {
  readonly document: ScenarioDocument;
  /** One of the document's alternatives. */
  readonly alternative: string;
  /** At least the layers of the baseline, as drawn: without planned assets, without a survey. */
  readonly tables: ReadonlyMap<string, AssetTable>;
}

export type OperationOf<K extends Operation['op']> = Extract<Operation, { op: K }>;

/** An operation and the index of its phase. */
export interface Line<O extends Operation = Operation> {
  readonly phase: number;
  readonly operation: O;
}

/**
 * The operations of one alternative as a flat list that one edit works on; nothing outside sees it change. A moved pole
 * goes by the id that it has today: what its twin is called is decided when the document is written.
 */
export interface Worksheet extends EditedPlan {
  readonly phases: readonly Phase[];
  lines: readonly Line[];
}

/** Throws RangeError when the document holds no such alternative or it has no phases. */
export function worksheetOf(plan: EditedPlan): Worksheet {
  const { document } = plan;
  const phases = document.alternatives.find(({ id }) => id === plan.alternative)?.phases;
  if (!phases)
    throw new RangeError(
      `Scenario "${document.id}" has no alternative "${plan.alternative}" to edit; it has ${document.alternatives.map(({ id }) => id).join(', ')}.`,
    );
  if (phases.length === 0)
    throw new RangeError(`Alternative "${plan.alternative}" has no phases; copy one that has (scenario.copy).`);
  const twins = twinsOf(document);
  const tables = surveyedTables(document, plan.tables);
  const own = twins.get(plan.alternative);
  const lines = phases.flatMap(({ operations }, phase) =>
    operations.map((operation) => ({ phase, operation: own ? atHome(operation, own) : operation })),
  );
  return { ...plan, tables, phases, lines };
}

/** The document with the worksheet's operations; phases that are as they were keep their identity. */
export function documentOf({ document, alternative, phases, lines }: Worksheet): ScenarioDocument {
  const own = phases.map((phase, index) => {
    const operations = lines.filter((line) => line.phase === index).map(({ operation }) => operation);
    const same =
      operations.length === phase.operations.length && operations.every((each, at) => each === phase.operations[at]);
    return same ? phase : { ...phase, operations };
  });
  return followTwins(document, {
    ...document,
    alternatives: document.alternatives.map((each) => (each.id === alternative ? { ...each, phases: own } : each)),
  });
}

export function linesOf<K extends Operation['op']>(sheet: Worksheet, op: K): Line<OperationOf<K>>[] {
  return sheet.lines.filter((line): line is Line<OperationOf<K>> => line.operation.op === op);
}

/** Puts `operation` in the place of the one of `line`. */
export function rewrite(sheet: Worksheet, line: Line, operation: Operation): void {
  sheet.lines = sheet.lines.map((each) => (each === line ? { ...each, operation } : each));
}

export function strike(sheet: Worksheet, gone: (line: Line) => boolean): void {
  sheet.lines = sheet.lines.filter((line) => !gone(line));
}

/** Writes `operation` on `day` into the phase that holds the day; the earlier one where two meet. */
export function enter(sheet: Worksheet, day: number, operation: Operation): void {
  const found = sheet.phases.findIndex(({ from, to }) => from <= day && day <= to);
  if (found < 0)
    throw new RangeError(
      `Day ${day} lies in no phase of alternative "${sheet.alternative}" (${sheet.phases.map(({ id, from, to }) => `${id} ${from}–${to}`).join(', ')}); lengthen one.`,
    );
  sheet.lines = [...sheet.lines, { phase: found, operation }];
}

/** Day on which a line takes effect; for what holds, the end of its phase. */
export function dayOf({ phases }: Worksheet, { phase, operation }: Line): number {
  const own = phases[phase] as Phase;
  return operation.op === 'close' || operation.op === 'light' ? own.to : effectDay(own, operation);
}

export function isSameRef(a: Ref, b: Ref): boolean {
  return a.id === b.id && a.layer === b.layer;
}
