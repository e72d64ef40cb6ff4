import { STREET_HEIGHT } from '../tiles/stacking.ts';
import { band, type Patch, stretches } from './band.ts';
import type { CityData } from './city-data.ts';
import { type Network, roadAt } from './network.ts';
import { beside, extended, type Line, lengthOf, rounded, slice, stationAt } from './plane.ts';

/** Rivers with their banks: grass, or stone walls with a railing where the data say quay. */
export function* waterSurfaces(data: CityData, network: Network): Generator<Patch> {
  for (const river of data.rivers) {
    const half = river.width / 2;
    const straight = extended(river.axis, 5, 5);
    // Lights on a bank are mirrored along straight water: a bend at once would break their streaks.
    const axis = river.quay ? rounded(straight, 8, 0.5) : straight;
    for (const line of stretches(axis, 100)) {
      const water = band('water', line, [{ offset: -half }, { offset: half }]);
      yield river.quay && water.band ? { ...water, band: { ...water.band, lit: true } } : water;
    }
    for (const side of [1, -1] as const) {
      if (!river.quay) {
        for (const line of stretches(axis, 100)) yield bankOf(line, side, half, river.bank);
        continue;
      }
      const under = half + QUAY - TUCK;
      for (const line of stretches(straight, 100)) yield bankOf(line, side, under, half + river.bank - under);
      for (const { from, to } of open(axis, side * half, network))
        for (const line of stretches(slice(axis, from, to), 100)) yield* quay(line, side, half);
    }
  }
}

function bankOf(line: Line, side: 1 | -1, from: number, width: number): Patch {
  const [a, b] = [side * from, side * (from + width)];
  return band('bank', line, [{ offset: Math.min(a, b) }, { offset: Math.max(a, b) }]);
}

/** Width of the stone promenade behind a quay wall, its height above ground and that of the railing, metres; illustrative. */
const QUAY = 2.4;
/** Metres that the bank goes on below the promenade, whose corners are rounded. */
const TUCK = 0.6;
const QUAY_TOP = 0.34;
const RAILING = 1.1;

function* quay(line: Line, side: 1 | -1, half: number): Generator<Patch> {
  const edges = [
    { offset: side * half, height: STREET_HEIGHT.water - 0.02 },
    { offset: side * half, height: QUAY_TOP },
    { offset: side * (half + QUAY), height: QUAY_TOP },
    { offset: side * (half + QUAY), height: STREET_HEIGHT.bank },
  ];
  yield band('quay', line, side > 0 ? edges : edges.reverse());
  const foot = side * (half + 0.25);
  const rail = [
    { offset: foot, height: QUAY_TOP },
    { offset: foot, height: QUAY_TOP + RAILING },
  ];
  // Seen from both sides.
  yield band('railing', line, rail);
  yield band('railing', line, [...rail].reverse());
}

const STEP = 4;

/** Chainages of a river's edge that no road crosses. */
function open(axis: Line, offset: number, network: Network): { from: number; to: number }[] {
  const length = lengthOf(axis);
  const out: { from: number; to: number }[] = [];
  let from: number | null = null;
  for (let s = 0; s <= length; s += STEP) {
    const free = roadAt(network, beside(stationAt(axis, s), offset), 1) === null;
    if (free && from === null) from = s;
    if (!free && from !== null) {
      if (s - STEP - from > 8) out.push({ from, to: s - STEP });
      from = null;
    }
  }
  if (from !== null && length - from > 8) out.push({ from, to: length });
  return out;
}

/** Half of a ballast bed's crown and foot, and how high it lies, metres; 1.435 m between the rails' inner faces. */
const CROWN = 1.75;
const FOOT = 2.35;
const BALLAST = 0.42;
const GAUGE = 1.435;
const RAIL_HEAD = 0.072;
const RAIL_HEIGHT = 0.16;

/** Ballast, sleepers and rails of every track in its corridor of grass. */
export function* railwaySurfaces(data: CityData): Generator<Patch> {
  for (const railway of data.railways) {
    const { axis, corridor } = railway;
    for (const line of stretches(axis, 60)) {
      yield band('bank', line, [{ offset: -corridor / 2 }, { offset: corridor / 2 }]);
      for (const track of tracksOf(railway.tracks)) {
        yield band('rail', line, [
          { offset: track - FOOT, height: STREET_HEIGHT.bank },
          { offset: track - CROWN, height: BALLAST },
          { offset: track + CROWN, height: BALLAST },
          { offset: track + FOOT, height: STREET_HEIGHT.bank },
        ]);
        for (const side of [-1, 1]) {
          const middle = track + side * (GAUGE / 2 + RAIL_HEAD / 2);
          yield band('steel', line, [
            { offset: middle - RAIL_HEAD / 2, height: BALLAST },
            { offset: middle - RAIL_HEAD / 2, height: BALLAST + RAIL_HEIGHT },
            { offset: middle + RAIL_HEAD / 2, height: BALLAST + RAIL_HEIGHT },
            { offset: middle + RAIL_HEAD / 2, height: BALLAST },
          ]);
        }
      }
    }
  }
}

/** Running tracks 5 m apart about the axis, and a siding outside each outer one as a station throat has. */
function tracksOf(running: number): number[] {
  const tracks = Array.from({ length: running }, (_, i) => (i - (running - 1) / 2) * 5);
  return [tracks[0]! - 5, ...tracks, tracks.at(-1)! + 5];
}
