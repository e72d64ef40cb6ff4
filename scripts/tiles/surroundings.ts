import { roadAxis } from '../../src/scenario/road-axis.ts';
import type { Surroundings } from '../../src/scenario/rules/surroundings.ts';
import { utilityOf } from '../../src/scenario/rules/utility-kind.ts';
import type { ScenarioDocument } from '../../src/wire/scenario-document.ts';
import { parseSurroundings, type SurroundingsFile } from '../../src/wire/surroundings.ts';
import type { BuildingFeature } from './feature.ts';
import type { ReadCity } from './read/source.ts';

/** Metres from the axis within which something may stand in the way, and beyond the road's ends and up its crossings. */
const ASIDE = 45;
const BEYOND = 110;

/**
 * What stands and lies around the road of the pole project, from the very objects that are drawn: trees and houses that may
 * come between a driver and a signal, or a lamp and the road; footways and stop lines as marked.
 */
export function aroundPoles(
  { city, poleProject, poleStreet }: Pick<ReadCity, 'city' | 'poleProject' | 'poleStreet'>,
  buildings: readonly BuildingFeature[],
): Surroundings | undefined {
  if (!poleProject) return undefined;
  const axis = roadAxis(poleProject.axis);
  const crossings = poleProject.junctions.map(({ position }) => axis.stationOf(...position).chainage);
  const near = ([longitude, latitude]: readonly [number, number, ...number[]]) => {
    const { chainage, offset } = axis.stationOf(longitude, latitude);
    if (chainage < -BEYOND || chainage > axis.length + BEYOND) return false;
    const aside = Math.abs(offset);
    // Drivers come up the crossing roads too, and see their signals from as far as that.
    return aside <= ASIDE || (aside <= BEYOND && crossings.some((each) => Math.abs(each - chainage) <= ASIDE));
  };
  return {
    trees: city.trees
      .filter(({ position }) => near(position))
      .map(({ position: [longitude, latitude], height, crown }) => ({
        position: [longitude, latitude],
        height,
        crown,
      })),
    buildings: buildings.flatMap(({ parts }) =>
      parts.flatMap(({ rings: [ring], top }) => (ring?.some(near) ? [{ ring, height: top }] : [])),
    ),
    utilities: city.assets.flatMap(({ layer, attributes, shape }) => {
      const kind = layer === 'underground-line' && utilityOf(attributes);
      return kind && shape?.some(near) ? [{ kind, path: shape.map(([x, y]): [number, number] => [x, y]) }] : [];
    }),
    ...poleStreet,
  };
}

/** The files beside the scenarios, by scenario id: what stands around, and what each plan itself lays to its carriers. */
export function surroundingsFiles(
  scenarios: readonly ScenarioDocument[],
  around: Surroundings | undefined,
): Map<string, SurroundingsFile> {
  return new Map(
    scenarios.flatMap((document) => {
      if (!around || (document.project.kind ?? 'poles') !== 'poles') return [];
      const file = {
        format: 'chengjing-surroundings@1',
        scenario: document.id,
        provenance: document.project.provenance,
        ...around,
        ...servicesOf(document),
      };
      return [[document.id, parseSurroundings(file, `Surroundings of ${document.id}`)] as const];
    }),
  );
}

/** What the plan lays to each of its carriers, by design and not by survey: domain reference §4.4, R10 and R11 [M]. */
const DESIGN = { kilowatts: 3, kilowattsWithCell: 6, fibres: 12, spareDucts: 2 } as const;

function servicesOf({ alternatives }: ScenarioDocument): Pick<Surroundings, 'supply' | 'communications'> {
  const carriers = new Map<string, boolean>();
  for (const { phases } of alternatives)
    for (const { operations } of phases)
      for (const operation of operations)
        if (operation.op === 'add' && operation.asset.attributes.class === 'MF')
          carriers.set(operation.asset.id, String(operation.asset.attributes.mounts ?? '').includes('micro-cell'));
  return {
    supply: [...carriers].map(([carrier, cell]) => ({
      carrier,
      kilowatts: cell ? DESIGN.kilowattsWithCell : DESIGN.kilowatts,
    })),
    communications: [...carriers.keys()].map((carrier) => ({
      carrier,
      fibres: DESIGN.fibres,
      spareDucts: DESIGN.spareDucts,
    })),
  };
}
