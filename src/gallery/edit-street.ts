import type { Fleet } from '../domain/fleet.ts';
import { LAYERS } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { shortStreetDocument } from '../scenario/fixture/short-street.ts';
import { syntheticStreet } from '../scenario/fixture/synthetic-street.ts';
import { type RoadAxis, roadAxis } from '../scenario/road-axis.ts';
import type { Operation } from '../wire/scenario-document.ts';

const LENGTH = 600;
/** Metres between the carriers of one side. */
export const SPACING = 36;
/** Metres of the carriers from the axis, on both sides. */
export const OFFSET = 13;

/** Where a planner has put things: metres along and beside the road, degrees clockwise from north. */
interface Moved {
  readonly chainage: number;
  readonly offset: number;
  readonly heading: number;
}

/** A short street with a plan to edit: carriers on both sides, and what a test moves of them. */
export interface EditStreet {
  readonly axis: RoadAxis;
  readonly fleet: Fleet;
  /** The plan with some carriers elsewhere, with other mounts on some, and with standing poles moved. */
  edition(change?: {
    readonly carriers?: Readonly<Record<string, Moved>>;
    readonly mounts?: Readonly<Record<string, string>>;
    readonly poles?: Readonly<Record<string, Moved>>;
  }): CompiledScenario;
}

export function editStreet(now: number): EditStreet {
  const street = syntheticStreet(LENGTH);
  const axis = roadAxis(street.project.axis);
  const fleet: Fleet = new Map(
    LAYERS.flatMap((definition) => {
      const assets = street.tables.get(definition.id);
      if (!assets) return [];
      const properties = definition.properties.map((property) => property.key);
      const shown = new ObservationTable(definition.id, properties, assets.capacity);
      return [[definition.id, { definition, assets, shown, source: 'simulated' as const }] as const];
    }),
  );
  return {
    axis,
    fleet,
    edition({ carriers = {}, mounts = {}, poles = {} } = {}) {
      const adds = Array.from({ length: 2 * Math.floor(LENGTH / SPACING) }, (_, i): Operation => {
        const id = `MF-${i}`;
        const side = i % 2 ? 1 : -1;
        const at = carriers[id] ?? {
          chainage: SPACING * (0.5 + Math.floor(i / 2)),
          offset: side * OFFSET,
          heading: side > 0 ? 180 : 0,
        };
        return {
          op: 'add',
          asset: {
            layer: 'pole',
            id,
            position: [...axis.pointAt(at), 0],
            heading: at.heading,
            attributes: { class: 'MF', height: 11, mounts: mounts[id] ?? mountsOf(i, side) },
          },
        };
      });
      const moves = Object.entries(poles).map(
        ([id, at]): Operation => ({
          op: 'move',
          target: { layer: 'pole', id },
          to: axis.pointAt(at),
          heading: at.heading,
        }),
      );
      const document = shortStreetDocument(adds, moves, {
        baseline: [...street.tables].map(([layer, { ids }]) => ({ layer, ids: [...ids] })),
      });
      return compileScenario(document, street.tables, now, 480);
    },
  };
}

/** Lamps everywhere, a signal arm at every fourth place, a camera or a sign between. */
function mountsOf(i: number, side: number): string {
  const towards = side > 0 ? 180 : 0;
  const more = [
    `vehicle-signal:6:90|guide-sign:6:90`,
    `camera:5:${towards}`,
    `sign:3:90|flag:4:${towards}`,
    `micro-cell:9:0`,
  ];
  return [`luminaire:10:${towards}`, more[(i >> 1) % 4]].join('|');
}
