import type { Instant } from '../domain/clock.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import { clipFilter } from '../domain/geo/clip.ts';
import { type Cql2, parseCql2, propertiesOf } from '../domain/query/cql2.ts';
import { fieldNamed, fieldsOf } from '../domain/query/fields.ts';
import { countSlots, selectSlots } from '../domain/query/select-slots.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { Session } from './session.ts';

/** What a layer shows of its assets by its filter, and what of that is chosen; 1 a slot, null: no filter, nothing chosen. */
interface SlotsOfLayer {
  readonly passing: Uint8Array | null;
  readonly chosen: Uint8Array | null;
  /** How many are chosen. */
  readonly count: number;
}

/** By layer; layers without a filter and without anything chosen are absent. The same object while nothing about it changed. */
export type ShownSlots = ReadonlyMap<string, SlotsOfLayer>;

export interface ShownSlotsParts {
  readonly session: () => Session;
  readonly fleet: () => Fleet;
  readonly at: () => Instant;
  readonly scenario: () => CompiledScenario | null;
}

interface Kept {
  readonly key: readonly unknown[];
  readonly slots: SlotsOfLayer;
}

const NONE: ShownSlots = new Map();

/**
 * Answers the session's filters and its selection. A question about the register is answered once; one about values or ages
 * again when they moved, at most once a second of the playhead.
 */
export function createShownSlots({ session, fleet, at, scenario }: ShownSlotsParts): () => ShownSlots {
  let kept = new Map<string, Kept>();
  let shown: ShownSlots = NONE;

  function answer(layer: FleetLayer, where: Cql2 | null, filter: Cql2 | null, moment: Instant): SlotsOfLayer {
    const passing = filter && selectSlots(filter, layer, moment);
    const chosen = where && selectSlots(where, layer, moment);
    if (!chosen) return { passing, chosen, count: 0 };
    if (passing) for (let slot = 0; slot < chosen.length; slot++) chosen[slot] = chosen[slot]! & passing[slot]!;
    keepStanding(chosen, layer.definition.id, scenario(), session().scenario?.alternative ?? 'base', moment);
    return { passing, chosen, count: countSlots(chosen) };
  }

  return () => {
    const { selection, looks, layers, scenario: open, clip } = session();
    const next = new Map<string, Kept>();
    const moment = at();
    for (const id of layers) {
      const layer = fleet().get(id);
      const [own, where] = [parsed(looks[id]?.filter ?? null), parsed(selection)];
      const filter = clip ? both(own, clipFilter(clip)) : own;
      if (!layer || (!filter && !where)) continue;
      const plan = scenario();
      const moves =
        isTimed(layer, filter) || isTimed(layer, where) || (where !== null && plan?.assets.has(id))
          ? [layer.shown.version, Math.floor(moment / 1000)]
          : [];
      const key = [filter, where, layer.assets, layer.shown, plan, open?.alternative, ...moves];
      const before = kept.get(id);
      if (before && same(before.key, key)) next.set(id, before);
      else next.set(id, { key, slots: unchanged(before?.slots, answer(layer, where, filter, moment)) });
    }
    const alike = next.size === shown.size && [...next].every(([id, { slots }]) => shown.get(id) === slots);
    kept = next;
    if (!alike) shown = new Map([...next].map(([id, { slots }]) => [id, slots]));
    return shown;
  };
}

const JOINED = new WeakMap<Cql2, WeakMap<Cql2, Cql2>>();

/** What passes the filter and is not cut away; the same object for the same two. */
function both(filter: Cql2 | null, left: Cql2): Cql2 {
  if (!filter) return left;
  const known = JOINED.get(filter) ?? new WeakMap<Cql2, Cql2>();
  JOINED.set(filter, known);
  const joined = known.get(left) ?? ({ is: 'and', parts: [filter, left] } as const);
  known.set(left, joined);
  return joined;
}

const PARSED = new Map<string, Cql2>();
const MOST_PARSED = 50;

/** The filter of a text that was checked before; the same object for the same text. */
function parsed(text: string | null): Cql2 | null {
  if (text === null) return null;
  let filter = PARSED.get(text);
  if (!filter) {
    if (PARSED.size >= MOST_PARSED) PARSED.clear();
    filter = parseCql2(text);
    PARSED.set(text, filter);
  }
  return filter;
}

/** Whether the answer moves with what is observed. */
function isTimed({ definition }: FleetLayer, filter: Cql2 | null): boolean {
  if (!filter) return false;
  const fields = fieldsOf(definition);
  return propertiesOf(filter).some((key) => (fieldNamed(fields, key)?.from ?? 'register') !== 'register');
}

/** Takes out what does not stand at that moment under the alternative. */
function keepStanding(
  slots: Uint8Array,
  layer: string,
  plan: CompiledScenario | null,
  alternative: string,
  at: Instant,
): void {
  const validity = plan?.alternatives.find(({ id }) => id === alternative)?.validity.get(layer);
  if (!validity) return;
  for (let slot = 0; slot < slots.length; slot++)
    if (!(at >= validity.from[slot]! && at < validity.to[slot]!)) slots[slot] = 0;
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, index) => Object.is(each, b[index]));
}

function unchanged(before: SlotsOfLayer | undefined, now: SlotsOfLayer): SlotsOfLayer {
  const alike = (a: Uint8Array | null, b: Uint8Array | null) =>
    a === b || (a !== null && b !== null && a.length === b.length && a.every((each, slot) => each === b[slot]));
  return before && alike(before.passing, now.passing) && alike(before.chosen, now.chosen) ? before : now;
}
