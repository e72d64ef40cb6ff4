import { setImmediate as breathe } from 'node:timers/promises';
import { DAY, HOUR, type Instant } from '../domain/clock.ts';
import { seriesOf } from './models.ts';
import { historySamples, liveSamples, type Sample, type Series, stateAt } from './series.ts';
import { makeWeather } from './weather.ts';
import type { SimulatedLayer, World } from './world.ts';

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
  /** Last sample of every series at or before `at`. */
  state(at: Instant): Iterable<Sample>;
  /** Samples in (from, to] at live cadence; with `latestOnly` only the last one of each series. */
  live(from: Instant, to: Instant, latestOnly: boolean): Iterable<Sample>;
  /** Samples of the past at the thinner cadence of a back-fill, hour by hour so that time goes forward. */
  history(from: Instant, to: Instant): AsyncIterable<Iterable<Sample>>;
}

export function makeSimulation(options: SimulationOptions): Simulation {
  const { seed, epoch, utcOffset, drill } = options;
  const world: World = { seed, epoch, utcOffset, drill, weather: makeWeather(seed, epoch, utcOffset, drill) };
  const series = seriesOf(options.layers, world);
  return {
    world,
    series,
    state: (at) => stateAt(series, at),
    live: (from, to, latestOnly) =>
      latestOnly ? latestOf(liveSamples(series, from, to)) : liveSamples(series, from, to),
    async *history(from, to) {
      yield stateAt(series, from);
      for (let t = from; t < to; t += HOUR) {
        await breathe();
        yield historySamples(series, t, Math.min(t + HOUR, to));
      }
    },
  };
}

/** Samples come series by series in time order, so the last of each run is the latest. */
function* latestOf(samples: Iterable<Sample>): Generator<Sample> {
  let held: Sample | undefined;
  for (const sample of samples) {
    if (held && (held.asset !== sample.asset || held.property !== sample.property)) yield held;
    held = sample;
  }
  if (held) yield held;
}

/** How far back a back-fill of `days` reaches. */
export function backfillStart(epoch: Instant, days: number): Instant {
  return epoch - days * DAY;
}
