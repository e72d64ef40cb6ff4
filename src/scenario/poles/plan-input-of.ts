import type { AssetTable } from '../../domain/asset.ts';
import { DAY, MINUTE } from '../../domain/clock.ts';
import type { CompiledScenario } from '../compiled.ts';
import type { PlanInput } from './plan-input.ts';
import { PLAN_LAYERS, POLE_LAYERS } from './plan-layers.ts';
import { DEFAULT_POLICIES, type PlanPolicies } from './policies.ts';

/**
 * What an open plan of a road was planned from, to plan it again: today's poles without any that it builds, the project,
 * its start and the values of its assumptions. Null when it is no plan of poles, or its document lacks the road's axis.
 */
export function planInputOf(compiled: CompiledScenario): PlanInput | null {
  const { document } = compiled;
  const { axis, junctions, network, accesses, kind, ...project } = document.project;
  if ((kind ?? 'poles') !== 'poles' || !axis) return null;
  const tables = new Map(
    [...compiled.assets]
      .filter(([layer]) => (PLAN_LAYERS as readonly string[]).includes(layer))
      .map(([layer, table]) => [layer, today(compiled, table)] as const),
  );
  if (!POLE_LAYERS.every((layer) => tables.has(layer))) return null;
  return {
    tables,
    project: {
      id: document.id,
      title: project.title,
      road: project.road,
      ...(project.roadClass ? { roadClass: project.roadClass } : {}),
      axis,
      lengthMetres: project.lengthMetres,
      extent: project.extent,
      extentNote: project.extentNote,
      junctions: junctions ?? [],
      provenance: project.provenance,
      ...(network ? { network } : {}),
      ...(accesses ? { accesses } : {}),
    },
    ...(document.start === null ? {} : { start: startDate(compiled) }),
    policies: policiesOf(document.assumptions),
    ...(compiled.surroundings ? { surroundings: compiled.surroundings } : {}),
  };
}

/** The table with what stands today alone: neither planned assets nor drawn ones that a survey did not find. */
function today(compiled: CompiledScenario, table: AssetTable): AssetTable {
  const from = compiled.alternatives[0]?.validity.get(table.layer)?.from;
  const slots = [...table.ids.keys()].filter((slot) => from?.[slot] === Number.NEGATIVE_INFINITY);
  if (slots.length === table.count) return table;
  const pick = <T>(list: ArrayLike<T>) => slots.map((slot) => list[slot] as T);
  return {
    ...table,
    count: slots.length,
    ids: pick(table.ids),
    positions: Float64Array.from(slots.flatMap((slot) => [...table.positions.subarray(3 * slot, 3 * slot + 3)])),
    headings: Float32Array.from(pick(table.headings)),
    columns: Object.fromEntries(Object.entries(table.columns).map(([key, column]) => [key, pick(column)])),
    ...(table.shapes ? { shapes: pick(table.shapes) } : {}),
  };
}

/** The city's calendar date of day 0. */
function startDate({ start, utcOffsetMinutes }: CompiledScenario): NonNullable<PlanInput['start']> {
  const civil = new Date(Math.floor((start + utcOffsetMinutes * MINUTE) / DAY) * DAY);
  return { year: civil.getUTCFullYear(), month: civil.getUTCMonth() + 1, day: civil.getUTCDate() };
}

function policiesOf(assumptions: CompiledScenario['document']['assumptions']): Partial<PlanPolicies> {
  return Object.fromEntries(
    assumptions.filter(({ key }) => Object.hasOwn(DEFAULT_POLICIES, key)).map(({ key, value }) => [key, value]),
  );
}
