import { type AssetTable, slotOf } from '../domain/asset.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import type { Ref, ScenarioDocument } from '../wire/scenario-document.ts';
import { type CompiledAlternative, FATES, type LayerValidity } from './compiled.ts';
import { effectDay, holdDays, migrationDay } from './operation-days.ts';
import { type PlannedAssets, place } from './planned-assets.ts';

/** What compiling an alternative needs of the whole scenario. */
export interface AlternativeContext {
  /** Touched layers, planned assets in the tail. */
  readonly tables: ReadonlyMap<string, AssetTable>;
  /** `layer id` of the assets that the scenario may change. */
  readonly baseline: ReadonlySet<string>;
  readonly planned: PlannedAssets;
  readonly start: Instant;
  readonly problem: (text: string) => void;
}

/** Validity of every slot under one alternative; reports what cannot be, and never throws. */
export function compileAlternative(
  alternative: ScenarioDocument['alternatives'][number],
  context: AlternativeContext,
): CompiledAlternative {
  const { start, tables, planned } = context;
  const validity = untouched(context);
  const operations = alternative.phases.flatMap((phase) =>
    phase.operations.map((operation, index) => ({
      phase,
      operation,
      problem: (text: string) => context.problem(`${place(alternative.id, phase.id, index, operation.op)}: ${text}`),
    })),
  );
  const at = (day: number) => start + day * DAY;

  for (const { phase, operation, problem } of operations) {
    if (operation.op === 'close' || operation.op === 'light') {
      const [from, to] = holdDays(phase, operation);
      if (from < phase.from || to > phase.to || from > to)
        problem(`days ${from}–${to} leave the phase (${phase.from}–${phase.to}); keep them inside.`);
      continue;
    }
    const day = effectDay(phase, operation);
    if (day < phase.from || day > phase.to)
      problem(`day ${day} lies outside the phase (${phase.from}–${phase.to}); move it inside.`);
    const built =
      operation.op === 'add' ? operation.asset.id : operation.op === 'move' ? planned.twinOf(operation) : null;
    const asset = built == null ? undefined : planned.byId.get(built);
    const row = asset && rowOf(validity, tables, asset);
    if (row) row.validity.from[row.slot] = at(day);
  }

  const resolve = (ref: Ref, problem: (text: string) => void) => {
    const row = rowOf(validity, tables, ref);
    if (!row) {
      if (!tables.has(ref.layer)) problem(`unknown layer "${ref.layer}"; there are ${[...tables.keys()].join(', ')}.`);
      else problem(`unknown asset "${ref.id}" in layer "${ref.layer}"; check the id or add the asset first.`);
      return null;
    }
    if (row.validity.from[row.slot] === Number.POSITIVE_INFINITY) {
      problem(`"${ref.id}" is planned by another alternative only; add it in this one.`);
      return null;
    }
    if (!planned.byId.has(ref.id) && !context.baseline.has(`${ref.layer} ${ref.id}`)) {
      problem(`"${ref.id}" is not in the baseline; list it there or leave it alone.`);
      return null;
    }
    return row;
  };
  const end = (row: Row, day: number, fate: (typeof FATES)[number], id: string, problem: (text: string) => void) => {
    if ((row.validity.to[row.slot] as number) !== Number.POSITIVE_INFINITY)
      return problem(`"${id}" already falls in this alternative; keep one of the operations.`);
    if (at(day) <= (row.validity.from[row.slot] as number))
      return problem(`"${id}" would fall on day ${day}, before it is built; move the operation later.`);
    row.validity.to[row.slot] = at(day);
    row.validity.fate[row.slot] = FATES.indexOf(fate);
  };

  for (const { phase, operation, problem } of operations) {
    switch (operation.op) {
      case 'remove': {
        const row = resolve(operation.target, problem);
        if (row) end(row, effectDay(phase, operation), operation.how, operation.target.id, problem);
        break;
      }
      case 'move': {
        const row = resolve(operation.target, problem);
        if (row) end(row, effectDay(phase, operation), 'removed', operation.target.id, problem);
        break;
      }
      case 'merge': {
        const row = resolve(operation.from, problem);
        if (row) end(row, effectDay(phase, operation), 'merged', operation.from.id, problem);
        break;
      }
      case 'modify':
        resolve(operation.target, problem);
        break;
      case 'light':
        for (const id of operation.targets) resolve({ layer: operation.layer, id }, problem);
        break;
      case 'close':
        if (!(operation.lanes >= 0)) problem(`lanes ${operation.lanes}: expected 0 or more.`);
        break;
      case 'add':
        break;
    }
  }

  // Carriers are judged last: they must stand from the night the mounts move until after the old pole is gone.
  for (const { phase, operation, problem } of operations) {
    if (operation.op !== 'merge') continue;
    const carrier = resolve(operation.carrier, problem);
    const from = rowOf(validity, tables, operation.from);
    if (!carrier || !from) continue;
    if (operation.carrier.id === operation.from.id) {
      problem(`"${operation.from.id}" cannot merge into itself; name another carrier.`);
      continue;
    }
    const migrated = migrationDay(phase, operation);
    const falls = effectDay(phase, operation);
    const built = ((carrier.validity.from[carrier.slot] as number) - start) / DAY;
    if (migrated < built)
      problem(
        `the mounts of "${operation.from.id}" move on day ${migrated}, before carrier "${operation.carrier.id}" stands on day ${built}; build the carrier first.`,
      );
    if (falls < migrated)
      problem(`"${operation.from.id}" falls on day ${falls}, before its mounts have moved on day ${migrated}.`);
    if ((carrier.validity.to[carrier.slot] as number) <= at(falls))
      problem(`carrier "${operation.carrier.id}" itself falls by day ${falls}; merge into a pole that stays.`);
    const missing = missingMounts(from.table.columns.mounts?.[from.slot], operation.mounts);
    if (missing.length > 0)
      problem(
        `"${operation.from.id}" carries no ${missing.join(', ')}; list mounts as its attribute "mounts" writes them.`,
      );
  }

  return {
    id: alternative.id,
    title: alternative.title,
    summary: alternative.summary,
    phases: alternative.phases.map(({ id, title, from, to }) => ({ id, title, from: at(from), to: at(to) })),
    validity,
  };
}

