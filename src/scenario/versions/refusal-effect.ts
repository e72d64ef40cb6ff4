import type { Words } from '../../domain/words.ts';
import type { Operation, ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Kpi, ObjectRef } from '../compiled.ts';
import type { Finding, Verdict } from '../findings.ts';
import { type ConsentNeed, withConsentsOnly } from './consents.ts';

type Alternative = ScenarioDocument['alternatives'][number];

/** What is left of an alternative when everybody agrees but one owner. */
export interface RefusalEffect {
  readonly alternative: Alternative;
  /** Poles, cabinets and lines that the whole plan takes away and that stay. */
  readonly stays: readonly ObjectRef[];
  /** Planned poles that are not built, because nothing would hang on them. */
  readonly notBuilt: readonly ObjectRef[];
  /** Mounts that stay where they hang. */
  readonly mountsKept: number;
  /** Operations that cannot be done, those that follow from others not counted. */
  readonly heldBack: number;
}

/**
 * The plan itself, less what the refusal forbids and what follows from that; nothing is planned anew.
 *
 * @param needs every answer that the alternative needs (`consentState`)
 * @param refused those of the owner who refuses
 */
export function refusalEffect(
  alternative: Alternative,
  needs: readonly ConsentNeed[],
  refused: readonly ConsentNeed[],
): RefusalEffect {
  const keyOf = ({ layer, id, mount }: ConsentNeed) => `${layer} ${id} ${mount ?? ''}`;
  const no = new Set(refused.map(keyOf));
  const { alternative: left, heldBack } = withConsentsOnly(
    alternative,
    needs.map(({ layer, id, mount }) => ({
      target: { layer, id, mount },
      answer: no.has(keyOf({ layer, id, mount })) ? ('refused' as const) : ('agreed' as const),
    })),
  );
  const [before, after] = [operationsOf(alternative), operationsOf(left)];
  return {
    alternative: left,
    stays: missing(before.flatMap(takenDown), after.flatMap(takenDown)),
    notBuilt: missing(before.flatMap(built), after.flatMap(built)),
    mountsKept: mountsMoved(before) - mountsMoved(after),
    heldBack: heldBack.length,
  };
}

/** A figure that is another when the owner refuses. */
export interface FigureChange {
  readonly key: string;
  readonly title: Words;
  readonly unit: string;
  readonly decimals: number;
  readonly before: number;
  readonly after: number;
}

/** Figures of the whole project that differ in the digits that are shown. */
export function figureChanges(before: readonly Kpi[], after: readonly Kpi[]): FigureChange[] {
  const now = new Map(after.filter(({ district }) => district === undefined).map((each) => [each.key, each.value]));
  return before.flatMap(({ key, title, unit, decimals, value, district }) => {
    const next = now.get(key);
    if (district !== undefined || next === undefined || value.toFixed(decimals) === next.toFixed(decimals)) return [];
    return [{ key, title, unit, decimals, before: value, after: next }];
  });
}

/** What a rule says of the whole plan and of what is left. */
export interface FindingChange {
  readonly rule: string;
  readonly title: Words;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  /** What the rule says of what is left, or of the whole plan where it says nothing any more. */
  readonly words: Words;
}

/** Rules whose verdict is another, or which find other objects; graver ones first. */
export function findingChanges(before: readonly Finding[], after: readonly Finding[]): FindingChange[] {
  const [was, is] = [byRule(before), byRule(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((rule): FindingChange[] => {
      const [a, b] = [was.get(rule), is.get(rule)];
      const told = b ?? a;
      if (!told || (a && b && a.verdict === b.verdict && a.objects.length === b.objects.length && a.value === b.value))
        return [];
      return [{ rule, title: told.title, before: a?.verdict ?? null, after: b?.verdict ?? null, words: told.words }];
    })
    .sort((a, b) => gravity(b.after) - gravity(a.after) || (a.rule < b.rule ? -1 : 1));
}

const GRAVITY: Readonly<Record<Verdict, number>> = { breach: 3, hint: 2, undecided: 1, pass: 0 };
const gravity = (verdict: Verdict | null) => (verdict === null ? -1 : GRAVITY[verdict]);

function byRule(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(findings.map((each) => [each.rule, each]));
}

function operationsOf({ phases }: Alternative): Operation[] {
  return phases.flatMap(({ operations }) => operations);
}

function takenDown(operation: Operation): ObjectRef[] {
  if (operation.op === 'merge') return [operation.from];
  return operation.op === 'remove' ? [operation.target] : [];
}

function built(operation: Operation): ObjectRef[] {
  return operation.op === 'add' ? [{ layer: operation.asset.layer, id: operation.asset.id }] : [];
}

function mountsMoved(operations: readonly Operation[]): number {
  return operations.reduce((sum, each) => sum + (each.op === 'merge' ? each.mounts.length : 0), 0);
}

function missing(before: readonly ObjectRef[], after: readonly ObjectRef[]): ObjectRef[] {
  const left = new Set(after.map(({ layer, id }) => `${layer} ${id}`));
  const seen = new Set<string>();
  return before.flatMap(({ layer, id }) => {
    const key = `${layer} ${id}`;
    if (left.has(key) || seen.has(key)) return [];
    seen.add(key);
    return [{ layer, id }];
  });
}
