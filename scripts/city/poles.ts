import { layer } from '../../src/domain/layers/pole.ts';
import { formatMounts, type Mount } from '../../src/domain/mount.ts';
import type { PoleClass } from '../../src/domain/pole-class.ts';
import type { CityData, RoadData } from './city-data.ts';
import { footwayLine, poleLine } from './cross-section.ts';
import type { Gap } from './gaps.ts';
import { arms, type Junction, type Network } from './network.ts';
import { beside, chainageOf, headingOf, lengthOf, type Point, type Station, stationAt } from './plane.ts';
import type { StreetGround } from './pole-ground.ts';
import { DOME_CAMERA, PEDESTRIAN_SIGNAL, POLE_KINDS, SMALL_SIGN } from './pole-kinds.ts';
import { inStretch, type Stretch } from './project-stretch.ts';
import type { Register } from './register.ts';

type StreetClass = Exclude<PoleClass, 'LP' | 'MF'>;

/** A bus stop, for the shelter that stands beside its pole. */
export interface BusStop {
  readonly road: RoadData;
  readonly station: Station;
  readonly side: 1 | -1;
}

/** Metres between poles of a class on 洸河路, one side after the other unless `both`; densities of domain.md §4.2 [D/M]. */
interface Rhythm {
  readonly class: StreetClass;
  readonly spacing: number;
  readonly both: boolean;
  readonly line: 'divider' | 'footway' | 'outer';
  /** Part of the road's length that has them, as fractions. */
  readonly part: readonly [from: number, to: number];
  readonly mounts?: readonly Mount[];
  readonly height?: number;
}

const RHYTHMS: readonly Rhythm[] = [
  { class: 'TG', spacing: 118, both: true, line: 'divider', part: [0, 1], mounts: SMALL_SIGN, height: 3 },
  { class: 'CC', spacing: 150, both: false, line: 'divider', part: [0, 1], mounts: DOME_CAMERA },
  { class: 'WF', spacing: 180, both: false, line: 'footway', part: [0, 1] },
  { class: 'CM', spacing: 300, both: false, line: 'outer', part: [0, 1] },
  { class: 'EN', spacing: 680, both: false, line: 'outer', part: [0, 1] },
  { class: 'OT', spacing: 260, both: false, line: 'footway', part: [0, 1] },
  { class: 'PW', spacing: 46, both: false, line: 'outer', part: [0, 0.58] },
  { class: 'AD', spacing: 58, both: true, line: 'footway', part: [0.56, 0.96] },
];

/** Metres between bus stops of one side. */
const STOP_SPACING = 500;

/** Every pole but the lamps, along all named roads; dense on the project's stretch, thinner elsewhere. */
export function placePoles(
  data: CityData,
  network: Network,
  gaps: ReadonlyMap<string, readonly Gap[]>,
  stretch: Stretch | null,
  ground: StreetGround,
  register: Register,
): BusStop[] {
  const counters = new Map<string, number>();
  const stops: BusStop[] = [];
  const put = (kind: StreetClass, road: RoadData, place: Point, heading: number, shape?: Partial<Rhythm>): boolean => {
    if (!ground.isClear(place, 1.6)) return false;
    const at = ground.setUp(place, road.axis);
    const { height, mounts, owner, maintainer } = POLE_KINDS[kind];
    const project = inStretch(stretch, road, chainageOf(road.axis, place));
    const key = project ? `GH-${kind}` : kind;
    const serial = (counters.get(key) ?? 0) + 1;
    counters.set(key, serial);
    const id = `${key}-${String(serial).padStart(project ? 3 : 4, '0')}`;
    register.add(layer, {
      id,
      at,
      heading,
      road: road.name,
      owner,
      maintainer,
      name: `示意立杆 ${id}`,
      attributes: {
        class: kind,
        height: shape?.height ?? height,
        mounts: formatMounts(
          (shape?.mounts ?? mounts).map((each) => ({ ...each, azimuth: (each.azimuth + heading) % 360 })),
        ),
      },
    });
    return true;
  };

  for (const junction of network.junctions) junctionPoles(junction, stretch, ground, put);
  for (const road of network.roads) {
    const length = lengthOf(road.axis);
    const own = gaps.get(road.id)!;
    const along = (kind: StreetClass, at: Station, side: 1 | -1, offset: number, shape?: Partial<Rhythm>): boolean => {
      const position = beside(at, side * offset);
      return ground.mayStand(position, road) && put(kind, road, position, facing(at, side), shape);
    };
    /** The first of a few shifted places that is free and not in a street's mouth. */
    const settle = (
      kind: StreetClass,
      chainage: number,
      side: 1 | -1,
      offset: number,
      shape?: Partial<Rhythm>,
    ): number | null => {
      for (const shift of [0, 4, -4, 9, -9, 15, -15]) {
        const s = chainage + shift;
        if (s < 5 || s > length - 5 || own.some((gap) => s > gap.from && s < gap.to)) continue;
        if (along(kind, stationAt(road.axis, s), side, offset, shape)) return s;
      }
      return null;
    };
    const share = (chainage: number) =>
      inStretch(stretch, road, chainage) ? 1 : data.file.generator.poleShare[road.class];
    const from = stretch?.road === road ? stretch.from : 0;
    const to = stretch?.road === road ? stretch.to : length;

    for (const mouth of own) {
      if (mouth.side === 'both') continue;
      const chainage = (mouth.from + mouth.to) / 2;
      if (share(chainage) < 1 && (Math.round(chainage) * 7) % 10 >= 10 * share(chainage) * 1.6) continue;
      const side = mouth.side === 'left' ? 1 : -1;
      const station = stationAt(road.axis, mouth.to + 1);
      along('RN', station, side, footwayLine(road.cross) + 1);
    }
    for (const rhythm of RHYTHMS) {
      const offset = lineOf(road, rhythm.line);
      const outside = stretch?.road !== road && (rhythm.class === 'PW' || rhythm.class === 'AD');
      // Overhead lines and flags are a matter of some roads only.
      if (outside && (road.id.length + rhythm.class.length) % 3 !== 0) continue;
      let turn: 1 | -1 = rhythm.class === 'PW' ? -1 : 1;
      for (let s = rhythm.spacing * 0.4; s < length; s += rhythm.spacing / share(s)) {
        const fraction = (s - from) / (to - from);
        if (share(s) === 1 && (fraction < rhythm.part[0] || fraction > rhythm.part[1])) continue;
        for (const side of rhythm.both ? ([1, -1] as const) : [turn]) settle(rhythm.class, s, side, offset, rhythm);
        if (!rhythm.both && rhythm.class !== 'PW') turn = turn === 1 ? -1 : 1;
      }
    }
    for (let s = from + 95; s < to - 60; s += STOP_SPACING / Math.max(0.5, share(s)))
      for (const side of [1, -1] as const) {
        // Buses stop in the outer lane: on a four-slab road people wait on the side divider.
        const at = settle('BS', s + side * 20, side, poleLine(road.cross));
        if (at !== null) stops.push({ road, station: stationAt(road.axis, at), side });
      }
  }
  return stops;
}

