import type { AssetDraft, TreeDraft } from '../tiles/feature.ts';
import type { Patch } from './band.ts';
import { placeBillboards } from './billboards.ts';
import { type Block, divideLand, type Land } from './blocks.ts';
import { bridgeCuts, registerBridges } from './bridges.ts';
import { placeCabinets } from './cabinets.ts';
import type { CityData, PlaceData, RoadData } from './city-data.ts';
import { fillBlock } from './fill/fill-block.ts';
import { type Gap, gapsOf } from './gaps.ts';
import { placeLamps } from './lamps.ts';
import { buildNetwork, type Network } from './network.ts';
import { hangLines } from './overhead-lines.ts';
import { allParkSurfaces, type ParkSurface } from './parks.ts';
import { areaOf, distanceToLine, distanceToRing, inside, type Point, type Ring } from './plane.ts';
import { streetGround } from './pole-ground.ts';
import { type BusStop, placePoles } from './poles.ts';
import { projectStretch, type Stretch } from './project-stretch.ts';
import { islands } from './raised-ground.ts';
import { openRegister } from './register.ts';
import { roadwayRings, type StreetRoadway, streetRoadways } from './roadway.ts';
import type { Site } from './site.ts';
import { plantTrees } from './trees.ts';
import { layPipes } from './underground-lines.ts';
import { registerDrains, registerGreenways, registerWaterlogging } from './water-assets.ts';
import { registerWeatherStations } from './weather-assets.ts';

/** The whole city in metres, before it becomes features. */
export interface CityPlan {
  readonly data: CityData;
  readonly network: Network;
  readonly land: Land;
  readonly sites: readonly Site[];
  readonly gaps: ReadonlyMap<string, readonly Gap[]>;
  readonly stretch: Stretch | null;
  readonly parks: readonly ParkSurface[];
  readonly streets: readonly StreetRoadway[];
  /** Outlines of everything with wheels. */
  readonly roadway: readonly Ring[];
  readonly islands: readonly Patch[];
  readonly stops: readonly BusStop[];
  readonly assets: readonly AssetDraft[];
  readonly trees: readonly TreeDraft[];
}

export function planCity(data: CityData): CityPlan {
  const network = buildNetwork(data.roads);
  const stretch = projectStretch(network);
  const land = divideLand(data);
  const gaps = gapsOf(network, land.streets);
  const landmarks = landmarkBlocks(data, land);
  const sites = land.blocks.map((block) => fillBlock(block, data.file.seed, landmarks.get(block)));
  const register = openRegister(data);
  const isDry = (point: Point) => data.rivers.every((river) => distanceToLine(point, river.axis) > river.width / 2 + 1);
  const cuts = (road: RoadData) => bridgeCuts(data, road.name);
  const streets = streetRoadways(land.streets, network);
  const roadway = roadwayRings(network, streets, cuts);
  const raised = [...islands(network, gaps, cuts)];
  const ground = streetGround(
    network,
    isDry,
    roadway,
    raised.flatMap(({ class: kind, ring, band }) => (!band && kind !== 'bed' ? [ring] : [])),
  );
  registerBridges(data, register);
  registerWaterlogging(data, register);
  registerGreenways(data, register);
  placeLamps(data, network, gaps, land.streets, stretch, isDry, ground, register);
  const stops = placePoles(data, network, gaps, stretch, ground, register);
  placeBillboards(data, network, gaps, sites, stops, ground, register);
  placeCabinets(network, gaps, stretch, ground, register);
  hangLines(data, network, stretch, register);
  layPipes(network, stretch, register);
  registerWeatherStations(data, register);
  registerDrains(data, register);
  const parks = allParkSurfaces(data);
  const trees = plantTrees(data, network, gaps, sites, parks, ground);
  return {
    data,
    network,
    land,
    sites,
    gaps,
    stretch,
    parks,
    streets,
    roadway,
    islands: raised,
    stops,
    assets: register.assets,
    trees,
  };
}

/** Metres from a landmark to the block that it stands on; published points lie at the gate or on the road. */
const LANDMARK_REACH = 150;

function landmarkBlocks(data: CityData, land: Land): Map<Block, PlaceData> {
  const blocks = new Map<Block, PlaceData>();
  for (const place of data.landmarks) {
    let best: { block: Block; distance: number } | null = null;
    for (const block of land.blocks) {
      const distance = inside(block.ring, place.at) ? 0 : distanceToRing(place.at, block.ring);
      const roomy = areaOf(block.ring) > 8000;
      if (roomy && distance < LANDMARK_REACH && (!best || distance < best.distance)) best = { block, distance };
    }
    if (best) blocks.set(best.block, place);
  }
  return blocks;
}
