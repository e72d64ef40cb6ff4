import type { RuleLimit, ScenarioDocument } from '../../wire/scenario-document.ts';
import { type Command, type CommandContext, command } from '../command.ts';
import { openDocument, showEdition } from '../editions.ts';

const editable = ({ store, working }: CommandContext) =>
  working !== undefined && store.getState().scenario !== null && store.getState().consents === 'all';

/** What a planner changes of the validator's rules. Limits belong to the plan that is signed, so each change is an edition. */
export const RULE_COMMANDS: readonly Command[] = [
  command('rule.limit', {
    title: { zh: '更改规则限值', en: "Change a rule's limit" },
    enabled: editable,
    perform: (context, argument) => {
      const { working, document } = openDocument(context);
      const limits = argument === null ? {} : changed(document.limits ?? {}, read(argument));
      const { limits: _, ...rest } = document;
      const next: ScenarioDocument = Object.keys(limits).length > 0 ? { ...rest, limits } : rest;
      const shown = context.store.getState().scenario?.alternative ?? 'base';
      showEdition({ ...context, working }, next, shown, 'rule.limit');
    },
  }),
];

/** R1–R15, staging, and the light of the road. */
const RULE_ID = /^([RS]\d{1,2}[a-z]?|L-[a-zA-Z\d]{2,3}(-junction)?)$/;

interface LimitChange {
  readonly rule: string;
  /** null: the rule's own again. */
  readonly value?: number | null;
  /** 条号; null: not compared after all. */
  readonly clause?: string | null;
  /** Who compared it, and on which day. */
  readonly by?: string;
  readonly on?: string;
}

/** Reads `{ rule, value?, clause?, by?, on? }`. */
function read(input: unknown): LimitChange {
  const given = (typeof input === 'object' ? input : null) as Readonly<Record<string, unknown>> | null;
  const text = (key: string) => {
    const value = given?.[key];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const rule = text('rule');
  const { value, clause } = given ?? {};
  const isValue = value === undefined || value === null || (typeof value === 'number' && Number.isFinite(value));
  const isClause = clause === undefined || clause === null || text('clause') !== undefined;
  if (rule === undefined || !RULE_ID.test(rule) || !isValue || !isClause)
    throw new RangeError(
      `Limit ${JSON.stringify(input)}: give { rule } with a finite value or a clause, null in its place for the rule's own, or null for all rules.`,
    );
  const [by, on] = [text('by'), text('on')];
  return {
    rule,
    ...(value === undefined ? {} : { value: value as number | null }),
    ...(clause === undefined ? {} : { clause: clause === null ? null : (text('clause') as string) }),
    ...(by === undefined ? {} : { by }),
    ...(on === undefined ? {} : { on }),
  };
}

function changed(
  limits: Readonly<Record<string, RuleLimit>>,
  { rule, value, clause, by, on }: LimitChange,
): Record<string, RuleLimit> {
  const { [rule]: held = {}, ...others } = limits;
  const { value: heldValue, ...check } = held;
  const kept = value === undefined ? heldValue : (value ?? undefined);
  // Who compared it goes with the clause, and away with it.
  const checked =
    clause === undefined
      ? check
      : clause === null
        ? {}
        : { clause, ...(by === undefined ? {} : { by }), ...(on === undefined ? {} : { on }) };
  const next: RuleLimit = { ...(kept === undefined ? {} : { value: kept }), ...checked };
  return Object.keys(next).length > 0 ? { ...others, [rule]: next } : others;
}
