import { type AssetTable, type AttributeValue, assetAt, slotOf } from '../domain/asset.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import { MERGE_RULES, type MergeRule, POLE_CLASSES, type PoleClass } from '../domain/pole-class.ts';
import type { Operation } from '../wire/scenario-document.ts';
import { type CompiledScenario, FATES, type Fate, type ObjectRef } from './compiled.ts';
import { type Change, effectDay, type Hold, holdDays, migrationDay } from './operation-days.ts';

/** A pole that figures count: one of the baseline, or one that the alternative builds. */
export interface PoleRecord {
  readonly ref: ObjectRef;
  /** `layer id`. */
  readonly key: string;
  readonly class: PoleClass;
  /** What the merge rules do with its class; `carrier` for planned carriers. */
  readonly rule: MergeRule;
  readonly planned: boolean;
  readonly from: Instant;
  readonly to: Instant;
  readonly fate: Fate;
  readonly position: readonly [longitude: number, latitude: number];
  /** Degrees clockwise from north. */
  readonly heading: number;
  readonly district: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

interface MergeRecord {
  readonly from: ObjectRef;
  readonly carrier: ObjectRef;
  readonly mounts: readonly string[];
  /** When the mounts have moved; the carrier is in service from then. */
  readonly migrated: Instant;
  readonly falls: Instant;
}

interface HoldRecord {
  readonly operation: Hold;
  readonly from: Instant;
  readonly to: Instant;
}

/** What one alternative does, as flat lists of objects and instants: the only thing that figures and rules read. */
export interface Ledger {
  readonly poles: readonly PoleRecord[];
  readonly merges: readonly MergeRecord[];
  readonly holds: readonly HoldRecord[];
  readonly modifications: readonly {
    readonly target: ObjectRef;
    readonly attributes: Readonly<Record<string, AttributeValue>>;
    readonly at: Instant;
  }[];
}

const LEDGERS = new WeakMap<CompiledScenario, Map<string, Ledger>>();

/** The ledger of an alternative, made once. Throws RangeError when the scenario has no such alternative. */
export function ledgerOf(compiled: CompiledScenario, alternativeId: string): Ledger {
  const own = LEDGERS.get(compiled) ?? new Map<string, Ledger>();
  LEDGERS.set(compiled, own);
  const ledger = own.get(alternativeId) ?? makeLedger(compiled, alternativeId);
  own.set(alternativeId, ledger);
  return ledger;
}

function makeLedger(compiled: CompiledScenario, alternativeId: string): Ledger {
  const alternative = compiled.alternatives.find((each) => each.id === alternativeId);
  if (!alternative)
    throw new RangeError(
      `Scenario "${compiled.id}" has no alternative "${alternativeId}"; it has ${compiled.alternatives.map((each) => each.id).join(', ')}.`,
    );
  const at = (day: number) => compiled.start + day * DAY;
  const phases = compiled.document.alternatives.find((each) => each.id === alternativeId)?.phases ?? [];
  const operations = phases.flatMap((phase) => phase.operations.map((operation) => ({ phase, operation })));

  const poles: PoleRecord[] = [];
  for (const layer of ['lamp', 'pole']) {
    const table = compiled.assets.get(layer);
    const validity = alternative.validity.get(layer);
    if (!table || !validity) continue;
    const baseline = compiled.document.baseline.filter((each) => each.layer === layer).flatMap((each) => each.ids);
    const planned = plannedSlots(table, validity.from);
    for (const slot of [...baseline.map((id) => slotOf(table, id) as number), ...planned])
      poles.push(
        poleRecord(
          table,
          slot,
          validity.from[slot] as number,
          validity.to[slot] as number,
          validity.fate[slot] as number,
        ),
      );
  }

  const merges = operations.flatMap(({ phase, operation }) =>
    operation.op === 'merge'
      ? [
          {
            from: operation.from,
            carrier: operation.carrier,
            mounts: operation.mounts,
            migrated: at(migrationDay(phase, operation)),
            falls: at(effectDay(phase, operation)),
          },
        ]
      : [],
  );
  const holds = operations.flatMap(({ phase, operation }) => {
    if (!isHold(operation)) return [];
    const [from, to] = holdDays(phase, operation);
    return [{ operation, from: at(from), to: at(to) }];
  });
  const modifications = operations.flatMap(({ phase, operation }) =>
    operation.op === 'modify'
      ? [{ target: operation.target, attributes: operation.attributes, at: at(effectDay(phase, operation as Change)) }]
      : [],
  );
  return { poles, merges, holds, modifications: modifications.sort((a, b) => a.at - b.at) };
}

/** Slots that the alternative builds: they begin at an instant, not at the beginning of time. */
function plannedSlots(table: AssetTable, from: Float64Array): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < table.count; slot++) if (Number.isFinite(from[slot] as number)) slots.push(slot);
  return slots;
}

function poleRecord(table: AssetTable, slot: number, from: Instant, to: Instant, fate: number): PoleRecord {
  const { id, position, heading, attributes, layer } = assetAt(table, slot);
  const value = layer === 'lamp' ? 'LP' : (attributes.class as PoleClass);
  const poleClass: PoleClass = POLE_CLASSES.includes(value) ? value : 'OT';
  return {
    ref: { layer, id },
    key: `${layer} ${id}`,
    class: poleClass,
    rule: poleClass === 'MF' ? 'carrier' : MERGE_RULES[poleClass],
    planned: Number.isFinite(from),
    from,
    to,
    fate: FATES[fate] as Fate,
    position: [position[0], position[1]],
    heading,
    district: String(attributes.district ?? ''),
    attributes,
  };
}

function isHold(operation: Operation): operation is Hold {
  return operation.op === 'close' || operation.op === 'light';
}
