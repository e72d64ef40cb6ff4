import type { AreaFeature, BuildingFeature, CityFeature, GroundClass } from '../tiles/feature.ts';
import { GROUND_HEIGHT } from '../tiles/stacking.ts';
import { roadCorridors } from './blocks.ts';
import { bridgeCuts, bridgeStructures } from './bridges.ts';
import { without } from './clip.ts';
import { roadSurfaces, streetSurfaces } from './ground-roads.ts';
import { landmarkStructures } from './landmarks.ts';
import type { CityPlan } from './plan.ts';
import { areaOf, extended, type Ring, strip } from './plane.ts';
import { geographic } from './register.ts';
import type { BuildingDraft, Site } from './site.ts';
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
  const { data, network } = plan;
  let serial = 0;
  const area = (
    kind: GroundClass,
    ring: Ring,
    holes: readonly Ring[] = [],
    height = GROUND_HEIGHT[kind],
  ): AreaFeature => ({
    kind: 'area',
    id: `G-${String(++serial).padStart(6, '0')}`,
    class: kind,
    rings: [ring, ...holes].map((each) => each.map((point) => geographic(data, point))),
    height,
  });
  for (const river of data.rivers) {
    const half = river.width / 2;
    const axis = extended(river.axis, 5, 5);
    yield area('bank', strip(axis, -half - river.bank, half + river.bank));
    yield area('water', strip(axis, -half, half));
  }
  for (const rail of data.railways) {
    yield area('bank', strip(rail.axis, -rail.corridor / 2, rail.corridor / 2));
    for (const offset of [-7, -2.5, 2.5, 7]) yield area('rail', strip(rail.axis, offset - 1.3, offset + 1.3));
  }
  for (const { patch, holes } of plan.parks) yield area(patch.class, patch.ring, holes, patch.height);
  const corridors = roadCorridors(data);
  for (const way of data.greenways) {
    const half = Number(way.properties.width) / 2;
    for (const shape of without({ ring: strip(way.line, -half, half), holes: [] }, corridors, 4))
      yield area('greenway', shape.ring, shape.holes);
  }
  for (const block of plan.land.blocks) yield area('block', block.ring);
  for (const site of plan.sites)
    for (const patch of site.patches) yield area(patch.class, patch.ring, [], patch.height);
  for (const street of plan.land.streets)
    for (const patch of streetSurfaces(street, network)) yield area(patch.class, patch.ring);
  for (const road of data.roads)
    for (const patch of roadSurfaces(road, network, plan.gaps.get(road.id)!, bridgeCuts(data, road.name)))
      yield area(patch.class, patch.ring);
}

/** The building with the greatest outline. */
function mainBuilding(site: Site): BuildingDraft | undefined {
  return site.buildings.reduce<BuildingDraft | undefined>(
    (best, each) => (best && areaOf(best.footprint) >= areaOf(each.footprint) ? best : each),
    undefined,
  );
}
