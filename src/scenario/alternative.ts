import { type AssetTable, slotOf } from '../domain/asset.ts';
import { DAY, type Instant } from '../domain/clock.ts';
import type { Words } from '../domain/words.ts';
import type { Ref, ScenarioDocument } from '../wire/scenario-document.ts';
import { type CompiledAlternative, FATES, type LayerValidity } from './compiled.ts';
import { effectDay, holdDays, migrationDay } from './operation-days.ts';
import type { PlannedAssets } from './planned-assets.ts';
import { operationPlace, type Report } from './problems.ts';

/** What compiling an alternative needs of the whole scenario. */
export interface AlternativeContext {
  /** Touched layers, planned assets in the tail. */
  readonly tables: ReadonlyMap<string, AssetTable>;
  /** `layer id` of the assets that the scenario may change. */
  readonly baseline: ReadonlySet<string>;
  readonly planned: PlannedAssets;
  readonly start: Instant;
  readonly report: Report;
}

type Trouble = (reason: Words) => void;

/**
 * Validity of every slot under one alternative; reports what cannot be, and never throws.
 *
 * @param position place of the alternative in its document
 */
export function compileAlternative(
  alternative: ScenarioDocument['alternatives'][number],
  position: number,
  context: AlternativeContext,
): CompiledAlternative {
  const { start, tables, planned } = context;
  const validity = untouched(context);
  const operations = alternative.phases.flatMap((phase, phaseAt) =>
    phase.operations.map((operation, index) => ({
      phase,
      operation,
      problem: (reason: Words) =>
        context.report({
          place: operationPlace(alternative.id, phase.id, index, operation.op),
          reason,
          at: { part: 'operation', alternative: position, phase: phaseAt, operation: index },
        }),
    })),
  );
  const at = (day: number) => start + day * DAY;

  for (const { phase, operation, problem } of operations) {
    if (operation.op === 'close' || operation.op === 'light') {
      const [from, to] = holdDays(phase, operation);
      if (from < phase.from || to > phase.to || from > to)
        problem({
          zh: `第 ${from}–${to} 天超出阶段（第 ${phase.from}–${phase.to} 天）；须在阶段之内。`,
          en: `days ${from}–${to} leave the phase (${phase.from}–${phase.to}); keep them inside.`,
        });
      continue;
    }
    const day = effectDay(phase, operation);
    if (day < phase.from || day > phase.to)
      problem({
        zh: `第 ${day} 天不在阶段之内（第 ${phase.from}–${phase.to} 天）；请移到阶段内。`,
        en: `day ${day} lies outside the phase (${phase.from}–${phase.to}); move it inside.`,
      });
    const built =
      operation.op === 'add' ? operation.asset.id : operation.op === 'move' ? planned.twinOf(operation) : null;
    const asset = built == null ? undefined : planned.byId.get(built);
    const row = asset && rowOf(validity, tables, asset);
    if (row) row.validity.from[row.slot] = at(day);
  }

  const resolve = (ref: Ref, problem: Trouble) => {
    const row = rowOf(validity, tables, ref);
    if (!row) {
      if (!tables.has(ref.layer))
        problem({
          zh: `没有图层“${ref.layer}”；现有 ${[...tables.keys()].join('、')}。`,
          en: `unknown layer "${ref.layer}"; there are ${[...tables.keys()].join(', ')}.`,
        });
      else
        problem({
          zh: `图层“${ref.layer}”没有部件“${ref.id}”；请核对编号或先新建。`,
          en: `unknown asset "${ref.id}" in layer "${ref.layer}"; check the id or add the asset first.`,
        });
      return null;
    }
    if (row.validity.from[row.slot] === Number.POSITIVE_INFINITY) {
      problem({
        zh: `“${ref.id}”只在其他方案中新建；请在本方案中也新建。`,
        en: `"${ref.id}" is planned by another alternative only; add it in this one.`,
      });
      return null;
    }
    if (!planned.byId.has(ref.id) && !context.baseline.has(`${ref.layer} ${ref.id}`)) {
      problem({
        zh: `“${ref.id}”不在现状清单中；请列入清单，或不作改动。`,
        en: `"${ref.id}" is not in the baseline; list it there or leave it alone.`,
      });
      return null;
    }
    return row;
  };
  const end = (row: Row, day: number, fate: (typeof FATES)[number], id: string, problem: Trouble) => {
    if ((row.validity.to[row.slot] as number) !== Number.POSITIVE_INFINITY)
      return problem({
        zh: `“${id}”在本方案中已拆除、移走或并走；请只保留其中一项操作。`,
        en: `"${id}" already falls in this alternative; keep one of the operations.`,
      });
    if (at(day) <= (row.validity.from[row.slot] as number))
      return problem({
        zh: `“${id}”将在第 ${day} 天拆除，早于其建成；请推后。`,
        en: `"${id}" would fall on day ${day}, before it is built; move the operation later.`,
      });
    row.validity.to[row.slot] = at(day);
    row.validity.fate[row.slot] = FATES.indexOf(fate);
  };

  /** Days on which merged poles fall. Mounts of one may go to several carriers: a merge each, all on the same day. */
  const merging = new Map<string, number>();
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
        const pole = `${operation.from.layer} ${operation.from.id}`;
        const day = effectDay(phase, operation);
        if (row && merging.get(pole) !== day) end(row, day, 'merged', operation.from.id, problem);
        merging.set(pole, day);
        break;
      }
      case 'modify':
        resolve(operation.target, problem);
        break;
      case 'light':
        for (const id of operation.targets) resolve({ layer: operation.layer, id }, problem);
        break;
      case 'close':
        if (!(operation.lanes >= 0))
          problem({
            zh: `封闭 ${operation.lanes} 条车道；应为 0 或以上。`,
            en: `lanes ${operation.lanes}: expected 0 or more.`,
          });
        break;
      case 'add':
        break;
    }
  }

  /** Mounts of merged poles that a merge has moved. */
  const given = new Map<string, string[]>();
  // Carriers are judged last: they must stand from the night the mounts move until after the old pole is gone.
  for (const { phase, operation, problem } of operations) {
    if (operation.op !== 'merge') continue;
    const carrier = resolve(operation.carrier, problem);
    const from = rowOf(validity, tables, operation.from);
    if (!carrier || !from) continue;
    if (operation.carrier.id === operation.from.id) {
      problem({
        zh: `“${operation.from.id}”不能并入自身；请另选承载杆。`,
        en: `"${operation.from.id}" cannot merge into itself; name another carrier.`,
      });
      continue;
    }
    const migrated = migrationDay(phase, operation);
    const falls = effectDay(phase, operation);
    const built = ((carrier.validity.from[carrier.slot] as number) - start) / DAY;
    if (migrated < built)
      problem({
        zh: `“${operation.from.id}”的挂载在第 ${migrated} 天迁移，早于承载杆“${operation.carrier.id}”建成（第 ${built} 天）；请先建承载杆。`,
        en: `the mounts of "${operation.from.id}" move on day ${migrated}, before carrier "${operation.carrier.id}" stands on day ${built}; build the carrier first.`,
      });
    if (falls < migrated)
      problem({
        zh: `“${operation.from.id}”在第 ${falls} 天拆除，早于其挂载迁移（第 ${migrated} 天）。`,
        en: `"${operation.from.id}" falls on day ${falls}, before its mounts have moved on day ${migrated}.`,
      });
    if ((carrier.validity.to[carrier.slot] as number) <= at(falls))
      problem({
        zh: `承载杆“${operation.carrier.id}”本身在第 ${falls} 天前已拆除；请并入保留的杆。`,
        en: `carrier "${operation.carrier.id}" itself falls by day ${falls}; merge into a pole that stays.`,
      });
    const pole = `${operation.from.layer} ${operation.from.id}`;
    const already = given.get(pole) ?? [];
    const missing = missingMounts(from.table.columns.mounts?.[from.slot], [...already, ...operation.mounts]);
    given.set(pole, [...already, ...operation.mounts.filter((mount) => !missing.includes(mount))]);
    if (missing.length > 0)
      problem({
        zh: `“${operation.from.id}”没有（或已并走）挂载 ${missing.join('、')}；请按其属性“mounts”填写。`,
        en: `"${operation.from.id}" carries no ${missing.join(', ')}; list mounts as its attribute "mounts" writes them.`,
      });
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
