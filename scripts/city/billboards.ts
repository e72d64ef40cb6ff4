import { layer } from '../../src/domain/layers/billboard.ts';
import { type Random, seededRandom, seedOf } from '../../src/domain/random.ts';
import type { CityData, RoadData } from './city-data.ts';
import { footwayLine, poleLine } from './cross-section.ts';
import type { Gap } from './gaps.ts';
import type { Network } from './network.ts';
import { beside, gap, headingOf, lengthOf, type Point, stationAt } from './plane.ts';
import type { StreetGround } from './pole-ground.ts';
import type { BusStop } from './poles.ts';
import type { Register } from './register.ts';
import { type BuildingDraft, between, type Site, whole } from './site.ts';

type Type =
  | 'roof'
  | 'wall'
  | 'column'
  | 'led'
  | 'light-box'
  | 'tri-vision'
  | 'shop-sign'
  | 'bus-shelter'
  | 'cut-letters'
  | 'second-sign'
  | 'ticker'
  | 'painted'
  | 'projection'
  | 'hoarding';

/** How many of each the city gets, unless it has fewer places for them. */
const QUOTA: Readonly<Record<Type, number>> = {
  'shop-sign': 640,
  wall: 210,
  roof: 130,
  led: 60,
  'tri-vision': 60,
  column: 90,
  'light-box': 340,
  'bus-shelter': 230,
  'cut-letters': 120,
  'second-sign': 90,
  ticker: 60,
  painted: 40,
  projection: 6,
  hoarding: 24,
};

interface Place {
  readonly at: Point;
  /** Origin of the model above ground: roof, underside of a wall panel, or 0 on the ground. */
  readonly base: number;
  readonly heading: number;
  readonly road: RoadData;
  readonly width: number;
  readonly height: number;
  /** Underside of the panel above ground, metres. */
  readonly bottom: number;
}

/** Advertising and shop signs on fronts, roofs and footways. Origins follow `domain/furniture/billboard.ts`. */
export function placeBillboards(
  data: CityData,
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  sites: readonly Site[],
  stops: readonly BusStop[],
  ground: StreetGround,
  register: Register,
): void {
  const random = seededRandom(data.file.seed ^ seedOf('billboards'));
  const fronts = shuffled(
    sites.flatMap((site) => site.buildings.filter((building) => building.front !== undefined)),
    random,
  );
  const used = new Set<BuildingDraft>();
  const choose = (type: Type, fits: (b: BuildingDraft) => boolean, place: (b: BuildingDraft) => Place): Place[] => {
    const chosen = fronts.filter((b) => !used.has(b) && fits(b)).slice(0, QUOTA[type]);
    if (type !== 'shop-sign') for (const building of chosen) used.add(building);
    return chosen.map(place);
  };
  const tall = (low: number, high: number) => (b: BuildingDraft) => b.storeys >= low && b.storeys <= high;
  const places: Record<Type, readonly Place[]> = {
    led: choose(
      'led',
      (b) => b.storeys >= 5 && frontWidth(b) > 26,
      (b) => onWall(b, between(random, 8, 16), between(random, 5, 8), 7),
    ),
    roof: choose('roof', tall(3, 8), (b) => onRoof(b, random)),
    'tri-vision': choose('tri-vision', tall(3, 8), (b) =>
      onWall(b, between(random, 6, 10), between(random, 3, 4), 5.2),
    ),
    wall: choose('wall', tall(2, 8), (b) => onWall(b, between(random, 5, 12), between(random, 2.5, 4), 4.6)),
    'shop-sign': choose('shop-sign', tall(2, 8), (b) =>
      onWall(b, Math.min(frontWidth(b) - 3, between(random, 5, 14)), 1.3, 3.1),
    ),
    column: columns(network, gaps, ground, random),
    'light-box': lightBoxes(network, gaps, ground, random),
    'bus-shelter': shelters(stops, ground),
    'cut-letters': choose('cut-letters', tall(3, 6), (b) => onWall(b, between(random, 4, 8), 1, 3.2)),
    'second-sign': choose('second-sign', tall(3, 6), (b) => atCorner(b, 1.1, between(random, 3, 4.5), 4.6)),
    ticker: choose('ticker', tall(2, 4), (b) => onWall(b, between(random, 6, 10), 0.8, 4.5)),
    painted: choose('painted', tall(4, 9), (b) => onWall(b, between(random, 6, 10), between(random, 4, 6), 5)),
    projection: choose('projection', tall(6, 12), (b) => onWall(b, 8, 5, 6)),
    hoarding: hoardings(network, gaps, ground, random),
  };
  let serial = 0;
  for (const [type, list] of Object.entries(places) as [Type, Place[]][])
    for (const place of list.slice(0, QUOTA[type])) {
      const id = `BB-${String(++serial).padStart(5, '0')}`;
      register.add(layer, {
        id,
        at: place.at,
        height: place.base,
        heading: place.heading,
        road: place.road.name,
        owner: type === 'bus-shelter' ? '公交公司' : '广告设置单位（示意）',
        maintainer: '广告运营单位（示意）',
        name: `示意广告 ${id}`,
        attributes: {
          type,
          width: tenth(place.width),
          height: tenth(place.height),
          bottom: tenth(place.bottom),
          built: whole(random, 2008, 2023),
          permitExpires: `${permitYear(whole(random, 0, 99))}-${String(whole(random, 1, 12)).padStart(2, '0')}-28`,
        },
      });
    }
}

/** Last year of a permit: a few have run out, as in any register. */
function permitYear(percent: number): number {
  return percent < 3 ? 2025 : 2027 + (percent % 5);
}

