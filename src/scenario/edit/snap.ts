import type { CompiledScenario } from '../compiled.ts';
import { ledgerOf, type PoleRecord } from '../ledger.ts';
import { type RoadAxis, roadAxis, type Station } from '../road-axis.ts';
import type { Place } from './edit.ts';

/** Metres across the road within which a pole is drawn to a line, and along it to a place. */
const REACH_ACROSS = 1;
const REACH_ALONG = 1.5;
/** Metres of a pole's centre behind the kerb: half a shaft, and the side clearance of CJJ 37 (0.25–0.5 m). */
const BEHIND_KERB = 0.65;
/** Metres along the road within which the next pole of a row is its neighbour. */
const ROW_REACH = 80;
/** Metres across the road within which two poles are of one row. */
const ROW_WIDTH = 4;
/** Metres of a line that are drawn to each side. */
const SHOWN = 60;

/** What a pole that is moved by hand is drawn to. */
export interface SnapStreet {
  readonly axis: RoadAxis;
  /** Poles left when all is done, from west to east. */
  readonly standing: readonly Standing[];
  /** Metres from the axis of the kerb's pole line, by side and stretch. */
  readonly kerbs: readonly {
    readonly side: number;
    readonly from: number;
    readonly to: number;
    readonly offset: number;
  }[];
}

interface Standing {
  readonly key: string;
  readonly station: Station;
  readonly lit: boolean;
}

/** A thin line that says what a pole is drawn to; `spacing` is written with its length. */
interface SnapGuide {
  readonly kind: 'kerb' | 'spacing';
  readonly path: readonly Place[];
  readonly label?: string;
}

export interface Snapped {
  readonly station: Station;
  readonly at: Place;
  readonly guides: readonly SnapGuide[];
  /** Metres to the neighbours of its row, west and east; null where there is none near. */
  readonly spacing: readonly [west: number | null, east: number | null];
}

/** The street of an alternative as a hand meets it; null for a plan without a road axis. */
export function snapStreet(compiled: CompiledScenario, alternative: string): SnapStreet | null {
  const path = compiled.document.project.axis;
  if (!path || path.length < 2) return null;
  const axis = roadAxis(path);
  const standing = ledgerOf(compiled, alternative)
    .poles.filter(({ to }) => to === Number.POSITIVE_INFINITY)
    .map((pole) => ({ key: pole.key, station: axis.stationOf(...pole.position), lit: isLit(pole) }))
    .sort((a, b) => a.station.chainage - b.station.chainage);
  const kerbs = (compiled.surroundings?.footways ?? []).map(({ side, from, to, kerb }) => ({
    side: side === 'south' ? -1 : 1,
    from,
    to,
    offset: kerb + BEHIND_KERB,
  }));
  return { axis, standing, kerbs };
}

/**
 * Where a pole that is held over `at` would stand: on the line of its row or behind the kerb, and evenly between its
 * neighbours or face to face with one across the road, whatever is nearest and near enough.
 *
 * @param moving keys (`layer id`) of the poles in hand: they are nobody's neighbours
 * @param lead the one that the pointer holds
 * @param free true: it stands where it is held, and is only measured
 */
export function snap(street: SnapStreet, lead: string, moving: ReadonlySet<string>, at: Place, free = false): Snapped {
  const { axis } = street;
  const held = axis.stationOf(at[0], at[1]);
  const side = held.offset < 0 ? -1 : 1;
  const lit = street.standing.find(({ key }) => key === lead)?.lit ?? true;
  const others = street.standing.filter((each) => !moving.has(each.key) && (!lit || each.lit));
  const across = free ? null : lineNear(street, others, held, side);
  const offset = across ?? held.offset;
  const row = others.filter(
    ({ station }) => Math.sign(station.offset) === side && Math.abs(station.offset - offset) < ROW_WIDTH,
  );
  const neighbours = (chainage: number): [Standing | undefined, Standing | undefined] => [
    row.findLast(({ station }) => station.chainage < chainage && chainage - station.chainage < ROW_REACH),
    row.find(({ station }) => station.chainage > chainage && station.chainage - chainage < ROW_REACH),
  ];
  const [heldWest, heldEast] = neighbours(held.chainage);
  const facing = others.filter(({ station }) => Math.sign(station.offset) === -side);
  const places = [
    ...(heldWest && heldEast ? [(heldWest.station.chainage + heldEast.station.chainage) / 2] : []),
    ...facing.map(({ station }) => station.chainage),
  ];
  const chainage = (free ? null : nearest(places, held.chainage, REACH_ALONG)) ?? held.chainage;
  const station = { chainage, offset };
  const [west, east] = neighbours(chainage);
  const opposite = facing.find((each) => Math.abs(each.station.chainage - chainage) < 0.05);
  return {
    station,
    at: axis.pointAt(station),
    guides: [
      ...(across === null ? [] : [lineGuide(axis, station)]),
      ...[west, east].flatMap((each) => (each ? [spacingGuide(axis, each.station, station)] : [])),
      ...(opposite && !free ? [spacingGuide(axis, opposite.station, station)] : []),
    ],
    spacing: [west ? chainage - west.station.chainage : null, east ? east.station.chainage - chainage : null],
  };
}

/** Offset of the line nearest to what is held: its neighbours' or the kerb's. */
function lineNear({ kerbs }: SnapStreet, others: readonly Standing[], held: Station, side: number): number | null {
  const rows = others
    .filter(({ station }) => Math.abs(station.chainage - held.chainage) < ROW_REACH)
    .map(({ station }) => station.offset);
  const kerb = kerbs
    .filter((each) => each.side === side && each.from <= held.chainage && held.chainage <= each.to)
    .map((each) => side * each.offset);
  return nearest([...rows, ...kerb], held.offset, REACH_ACROSS);
}

function nearest(values: readonly number[], to: number, within: number): number | null {
  let best: number | null = null;
  for (const value of values)
    if (Math.abs(value - to) <= within && (best === null || Math.abs(value - to) < Math.abs(best - to))) best = value;
  return best;
}

function lineGuide(axis: RoadAxis, { chainage, offset }: Station): SnapGuide {
  const [from, to] = [Math.max(0, chainage - SHOWN), Math.min(axis.length, chainage + SHOWN)];
  return {
    kind: 'kerb',
    path: [0, 1, 2, 3, 4].map((i) => axis.pointAt({ chainage: from + (i * (to - from)) / 4, offset })),
  };
}

function spacingGuide(axis: RoadAxis, a: Station, b: Station): SnapGuide {
  const metres = Math.hypot(a.chainage - b.chainage, a.offset - b.offset);
  return { kind: 'spacing', path: [axis.pointAt(a), axis.pointAt(b)], label: `${metres.toFixed(1)} m` };
}

function isLit({ ref, attributes }: PoleRecord): boolean {
  return ref.layer === 'lamp' || String(attributes.mounts ?? '').includes('luminaire');
}

/** A pole's new heading, degrees: what pointed to the road goes on pointing to it, round bends and on the other side. */
export function turnedHeading(axis: RoadAxis, heading: number, from: Station, to: Station): number {
  const crossed = Math.sign(from.offset) !== Math.sign(to.offset) && from.offset !== 0 && to.offset !== 0 ? 180 : 0;
  const turned = heading + axis.bearingAt(to.chainage) - axis.bearingAt(from.chainage) + crossed;
  return Math.round((((turned % 360) + 360) % 360) * 10) / 10;
}
