import { type Random, seededRandom, seedOf } from '../../src/domain/random.ts';
import type { TreeDraft } from '../tiles/feature.ts';
import type { CityData } from './city-data.ts';
import { footwayLine } from './cross-section.ts';
import type { Gap } from './gaps.ts';
import type { Network } from './network.ts';
import { onParkPaving, type ParkSurface } from './parks.ts';
import { areaOf, beside, boxOf, inside, lengthOf, type Point, stationAt } from './plane.ts';
import type { StreetGround } from './pole-ground.ts';
import { geographic } from './register.ts';
import { between, isOpen, type Site } from './site.ts';

type Species = TreeDraft['species'];

/** Height and crown of a grown tree, metres; street trees of the city are planes, pagoda trees and willows by the water. */
const SIZE: Readonly<Record<Species, readonly [height: number, crown: number]>> = {
  broadleaf: [9, 6.5],
  conifer: [9, 4.2],
  willow: [8, 7],
  plane: [12, 8.5],
};

/** Street trees, park trees, trees between houses and willows along the water. */
export function plantTrees(
  data: CityData,
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  sites: readonly Site[],
  parks: readonly ParkSurface[],
  ground: StreetGround,
): TreeDraft[] {
  const trees: TreeDraft[] = [];
  const plant = (at: Point, species: Species, random: Random) => {
    const scale = between(random, 0.72, 1.12);
    const [longitude, latitude] = geographic(data, at);
    const [height, crown] = SIZE[species];
    trees.push({
      position: [longitude, latitude, 0],
      height: tenth(height * scale),
      crown: tenth(crown * scale),
      species,
    });
  };
  streetTrees(data, network, gaps, ground, plant);
  const laid = parks.filter((surface) => surface.laid);
  parkTrees(
    data,
    parks.filter((surface) => !surface.laid),
    ground,
    (at, species, random) => {
      plant(at, species, random);
      if (onParkPaving(laid, at)) trees.pop();
    },
  );
  waterTrees(data, ground, plant);
  estateTrees(data, sites, plant);
  return trees;
}

type Plant = (at: Point, species: Species, random: Random) => void;

/** Beyond this many metres from the centre roads run through fields and carry no street trees. */
const BUILT_UP = 4600;

function streetTrees(
  data: CityData,
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  ground: StreetGround,
  plant: Plant,
): void {
  for (const road of network.roads) {
    const random = seededRandom(data.file.seed ^ seedOf(`trees-${road.id}`));
    const species = road.class === 'trunk' || road.class === 'main' ? 'plane' : 'broadleaf';
    const own = gaps.get(road.id)!;
    for (let s = 6; s < lengthOf(road.axis) - 6; s += data.file.generator.treeSpacing) {
      if (own.some((gap) => s > gap.from - 1 && s < gap.to + 1)) continue;
      const station = stationAt(road.axis, s);
      if (Math.hypot(station.at[0], station.at[1]) > BUILT_UP) continue;
      for (const side of [1, -1]) {
        const at = beside(station, side * footwayLine(road.cross));
        if (ground.isClear(at, 2.6) && ground.mayStand(at, road)) plant(at, species, random);
      }
    }
  }
}

/** Square metres of park a tree stands on. */
const PARK_TREE = 160;

function parkTrees(data: CityData, parks: readonly ParkSurface[], ground: StreetGround, plant: Plant): void {
  for (const park of data.parks) {
    if (park.square) continue;
    const random = seededRandom(data.file.seed ^ seedOf(`trees-${park.id}`));
    const box = boxOf(park.ring);
    const wanted = Math.abs(areaOf(park.ring)) / PARK_TREE;
    for (let i = 0; i < wanted; i++) {
      const at: Point = [between(random, box.minX, box.maxX), between(random, box.minY, box.maxY)];
      if (!inside(park.ring, at) || !ground.isClear(at, 3) || !ground.mayStand(at, null)) continue;
      if (onParkPaving(parks, at)) continue;
      ground.take(at);
      plant(at, random() < 0.25 ? 'conifer' : random() < 0.7 ? 'broadleaf' : 'willow', random);
    }
  }
}

function waterTrees(data: CityData, ground: StreetGround, plant: Plant): void {
  for (const river of data.rivers) {
    const random = seededRandom(data.file.seed ^ seedOf(`trees-${river.id}`));
    const spacing = river.width > 40 ? 22 : 14;
    for (let s = 5; s < lengthOf(river.axis); s += spacing)
      for (const side of [1, -1]) {
        const at = beside(stationAt(river.axis, s + between(random, -3, 3)), side * (river.width / 2 + 3.2));
        if (Math.hypot(at[0], at[1]) > BUILT_UP || !ground.isClear(at, 3) || !ground.mayStand(at, null)) continue;
        ground.take(at);
        plant(at, 'willow', random);
      }
  }
}

/** Trees between the houses: tries a block, places only on open ground 3 m from every wall. */
function estateTrees(data: CityData, sites: readonly Site[], plant: Plant): void {
  for (const site of sites) {
    const { block } = site;
    if (block.zone === 'field') continue;
    const random = seededRandom(data.file.seed ^ seedOf(`trees-${block.id}`));
    const box = boxOf(block.ring);
    // A block without houses is a small green with trees all over.
    const tries =
      site.buildings.length === 0
        ? Math.min(40, areaOf(block.ring) / 420)
        : Math.min(9, Math.ceil(areaOf(block.ring) / 3800));
    for (let i = 0; i < tries; i++) {
      const at: Point = [between(random, box.minX, box.maxX), between(random, box.minY, box.maxY)];
      if (isOpen(site, at, 3)) plant(at, random() < 0.2 ? 'conifer' : 'broadleaf', random);
    }
  }
}

function tenth(metres: number): number {
  return Math.round(metres * 10) / 10;
}
