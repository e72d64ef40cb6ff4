import type { AreaFeature, BuildingFeature, CityFeature } from '../tiles/feature.ts';
import { GROUND_HEIGHT } from '../tiles/stacking.ts';
import { type Patch, streetHeight } from './band.ts';
import { roadCorridors } from './blocks.ts';
import { bridgeCuts, bridgeStructures } from './bridges.ts';
import type { RoadData } from './city-data.ts';
import { without } from './clip.ts';
import { landmarkStructures } from './landmarks.ts';
import type { CityPlan } from './plan.ts';
import { areaOf, type Point, strip } from './plane.ts';
import { footways, tactilePaving } from './raised-ground.ts';
import { geographic } from './register.ts';
import { busBays, roadSurfaces, streetSurfaces } from './road-surfaces.ts';
import type { BuildingDraft, Site } from './site.ts';
import { railwaySurfaces, waterSurfaces } from './water-and-rail.ts';
import { watersideStructures } from './waterside.ts';

/** The plan as features for the tile build: ground first, then buildings and structures. */
export function* cityFeatures(plan: CityPlan): Generator<CityFeature> {
  yield* ground(plan);
  yield* buildings(plan);
  yield* bridgeStructures(plan.data);
  yield* landmarkStructures(plan.data);
  yield* watersideStructures(plan.data);
}

function* buildings(plan: CityPlan): Generator<BuildingFeature> {
  let serial = 0;
  for (const site of plan.sites)
    for (const draft of site.buildings)
      yield {
        kind: 'building',
        id: `B-${String(++serial).padStart(5, '0')}`,
        ...(site.landmark && draft === mainBuilding(site) ? { name: `${site.landmark}（示意）` } : {}),
        use: draft.use,
        storeys: draft.storeys,
        year: draft.year,
        parts: draft.parts.map((part) => ({
          rings: [part.ring.map((point) => geographic(plan.data, point))],
          base: part.base,
          top: Math.round(part.top * 100) / 100,
          ...(part.roof ? { roof: part.roof } : {}),
          ...(part.roofHeight !== undefined ? { roofHeight: Math.round(part.roofHeight * 100) / 100 } : {}),
        })),
      };
}

function* ground(plan: CityPlan): Generator<AreaFeature> {
  const { data } = plan;
  let serial = 0;
  for (const patch of patches(plan)) {
    const place = (point: Point) => geographic(data, point);
    const { band } = patch;
    yield {
      kind: 'area',
      id: `G-${String(++serial).padStart(6, '0')}`,
      class: patch.class,
      rings: [patch.ring, ...(patch.holes ?? [])].map((ring) => ring.map(place)),
      height: patch.height ?? streetHeight(patch.class) ?? GROUND_HEIGHT[patch.class],
      ...(band ? { ribbon: { ...band, rows: band.rows.map((row) => row.map(place)) } } : {}),
    };
  }
}

/** All ground, what lies lowest first. */
function* patches(plan: CityPlan): Generator<Patch> {
  const { data, network } = plan;
  const cuts = (road: RoadData) => bridgeCuts(data, road.name);
  yield* waterSurfaces(data, network);
  yield* railwaySurfaces(data);
  for (const { patch, holes } of plan.parks) yield { ...patch, holes };
  const corridors = roadCorridors(data);
  for (const way of data.greenways) {
    const half = Number(way.properties.width) / 2;
    for (const shape of without({ ring: strip(way.line, -half, half), holes: [] }, corridors, 4))
      yield { class: 'greenway', ring: shape.ring, holes: shape.holes };
  }
  for (const block of plan.land.blocks) yield { class: 'block', ring: block.ring };
  for (const site of plan.sites) yield* site.patches;
  const { streets, roadway } = plan;
  for (const street of streets) yield* streetSurfaces(street);
  yield* roadSurfaces(network, cuts);
  yield* busBays(plan.stops);
  yield* footways(network, streets, roadway, cuts);
  yield* tactilePaving(network, plan.gaps, cuts);
  yield* plan.islands;
}

/** The building with the greatest outline. */
function mainBuilding(site: Site): BuildingDraft | undefined {
  return site.buildings.reduce<BuildingDraft | undefined>(
    (best, each) => (best && areaOf(best.footprint) >= areaOf(each.footprint) ? best : each),
    undefined,
  );
}
