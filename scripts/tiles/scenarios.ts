import type { AssetTable } from '../../src/domain/asset.ts';
import { localFrame, toLocal } from '../../src/domain/geo/local-frame.ts';
import type { PoleProject } from '../../src/scenario/poles/plan-input.ts';
import { roadAxis } from '../../src/scenario/road-axis.ts';
import type { Surroundings } from '../../src/scenario/rules/surroundings.ts';
import { parseScenarioDocument, type ScenarioDocument } from '../../src/wire/scenario-document.ts';
import type { BuildingFeature } from './feature.ts';
import type { ReadCity } from './read/source.ts';

/** The scenarios of a city: what the planners make of its projects, checked by the wire format's parser. */
export async function scenariosOf(
  tables: ReadonlyMap<string, AssetTable>,
  read: Pick<ReadCity, 'city' | 'poleProject' | 'billboardProject' | 'greenwayProject'>,
  buildings: readonly BuildingFeature[],
  around?: Surroundings,
): Promise<ScenarioDocument[]> {
  const { poleProject, billboardProject, greenwayProject } = read;
  const made: ScenarioDocument[] = [];
  // Planners come when a city has something to plan: most builds are of buildings alone.
  if (poleProject) {
    const { planPoles } = await import('../../src/scenario/poles/plan.ts');
    const { highsSolver } = await import('../../src/scenario/poles/optimise/highs-solver.ts');
    const project = withStreet(poleProject, read.city.roads, tables, buildings);
    made.push(await planPoles({ tables, project, ...(around ? { surroundings: around } : {}) }, await highsSolver()));
  }
  if (billboardProject) {
    const { planBillboards } = await import('../../src/scenario/billboards/billboard-plan.ts');
    made.push(planBillboards(tables, billboardProject));
  }
  if (greenwayProject) {
    const { planGreenways } = await import('../../src/scenario/greenways/greenway-plan.ts');
    made.push(planGreenways(tables, { ...greenwayProject, floorArea: floorAreaOf(buildings) }));
  }
  if (tables.get('drain') && tables.get('waterlogging')?.count) {
    const { planWaterlogging } = await import('../../src/scenario/drainage/waterlogging-plan.ts');
    made.push(planWaterlogging(tables));
  }
  return made.map((document) => parseScenarioDocument(document, `Scenario ${document.id}`));
}

/** Metres from the road's axis within which a door counts as on it. */
const FRONTAGE = 60;

/** The pole project with the roads around it and the doors along it. */
export function withStreet(
  project: PoleProject,
  roads: ReadCity['city']['roads'],
  tables: ReadonlyMap<string, AssetTable>,
  buildings: readonly BuildingFeature[],
): PoleProject {
  const axis = roadAxis(project.axis);
  const along = ([x, y]: readonly [number, number]) => {
    const { chainage, offset } = axis.stationOf(x, y);
    return chainage >= 0 && chainage <= axis.length && Math.abs(offset) <= FRONTAGE;
  };
  type Access = NonNullable<PoleProject['accesses']>[number];
  const signs = tables.get('billboard');
  const shops = (signs?.ids ?? []).flatMap((_, slot): Access[] => {
    const position: [number, number] = [signs?.positions[3 * slot] ?? 0, signs?.positions[3 * slot + 1] ?? 0];
    if (signs?.columns.type?.[slot] !== 'shop-sign' || signs.columns.road?.[slot] !== project.road) return [];
    return along(position) ? [{ kind: 'shop', name: String(signs.columns.name?.[slot] ?? ''), position }] : [];
  });
  const public_ = buildings.flatMap((building): Access[] => {
    if (building.use !== 'school' && building.use !== 'hospital') return [];
    const ring = building.parts[0]?.rings[0] ?? [];
    const position = ring.find(along);
    return position ? [{ kind: building.use, name: building.name ?? building.id, position: [...position] }] : [];
  });
  return {
    ...project,
    accesses: [...shops, ...public_],
    network: roads.flatMap(({ name, axis: path, lanes, speed }) =>
      lanes === undefined || speed === undefined
        ? []
        : [{ name, axis: path.map(([x, y]) => [x, y] as [number, number]), lanes, speed }],
    ),
  };
}

/** Floor area of dwellings, footprint × storeys, by cells of 100 m; each stands at the centre of mass of its area. */
function floorAreaOf(buildings: readonly BuildingFeature[]): [number, number, number][] {
  const first = buildings[0]?.parts[0]?.rings[0]?.[0];
  if (!first) return [];
  const frame = localFrame(first[0], first[1]);
  const cells = new Map<string, { x: number; y: number; area: number }>();
  for (const { use, storeys, parts } of buildings) {
    const ring = parts[0]?.rings[0];
    if (use !== 'residential' || !ring || storeys === null) continue;
    const local = ring.map(([x, y]) => toLocal(frame, x, y));
    const area = Math.abs(shoelace(local)) * storeys;
    const [x, y] = [0, 1].map((axis) => ring.reduce((sum, each) => sum + (each[axis] as number), 0) / ring.length) as [
      number,
      number,
    ];
    const [east, north] = toLocal(frame, x, y);
    const key = `${Math.floor(east / 100)} ${Math.floor(north / 100)}`;
    const cell = cells.get(key) ?? { x: 0, y: 0, area: 0 };
    cells.set(key, { x: cell.x + x * area, y: cell.y + y * area, area: cell.area + area });
  }
  return [...cells.values()].map(({ x, y, area }) => [
    Number((x / area).toFixed(5)),
    Number((y / area).toFixed(5)),
    Math.round(area),
  ]);
}

function shoelace(ring: readonly (readonly [number, number])[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length] as readonly [number, number];
    return sum + (x * y2 - x2 * y) / 2;
  }, 0);
}