function frontWidth(building: BuildingDraft): number {
  return gap(...building.front!.edge);
}

function onWall(building: BuildingDraft, width: number, height: number, bottom: number): Place {
  const [a, b] = building.front!.edge;
  const wall = frontWidth(building);
  const fitting = Math.min(width, wall - 2);
  const top = building.parts[0]!.top;
  const low = Math.max(2.6, Math.min(bottom, top - height - 0.4));
  return {
    at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2],
    base: low,
    heading: outward(a, b),
    road: building.front!.road,
    width: fitting,
    height,
    bottom: low,
  };
}

/** Upright at one end of the front. */
function atCorner(building: BuildingDraft, width: number, height: number, bottom: number): Place {
  const place = onWall(building, width, height, bottom);
  const [a, b] = building.front!.edge;
  const t = Math.min(0.4, 1.2 / frontWidth(building));
  return { ...place, width, at: [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t] };
}

/** At the front edge of the roof, 1.5 m back. */
function onRoof(building: BuildingDraft, random: Random): Place {
  const [a, b] = building.front!.edge;
  const width = Math.min(between(random, 9, 20), frontWidth(building) - 2);
  const top = building.parts[0]!.top;
  const length = frontWidth(building);
  const inward: Point = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  return {
    at: [(a[0] + b[0]) / 2 + inward[0] * 1.5, (a[1] + b[1]) / 2 + inward[1] * 1.5],
    base: top,
    heading: outward(a, b),
    road: building.front!.road,
    width,
    height: between(random, 3, 6),
    bottom: top + 1.2,
  };
}

/** The edge runs left to right seen from the road, so its right-hand normal faces the road. */
function outward(a: Point, b: Point): number {
  return headingOf([b[1] - a[1], -(b[0] - a[0])]);
}

/** T signs stand in the outer green of trunk roads and face the traffic. */
function columns(
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  ground: StreetGround,
  random: Random,
): Place[] {
  const places: Place[] = [];
  for (const road of network.roads.filter((each) => each.class === 'trunk' && each.cross.halfRedline >= 25))
    for (let s = 180; s < lengthOf(road.axis) - 100; s += between(random, 420, 620)) {
      const station = stationAt(road.axis, s);
      const side = random() < 0.5 ? 1 : -1;
      const at = beside(station, side * (road.cross.halfRedline - 1.6));
      if (gaps.get(road.id)!.some((each) => s > each.from - 4 && s < each.to + 4) || !ground.mayStand(at, road))
        continue;
      if (!ground.isClear(at, 3)) continue;
      const along: Point = [station.along[0] * side, station.along[1] * side];
      places.push({
        at: ground.setUp(at, road.axis),
        base: 0,
        heading: headingOf(along),
        road,
        width: 18,
        height: 6,
        bottom: 12,
      });
    }
  return places;
}

/** Light boxes along the footways of inner roads, a few steps behind the furniture line. */
function lightBoxes(
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  ground: StreetGround,
  random: Random,
): Place[] {
  const places: Place[] = [];
  for (const road of network.roads.filter((each) => each.class === 'main' || each.class === 'secondary'))
    for (let s = 90; s < lengthOf(road.axis) - 60; s += between(random, 150, 260)) {
      const station = stationAt(road.axis, s);
      const side = random() < 0.5 ? 1 : -1;
      const at = beside(station, side * Math.min(footwayLine(road.cross) + 2.4, road.cross.halfRedline - 0.6));
      // Outside the built-up core nobody walks past.
      if (Math.hypot(station.at[0], station.at[1]) > 4200 || !ground.mayStand(at, road)) continue;
      if (gaps.get(road.id)!.some((each) => s > each.from && s < each.to) || !ground.isClear(at, 2.5)) continue;
      places.push({
        at: ground.setUp(at, road.axis),
        base: 0,
        heading: headingOf(station.along),
        road,
        width: 1.5,
        height: 1.9,
        bottom: 0.5,
      });
    }
  return shuffled(places, random);
}

/** Fences of works that stand for years, along the outer edge of footways; a few only, where the road is free. */
function hoardings(
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  ground: StreetGround,
  random: Random,
): Place[] {
  const places: Place[] = [];
  for (const road of network.roads.filter((each) => each.class === 'secondary'))
    for (let s = 260; s < lengthOf(road.axis) - 160; s += between(random, 700, 1100)) {
      const station = stationAt(road.axis, s);
      const side = random() < 0.5 ? 1 : -1;
      const at = beside(station, side * (road.cross.halfRedline - 0.3));
      if (!ground.mayStand(at, road) || !ground.isClear(at, 7)) continue;
      if (gaps.get(road.id)!.some((each) => s > each.from - 10 && s < each.to + 10)) continue;
      ground.take(at);
      const facing: Point = [-station.left[0] * side, -station.left[1] * side];
      places.push({ at, base: 0, heading: headingOf(facing), road, width: 12, height: 2.2, bottom: 0.3 });
    }
  return places;
}

/** A shelter beside each stop's pole, its panel along the kerb. */
function shelters(stops: readonly BusStop[], ground: StreetGround): Place[] {
  const places: Place[] = [];
  for (const { road, station, side } of stops) {
    const at = beside(station, side * poleLine(road.cross), 4);
    if (!ground.isClear(at, 2) || !ground.mayStand(at, road)) continue;
    const facing: Point = [-station.left[0] * side, -station.left[1] * side];
    places.push({
      at: ground.setUp(at, road.axis),
      base: 0,
      heading: headingOf(facing),
      road,
      width: 3.5,
      height: 1.9,
      bottom: 0.55,
    });
  }
  return places;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

function tenth(metres: number): number {
  return Math.round(metres * 10) / 10;
}
