import { buildArchBridge } from '../../src/domain/furniture/arch-bridge.ts';
import { buildPumpStation } from '../../src/domain/furniture/pump-station.ts';
import { toLocal } from '../../src/domain/geo/local-frame.ts';
import type { StructureFeature, TreeDraft } from '../tiles/feature.ts';
import { trianglesOf } from './bridges.ts';
import type { CityData } from './city-data.ts';
import { beside, chainageOf, distanceToLine, gap, headingOf, lengthOf, type Point, stationAt } from './plane.ts';

/** The canal whose old crossings are stone bridges (domain.md §11.3), and how many are shown: their places are not known. */
const CANAL = '古运河';
const OLD_BRIDGES = 5;
/** Metres between an old bridge and the nearest road or the next one. */
const APART = { road: 70, bridge: 420 } as const;
/** Metres from the middle of a pump station to axes of roads and greenways, trees and the next station. */
const CLEAR = { road: 45, greenway: 11, tree: 11, other: 60 } as const;

/** Stone bridges over the old canal between its roads, and a pump station by the water for each waterlogging point; all 示意. */
export function* watersideStructures(data: CityData): Generator<StructureFeature> {
  yield* oldBridges(data);
  yield* pumpStations(data);
}

function* oldBridges(data: CityData): Generator<StructureFeature> {
  const canal = data.rivers.find(({ name }) => name === CANAL);
  if (!canal) return;
  const chosen: number[] = [];
  for (let s = 200; s < lengthOf(canal.axis) - 200 && chosen.length < OLD_BRIDGES; s += 20) {
    const { at } = stationAt(canal.axis, s);
    const free = data.roads.every((road) => distanceToLine(at, road.axis) > APART.road);
    if (free && chosen.every((other) => s - other > APART.bridge)) chosen.push(s);
  }
  // The bed narrows at an old crossing: its abutments stand in the water.
  const span = Math.min(20, canal.width * 0.65);
  const mesh = buildArchBridge({ span, width: 4.6, crown: 3 + span * 0.17, ramp: (canal.width - span) / 2 + 7 });
  for (const [i, s] of chosen.entries()) {
    const { at, left } = stationAt(canal.axis, s);
    yield structure(data, `S-CANAL-${i + 1}`, mesh, at, headingOf(left));
  }
}

function* pumpStations(data: CityData): Generator<StructureFeature> {
  const mesh = buildPumpStation({ pumps: 3 });
  for (const { id, at, heading } of pumpPlaces(data)) yield structure(data, id, mesh, at, heading);
}

interface PumpPlace {
  readonly id: string;
  readonly at: Point;
  readonly heading: number;
}

/** Where the pump stations stand: for each waterlogging point the free place by the water that is nearest to it. */
function pumpPlaces(data: CityData): PumpPlace[] {
  const places: PumpPlace[] = [];
  for (const point of data.waterlogging) {
    const place = bySide(data, point.at, places);
    if (place) places.push({ id: `S-PUMP-${point.id}`, ...place });
  }
  return places;
}

/** The trees that no pump station stands on. */
export function besidePumps(data: CityData, trees: readonly TreeDraft[]): TreeDraft[] {
  const places = pumpPlaces(data);
  return trees.filter(({ position }) => {
    const at = toLocal(data.frame, position[0], position[1]);
    return places.every((place) => gap(place.at, at) > CLEAR.tree);
  });
}

/** The free place on a bank that is nearest to where the water comes from; the outlet looks to the river. */
function bySide(data: CityData, from: Point, others: readonly PumpPlace[]): Omit<PumpPlace, 'id'> | null {
  const rivers = [...data.rivers].sort((a, b) => distanceToLine(from, a.axis) - distanceToLine(from, b.axis));
  for (const river of rivers) {
    if (river.bank < 24) continue;
    const middle = chainageOf(river.axis, from);
    for (let step = 0; step < 60; step++) {
      const s = middle + (step % 2 ? -1 : 1) * Math.ceil(step / 2) * 12;
      if (s < 40 || s > lengthOf(river.axis) - 40) continue;
      const station = stationAt(river.axis, s);
      const near = gap(from, beside(station, 1)) < gap(from, beside(station, -1)) ? 1 : -1;
      // On the bank that the water comes to, or across from the greenway that runs along it.
      for (const side of [near, -near]) {
        const at = beside(station, side * (river.width / 2 + 11));
        const free =
          data.roads.every((road) => distanceToLine(at, road.axis) > CLEAR.road) &&
          data.greenways.every(({ line }) => distanceToLine(at, line) > CLEAR.greenway) &&
          others.every((other) => gap(at, other.at) > CLEAR.other);
        if (free) return { at, heading: headingOf([at[0] - station.at[0], at[1] - station.at[1]]) };
      }
    }
  }
  return null;
}

function structure(
  data: CityData,
  id: string,
  mesh: Parameters<typeof trianglesOf>[1],
  at: Point,
  heading: number,
): StructureFeature {
  return { kind: 'structure', id, class: 'landmark', ...trianglesOf(data, mesh, at, heading) };
}