/** Validity of what stands today, for ever; planned and free slots never exist. */
function untouched({ tables, planned }: AlternativeContext): Map<string, LayerValidity> {
  const result = new Map<string, LayerValidity>();
  for (const [layer, table] of tables) {
    const from = new Float64Array(table.capacity).fill(Number.POSITIVE_INFINITY);
    const fate = new Uint8Array(table.capacity).fill(FATES.indexOf('planned'));
    table.ids.forEach((id, slot) => {
      if (planned.byId.has(id)) return;
      from[slot] = Number.NEGATIVE_INFINITY;
      fate[slot] = FATES.indexOf('keep');
    });
    result.set(layer, { from, to: new Float64Array(table.capacity).fill(Number.POSITIVE_INFINITY), fate });
  }
  return result;
}

/** What stands today, for ever. */
export function baseAlternative(context: AlternativeContext): CompiledAlternative {
  return {
    id: 'base',
    title: { zh: '现状', en: 'Today' },
    summary: { zh: '保持现状不变', en: 'Everything stays as it is today' },
    phases: [],
    validity: untouched(context),
  };
}

interface Row {
  readonly table: AssetTable;
  readonly validity: LayerValidity;
  readonly slot: number;
}

function rowOf(
  validity: ReadonlyMap<string, LayerValidity>,
  tables: ReadonlyMap<string, AssetTable>,
  ref: Ref,
): Row | undefined {
  const table = tables.get(ref.layer);
  const own = validity.get(ref.layer);
  const slot = table && slotOf(table, ref.id);
  return table && own && slot !== undefined ? { table, validity: own, slot } : undefined;
}

function missingMounts(attribute: unknown, claimed: readonly string[]): string[] {
  const left = typeof attribute === 'string' ? attribute.split('|') : [];
  return claimed.filter((mount) => {
    const index = left.indexOf(mount);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