type Put = (kind: StreetClass, road: RoadData, at: Point, heading: number, shape?: Partial<Rhythm>) => boolean;

/** Signals on the far side, pedestrian signals, name plates and cameras on the corners, guide signs before the junction. */
function junctionPoles(junction: Junction, stretch: Stretch | null, ground: StreetGround, put: Put): void {
  const [main, cross] = [...junction.roads].sort((a, b) => rank(a) - rank(b)) as [RoadData, RoadData];
  const full = stretch !== null && junction.roads.includes(stretch.road);
  // Poles of a junction belong to its greater road, so that one bureau answers for the crossing.
  const keeper = full ? stretch.road : main;
  // Signals first: where a narrow road crosses, pedestrian poles of the other road would take their place.
  for (const road of [main, cross]) {
    const chainage = chainageOf(road.axis, junction.at);
    const { back, forward } = arms(road, chainage);
    const centre = stationAt(road.axis, chainage);
    const other = road === main ? cross : main;
    if (back) put('TS', keeper, signalPlace(road, other, centre, 1), facing(centre, -1));
    if (forward) put('TS', keeper, signalPlace(road, other, centre, -1), facing(centre, 1));
  }
  for (const road of [main, cross]) {
    const other = road === main ? cross : main;
    const chainage = chainageOf(road.axis, junction.at);
    const { back, forward } = arms(road, chainage);
    const centre = stationAt(road.axis, chainage);
    const offset = poleLine(road.cross);
    for (const [exists, ahead] of [
      [back, 1],
      [forward, -1],
    ] as const) {
      if (!exists) continue;
      // Seen by a driver who comes from this arm: `ahead` is his direction, his right side is −ahead × left.
      const right = -ahead as 1 | -1;
      const near = beside(centre, right * (road.cross.wheels + 0.8), -ahead * (other.cross.wheels + 1.6));
      put('TS', keeper, near, facing(centre, right), { mounts: PEDESTRIAN_SIGNAL, height: 3 });
      const corner = beside(centre, right * (road.cross.wheels + 2.2), ahead * (other.cross.wheels + 2.4));
      put('RN', keeper, corner, facing(centre, right));
      const along = (distance: number, kind: StreetClass, shape?: Partial<Rhythm>) => {
        const station = stationAt(road.axis, chainage - ahead * distance);
        const at = beside(station, right * offset);
        if (ground.mayStand(at, road)) put(kind, road, at, facing(station, right), shape);
      };
      along(other.cross.wheels + 30, 'CC');
      if (full && road === stretch.road) {
        along(other.cross.wheels + 52, 'TG');
        along(other.cross.wheels + 82, 'TG');
      } else if (rank(road) < 2) along(other.cross.wheels + 60, 'TG');
    }
    if (full && road === stretch.road)
      for (const side of [1, -1] as const) {
        const at = beside(centre, side * (road.cross.wheels + 2.6), side * (other.cross.wheels + 4.5));
        put('CC', keeper, at, facing(centre, side), { mounts: DOME_CAMERA });
      }
  }
}

/** Where the signal of drivers of `road` stands: beyond the crossing, on their right. `ahead` is 1 along the road's axis. */
export function signalPlace(road: RoadData, across: RoadData, centre: Station, ahead: 1 | -1): Point {
  return beside(centre, -ahead * poleLine(road.cross), ahead * (across.cross.wheels + 1.2));
}

function facing(station: Station, side: 1 | -1): number {
  return headingOf([-station.left[0] * side, -station.left[1] * side]);
}

function lineOf(road: RoadData, line: Rhythm['line']): number {
  switch (line) {
    case 'divider':
      return poleLine(road.cross);
    case 'footway':
      return footwayLine(road.cross);
    case 'outer':
      return road.cross.halfRedline - 0.8;
  }
}

function rank(road: RoadData): number {
  return { trunk: 0, main: 1, secondary: 2, local: 3 }[road.class];
}
