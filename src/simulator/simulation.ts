import { setImmediate as breathe } from 'node:timers/promises';
import { DAY, HOUR, type Instant } from '../domain/clock.ts';
import { layerOf } from '../domain/layers/table.ts';
import { type Cursor, makeCursor } from './cursor.ts';
import { seriesOf } from './models.ts';
import { type Cadence, type Sample, type Series, stateAt } from './series.ts';
import { makeWeather } from './weather.ts';
import type { SimulatedLayer, World } from './world.ts';

/** A gateway keeps 31 days by default. What is older it takes only from a sensor that is not offline yet, like an inspection. */
const REACH = 30 * DAY;
/** City time of one helping of history. */
const STRIDE = 3 * HOUR;

export interface SimulationOptions {
  readonly seed: number;
  /** City time at which the run begins. */
  readonly epoch: Instant;
  /** Milliseconds. */
  readonly utcOffset: number;
  readonly drill: boolean;
  readonly layers: readonly SimulatedLayer[];
}

/** The simulated city: what its sources would have sent in any window of time, before and after the epoch. */
export interface Simulation {
  readonly world: World;
  readonly series: readonly Series[];
  /** Last sample of every series at or before `at`, none older than 30 days or its layer's offline limit. */
  state(at: Instant): Iterable<Sample>;
  /** Follows time from `from` on: each call of `advance` yields what was sent since the one before. */
  follow(cadence: Cadence, from: Instant): Cursor;
  /** Samples of the past at the thinner cadence of a back-fill, three hours at a time so that time goes forward. */
  history(from: Instant, to: Instant): AsyncIterable<{ readonly samples: Iterable<Sample>; readonly until: Instant }>;
}

export function makeSimulation(options: SimulationOptions): Simulation {
  const { seed, epoch, utcOffset, drill } = options;
  const world: World = { seed, epoch, utcOffset, drill, weather: makeWeather(seed, epoch, utcOffset, drill) };
  const series = seriesOf(options.layers, world);
  return {
    world,
    series,
    state: (at) => since(at, stateAt(series, at)),
    follow: (cadence, from) => makeCursor(series, cadence, from),
    async *history(from, to) {
      yield { samples: since(to, stateAt(series, from)), until: from };
      const cursor = makeCursor(series, 'history', from);
      for (let t = from; t < to; t += STRIDE) {
        await breathe();
        const until = Math.min(t + STRIDE, to);
        yield { samples: cursor.advance(until), until };
      }
    },
  };
}

function* since(now: Instant, samples: Iterable<Sample>): Generator<Sample> {
  for (const sample of samples) {
    const reach = Math.max(REACH, layerOf(sample.layer).liveness.offline * 1000);
    if (sample.time >= now - reach) yield sample;
  }
}
