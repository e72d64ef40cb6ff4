import type { Fleet } from '../domain/fleet.ts';
import { LAYERS } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { shortStreetDocument } from '../scenario/fixture/short-street.ts';
import { syntheticStreet } from '../scenario/fixture/synthetic-street.ts';
import { type RoadAxis, roadAxis } from '../scenario/road-axis.ts';
import type { Operation } from '../wire/scenario-document.ts';

const LENGTH = 400;
const SPACING = 40;
const OFFSET = 13;

/** A short street under two plans: X has a carrier every 40 m, Y every 80 m, and moves what it keeps of the poles. */
export interface CompareStreet {
  readonly axis: RoadAxis;
  readonly fleet: Fleet;
  readonly scenario: CompiledScenario;
}

export function compareStreet(now: number): CompareStreet {
  const { tables, project } = syntheticStreet(LENGTH);
  const axis = roadAxis(project.axis);
  const carrier = (plan: string, i: number): Operation => {
    const side = i % 2 ? 1 : -1;
    return {
      op: 'add',
      asset: {
        layer: 'pole',
        id: `${plan}-${i}`,
        position: [...axis.pointAt({ chainage: SPACING * (0.5 + (i >> 1)), offset: side * OFFSET }), 0],
        heading: side > 0 ? 180 : 0,
        attributes: { class: 'MF', height: 11, mounts: `luminaire:10:${side > 0 ? 180 : 0}|camera:5:90|sign:3:90` },
      },
    };
  };
  const count = 2 * Math.floor(LENGTH / SPACING);
  const sites = Array.from({ length: count }, (_, i) => i);
  const poles = tables.get('pole')?.ids ?? [];
  const merge = (plan: string, id: string, i: number): Operation => {
    const slot = poles.indexOf(id);
    const [lon, lat] = [0, 1].map((at) => tables.get('pole')?.positions[3 * slot + at] ?? 0) as [number, number];
    const { chainage, offset } = axis.stationOf(lon, lat);
    const step = plan === 'X' ? 1 : 2;
    const nearest = Math.max(0, Math.min(count / 2 - step, step * Math.round((chainage / SPACING - 0.5) / step)));
    return {
      op: 'merge',
      from: { layer: 'pole', id },
      carrier: { layer: 'pole', id: `${plan}-${2 * nearest + (offset > 0 ? 1 : 0)}` },
      mounts: String(tables.get('pole')?.columns['mounts']?.[slot] ?? '')
        .split('|')
        .filter((text) => text !== ''),
      day: 15 + (i % 4),
      migrated: 14,
    };
  };
  const shift = (id: string): Operation => {
    const slot = poles.indexOf(id);
    const [lon, lat] = [0, 1].map((at) => tables.get('pole')?.positions[3 * slot + at] ?? 0) as [number, number];
    const { chainage, offset } = axis.stationOf(lon, lat);
    return {
      op: 'move',
      target: { layer: 'pole', id },
      to: axis.pointAt({ chainage: chainage + 9, offset: offset + Math.sign(offset) * 3 }),
      heading: 0,
    };
  };
  const document = shortStreetDocument([], [], {
    baseline: [...tables].map(([layer, { ids }]) => ({ layer, ids: [...ids] })),
  });
  const [own] = document.alternatives;
  if (!own) throw new Error('The short street has no alternative.');
  const alternative = (id: string, adds: Operation[], works: Operation[]) => ({
    ...own,
    id,
    phases: own.phases.map((phase, i) => ({ ...phase, operations: i === 0 ? adds : works })),
  });
  const scenario = compileScenario(
    {
      ...document,
      alternatives: [
        alternative(
          'X',
          sites.map((i) => carrier('X', i)),
          poles.map((id, i) => merge('X', id, i)),
        ),
        alternative(
          'Y',
          sites.filter((i) => i % 4 < 2).map((i) => carrier('Y', i)),
          poles.map((id, i) => (i % 3 === 0 ? shift(id) : merge('Y', id, i))),
        ),
      ],
    },
    tables,
    now,
    480,
  );
  const fleet: Fleet = new Map(
    LAYERS.flatMap((definition) => {
      const assets = tables.get(definition.id);
      if (!assets) return [];
      const properties = definition.properties.map((property) => property.key);
      const shown = new ObservationTable(definition.id, properties, assets.capacity);
      return [[definition.id, { definition, assets, shown, source: 'simulated' as const }] as const];
    }),
  );
  return { axis, fleet, scenario };
}
