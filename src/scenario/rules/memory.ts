import type { RoadAxis, Station } from '../road-axis.ts';
import type { FinalPole } from './final-pole.ts';

type Position = readonly [longitude: number, latitude: number];

/** Metres within which a pole can come between a driver and what hangs on another: the farthest eye, a lane and an arm. */
const NEAR = 90;

/**
 * What was measured of a pole, kept while the pole stays as it is. Some of it holds only while the poles around stay too;
 * `forget` drops that where one near it came, went or moved.
 */
export class Memory {
  readonly #alone = new WeakMap<FinalPole, Map<string, number>>();
  #beside = new WeakMap<FinalPole, Map<string, number>>();
  readonly #street = new Map<string, unknown>();
  readonly #stations = new Map<string, { readonly position: Position; readonly station: Station }>();

  /** What is made of the surroundings alone; `key` names one kind of thing. */
  ofStreet<T>(key: string, make: () => T): T {
    if (!this.#street.has(key)) this.#street.set(key, make());
    return this.#street.get(key) as T;
  }

  /** Where a pole lies along the road; `key` is its `layer id`. */
  stationOf(key: string, position: Position, axis: RoadAxis): Station {
    const known = this.#stations.get(key);
    if (known && known.position[0] === position[0] && known.position[1] === position[1]) return known.station;
    const station = axis.stationOf(position[0], position[1]);
    this.#stations.set(key, { position, station });
    return station;
  }

  /** A value that depends on the pole and on what nobody moves: trees, buildings, pipes. */
  ofPole(pole: FinalPole, key: string, compute: () => number): number {
    return remembered(this.#alone, pole, key, compute);
  }

  /** A value that depends on the poles around as well. */
  amongPoles(pole: FinalPole, key: string, compute: () => number): number {
    return remembered(this.#beside, pole, key, compute);
  }

  /** Drops what a change from `before` to `after` may have made untrue. */
  forget(before: readonly FinalPole[], after: readonly FinalPole[]): void {
    const [was, is] = [new Set(before), new Set(after)];
    const changed = [...before.filter((pole) => !is.has(pole)), ...after.filter((pole) => !was.has(pole))];
    if (changed.length === 0) return;
    if (changed.length > 60) {
      this.#beside = new WeakMap();
      return;
    }
    for (const pole of after)
      if (changed.some(({ place: [x, y] }) => Math.hypot(x - pole.place[0], y - pole.place[1]) < NEAR))
        this.#beside.delete(pole);
  }
}

function remembered(
  store: WeakMap<FinalPole, Map<string, number>>,
  pole: FinalPole,
  key: string,
  compute: () => number,
): number {
  let own = store.get(pole);
  if (!own) {
    own = new Map();
    store.set(pole, own);
  }
  let value = own.get(key);
  if (value === undefined) {
    value = compute();
    own.set(key, value);
  }
  return value;
}
