import { type AssetTable, slotOf } from '../domain/asset.ts';
import { DAY, type Instant, SLICE_IDS } from '../domain/clock.ts';
import type { Ref, ScenarioDocument } from '../wire/scenario-document.ts';
import { type CompiledAlternative, type CompiledScenario, FATES, type LayerValidity } from './compiled.ts';
import { effectDay, holdDays, migrationDay } from './operation-days.ts';
import { extendTables, gatherPlanned, type PlannedAssets, place } from './planned-assets.ts';
import { ScenarioError } from './problems.ts';
import { startOf } from './start.ts';

/**
 * Turns a scenario document into validity intervals per slot and alternative; the baseline comes first, with id `base`.
 * Pure: the same arguments give the same arrays. Nothing is half-compiled.
 *
 * @param tables layers by id; only those that the document touches appear in the result
 * @param now city time; the scenario starts at or after it
 * @param utcOffsetMinutes minutes that the city is ahead of UTC, e.g. 480
 * @throws ScenarioError with every problem of the document
 */
export function compileScenario(
  document: ScenarioDocument,
  tables: ReadonlyMap<string, AssetTable>,
  now: Instant,
  utcOffsetMinutes: number,
): CompiledScenario {
  const problems: string[] = [];
  const problem = (text: string) => void problems.push(text);

  let start = now;
  try {
    start = startOf(document.start, now, utcOffsetMinutes);
  } catch (error) {
    problem((error as Error).message);
  }
  checkOutline(document, problem);
  const baseline = checkBaseline(document, tables, problem);
  const planned = gatherPlanned(document, tables, problem);
  const extended = extendTables(tables, planned, problem);
  const touched = touchedLayers(document, tables);
  const assets = new Map([...extended].filter(([layer]) => touched.has(layer)));
  const context: Context = { tables: assets, baseline, planned, start, problem };
  const alternatives = document.alternatives.map((alternative) => compileAlternative(alternative, context));
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
    alternatives: [baseAlternative(context), ...alternatives],
  };
}

interface Context {
  /** Touched layers, planned assets in the tail. */
  readonly tables: ReadonlyMap<string, AssetTable>;
  /** `layer id` of the assets that the scenario may change. */
  readonly baseline: ReadonlySet<string>;
  readonly planned: PlannedAssets;
  readonly start: Instant;
  readonly problem: (text: string) => void;
}

function compileAlternative(
  alternative: ScenarioDocument['alternatives'][number],
  context: Context,
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

/** Validity of what stands today, for ever; planned and free slots never exist. */
function untouched({ tables, planned }: Context): Map<string, LayerValidity> {
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

function baseAlternative(context: Context): CompiledAlternative {
  return {
    id: 'base',
    title: { zh: '现状', en: 'Today' },
    summary: { zh: '现有立杆保持不变', en: 'Every pole stays as it stands today' },
    phases: [],
    validity: untouched(context),
  };
}

function touchedLayers(document: ScenarioDocument, tables: ReadonlyMap<string, AssetTable>): Set<string> {
  const layers = document.baseline.map(({ layer }) => layer);
  for (const { phases } of document.alternatives)
    for (const { operations } of phases)
      for (const operation of operations)
        if (operation.op === 'add') layers.push(operation.asset.layer);
        else if (operation.op === 'light') layers.push(operation.layer);
        else if (operation.op === 'merge') layers.push(operation.from.layer, operation.carrier.layer);
        else if (operation.op !== 'close') layers.push(operation.target.layer);
  return new Set(layers.filter((layer) => tables.has(layer)));
}

function checkOutline(document: ScenarioDocument, problem: (text: string) => void): void {
  const seen = new Set(['base']);
  for (const { id, phases } of document.alternatives) {
    if (seen.has(id)) problem(`alternative id "${id}" is taken ("base" is what stands today); choose another.`);
    seen.add(id);
    for (const phase of phases)
      if (phase.to < phase.from || phase.from < 0)
        problem(`alternative ${id}, phase ${phase.id}: days ${phase.from}–${phase.to} are no span after the start.`);
  }
  const order = document.slices.map((slice) => SLICE_IDS.indexOf(slice.id));
  document.slices.forEach((slice, index) => {
    if (index === 0) return;
    const before = document.slices[index - 1];
    if ((order[index] as number) <= (order[index - 1] as number) || slice.day < (before?.day ?? 0))
      problem(`slice ${slice.id} (day ${slice.day}) must follow ${before?.id} (day ${before?.day}); sort the slices.`);
  });
}

function checkBaseline(
  document: ScenarioDocument,
  tables: ReadonlyMap<string, AssetTable>,
  problem: (text: string) => void,
): Set<string> {
  const baseline = new Set<string>();
  for (const { layer, ids } of document.baseline) {
    const table = tables.get(layer);
    if (!table) {
      problem(`baseline: unknown layer "${layer}"; there are ${[...tables.keys()].join(', ')}.`);
      continue;
    }
    for (const id of ids) {
      if (slotOf(table, id) === undefined)
        problem(`baseline: unknown asset "${id}" in layer "${layer}"; rebuild the scenario from this city's tables.`);
      baseline.add(`${layer} ${id}`);
    }
  }
  return baseline;
}

function missingMounts(attribute: unknown, claimed: readonly string[]): string[] {
  const left = typeof attribute === 'string' ? attribute.split('|') : [];
  return claimed.filter((mount) => {
    const index = left.indexOf(mount);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}
