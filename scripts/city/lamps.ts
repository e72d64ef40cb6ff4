import { layer } from '../../src/domain/layers/lamp.ts';
import { formatMounts } from '../../src/domain/mount.ts';
import type { Street } from './blocks.ts';
import type { CityData, RoadData } from './city-data.ts';
import { poleLine } from './cross-section.ts';
import type { Gap } from './gaps.ts';
import { runs } from './gaps.ts';
import type { Network } from './network.ts';
import { beside, headingOf, type Line, lengthOf, type Point, slice, stationAt } from './plane.ts';
import type { StreetGround } from './pole-ground.ts';
import { inStretch, type Stretch } from './project-stretch.ts';
import type { Register } from './register.ts';

/** Metres from the centre beyond which roads run through fields. */
const RURAL = 4600;

/** Lamps a feeder cabinet supplies. */
const PER_FEEDER = 36;

interface Lamp {
  readonly at: Point;
  readonly heading: number;
  readonly chainage: number;
}

/** Street lamps along every named road, the wider streets and the greenways. */
export function placeLamps(
  data: CityData,
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  streets: readonly Street[],
  stretch: Stretch | null,
  isDry: (point: Point) => boolean,
  ground: StreetGround,
  register: Register,
): void {
  const counter = { lamp: 0, project: 0, feeder: 1, onFeeder: 0 };
  for (const road of network.roads) {
    const lamps = roadLamps(data, road, gaps.get(road.id)!, stretch).filter((lamp) => ground.mayStand(lamp.at, road));
    const double = road.class === 'trunk';
    const height = double ? 12 : road.class === 'main' ? 10 : 8;
    emit(register, ground, lamps, counter, {
      road: road.name,
      axis: road.axis,
      type: double ? 'double-arm' : 'single-arm',
      height,
      wattage: double ? 250 : road.class === 'main' ? 180 : 120,
      project: (lamp) => inStretch(stretch, road, lamp.chainage),
    });
  }
  for (const street of streets) {
    if (street.carriageway < 11 || street.zone === 'field') continue;
    const lamps = streetLamps(street, data.file.generator.lampSpacing.street).filter((lamp) => isDry(lamp.at));
    emit(register, ground, lamps, counter, {
      road: '示意街巷',
      axis: street.axis,
      type: 'single-arm',
      height: 7,
      wattage: 80,
      project: () => false,
    });
  }
  for (const way of data.greenways) {
    const spacing = data.file.generator.lampSpacing.greenway;
    const lamps: Lamp[] = [];
    for (let s = spacing / 2; s < lengthOf(way.line); s += spacing) {
      const station = stationAt(way.line, s);
      lamps.push({ at: beside(station, 2.8), heading: headingOf([-station.left[0], -station.left[1]]), chainage: s });
    }
    emit(
      register,
      ground,
      lamps.filter((lamp) => ground.mayStand(lamp.at, null)),
      counter,
      {
        road: '示意绿道',
        axis: way.line,
        type: 'post-top',
        height: 4,
        wattage: 45,
        project: () => false,
      },
    );
  }
}

/** Lamps of both sides between junctions, evenly spread so that the first and last light the crossing. */
function roadLamps(data: CityData, road: RoadData, gaps: readonly Gap[], stretch: Stretch | null): Lamp[] {
  const usual = data.file.generator.lampSpacing[road.class];
  const offset = poleLine(road.cross);
  const junctions = gaps.filter((gap) => gap.side === 'both');
  const lamps: Lamp[] = [];
  for (const { from, to } of runs(lengthOf(road.axis), junctions, 'median', 12)) {
    // Roads through fields are lit thinly.
    const middle = stationAt(road.axis, (from + to) / 2).at;
    const rural = !inStretch(stretch, road, (from + to) / 2) && Math.hypot(middle[0], middle[1]) > RURAL;
    const count = Math.max(1, Math.round((to - from - 4) / (rural ? usual * 1.5 : usual)));
    for (let i = 0; i <= count; i++) {
      let chainage = from + 2 + ((to - from - 4) * i) / count;
      // A lamp at the mouth of a street moves to its edge.
      const mouth = gaps.find((gap) => gap.side !== 'both' && chainage > gap.from && chainage < gap.to);
      if (mouth) chainage = chainage - mouth.from < mouth.to - chainage ? mouth.from - 0.5 : mouth.to + 0.5;
      const station = stationAt(road.axis, chainage);
      for (const side of [1, -1]) {
        const facing: Point = [-station.left[0] * side, -station.left[1] * side];
        lamps.push({ at: beside(station, side * offset), heading: headingOf(facing), chainage });
      }
    }
  }
  return lamps;
}

/** One side only, alternating from street to street. */
function streetLamps(street: Street, spacing: number): Lamp[] {
  const length = lengthOf(street.axis);
  const lamps: Lamp[] = [];
  const line = slice(street.axis, 0, length);
  const side = street.id.length % 2 ? 1 : -1;
  for (let s = 8; s < length - 4; s += spacing) {
    const station = stationAt(line, s);
    const facing: Point = [-station.left[0] * side, -station.left[1] * side];
    lamps.push({ at: beside(station, side * (street.carriageway / 2 + 0.7)), heading: headingOf(facing), chainage: s });
  }
  return lamps;
}

interface Counter {
  lamp: number;
  project: number;
  feeder: number;
  /** Lamps on the feeder so far. */
  onFeeder: number;
}

interface Kind {
  readonly road: string;
  readonly axis: Line;
  readonly type: string;
  readonly height: number;
  readonly wattage: number;
  readonly project: (lamp: Lamp) => boolean;
}

function emit(register: Register, ground: StreetGround, lamps: readonly Lamp[], counter: Counter, kind: Kind): void {
  const groups = Math.ceil(lamps.length / PER_FEEDER);
  const size = Math.ceil(lamps.length / groups);
  // Short streets share a cabinet with their neighbours; a road has its own.
  const own = lamps.length >= PER_FEEDER;
  if (own || counter.onFeeder + lamps.length > PER_FEEDER) nextFeeder(counter);
  lamps.forEach((lamp, i) => {
    if (own && i > 0 && i % size === 0) nextFeeder(counter);
    counter.onFeeder++;
    const id = kind.project(lamp)
      ? `GH-LP-${String(++counter.project).padStart(4, '0')}`
      : `LP-${String(++counter.lamp).padStart(5, '0')}`;
    const at = ground.setUp(lamp.at, kind.axis);
    register.add(layer, {
      id,
      at,
      heading: lamp.heading,
      road: kind.road,
      owner: '市路灯管理处（示意）',
      maintainer: '市路灯管理处（示意）',
      name: `示意路灯 ${id}`,
      attributes: {
        type: kind.type,
        height: kind.height,
        wattage: kind.wattage,
        feeder: `F-${String(counter.feeder).padStart(4, '0')}`,
        mounts: formatMounts(luminaires(kind, lamp.heading)),
      },
    });
  });
  if (own) nextFeeder(counter);
}

function nextFeeder(counter: Counter): void {
  if (counter.onFeeder === 0) return;
  counter.feeder++;
  counter.onFeeder = 0;
}

function luminaires(kind: Kind, heading: number) {
  const high = { kind: 'luminaire', height: kind.height, azimuth: heading } as const;
  return kind.type === 'double-arm'
    ? [high, { kind: 'luminaire', height: kind.height * 0.7, azimuth: (heading + 180) % 360 } as const]
    : [high];
}
