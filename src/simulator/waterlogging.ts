import type { Asset } from '../domain/asset.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { riverRise } from './greenways.ts';
import { draw, streamOf } from './noise.ts';
import { DRY, depthOf, type Pond, type PondState, stepPond } from './pond.ts';
import { endOf, fallen, type RainEvent } from './rain.ts';
import type { Series } from './series.ts';
import { assetsOf, decimalsOf, isIllustrative, numberOf, type SimulatedLayer, type World } from './world.ts';

const STEP = 10_000;
const STEPS_A_DAY = DAY / STEP;
/** Depths the storm of the week is tuned to, m: red on one 示意 point, at most orange on a point the work plan names. */
const STORM_RED = 0.46;
const STORM_NAMED = 0.33;

/** How far the outlets lie above the river on dry days, m: 示意. */
const OUTLET_FREEBOARD = 0.8;

/** Series of depth, rain, pump and outlet at every waterlogging point. */
export function waterlogging(layer: SimulatedLayer, world: World): Series[] {
  const assets = assetsOf(layer);
  const stormShare = shareOfStorm(assets, world);
  return assets.flatMap((asset) => pointSeries(layer, asset, world, stormShare.get(asset.id) ?? 1));
}

/** The pond of an asset, from its attributes; typical values of domain.md §3.5 where it has none. */
export function pondOf(asset: Asset): Pond {
  const drainage = numberOf(asset, 'drainage', 0.3);
  return {
    catchment: 10_000 * numberOf(asset, 'catchment', 4),
    runoff: numberOf(asset, 'runoff', 0.7),
    drainage,
    pumping: Math.max(0.1, 0.5 * drainage),
    basin: Math.max(200, numberOf(asset, 'basin', 3000)),
  };
}

/** Greatest depth in metres when `share` of one rain event falls on a dry pond. */
export function greatestDepth(pond: Pond, event: RainEvent, share: number): number {
  let state: PondState = DRY;
  let greatest = 0;
  for (let t = event.from; t < endOf(event) + HOUR; t += STEP) {
    state = stepPond(pond, state, share * (fallen(event, t + STEP) - fallen(event, t)), STEP / 1000);
    greatest = Math.max(greatest, depthOf(pond, state.volume));
  }
  return greatest;
}

/**
 * Where the cell of the storm lies: the share of its rain that each point gets. The deepest 示意 point gets enough for red;
 * a named point never more than orange (the product must not show a real place in danger).
 */
function shareOfStorm(assets: readonly Asset[], world: World): Map<string, number> {
  const shares = new Map<string, number>();
  const { storm } = world.weather;
  let deepest: { asset: Asset; depth: number } | undefined;
  for (const asset of assets) {
    const natural = 0.8 + 0.25 * draw(streamOf(world.seed, asset.id), 1);
    const depth = greatestDepth(pondOf(asset), storm, natural);
    const share = isIllustrative(asset) || depth <= STORM_NAMED ? natural : shareFor(pondOf(asset), storm, STORM_NAMED);
    shares.set(asset.id, share);
    if (isIllustrative(asset) && depth > (deepest?.depth ?? -1)) deepest = { asset, depth };
  }
  if (deepest && deepest.depth < STORM_RED)
    shares.set(deepest.asset.id, shareFor(pondOf(deepest.asset), storm, STORM_RED));
  return shares;
}

/** The share of `event` that fills `pond` to `depth` metres, by bisection: depth grows with rain. */
function shareFor(pond: Pond, event: RainEvent, depth: number): number {
  let [low, high] = [0, 4];
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (greatestDepth(pond, event, middle) < depth) low = middle;
    else high = middle;
  }
  return high;
}

function pointSeries(layer: SimulatedLayer, asset: Asset, world: World, stormShare: number): Series[] {
  const pond = pondOf(asset);
  const { weather } = world;
  const freeboard = OUTLET_FREEBOARD * (0.6 + 0.8 * draw(streamOf(world.seed, asset.id), 4));
  /** Rain that fell on the point from the events given, mm. */
  const fell = (events: readonly RainEvent[], from: Instant, to: Instant): number =>
    events.reduce(
      (sum, event) => sum + (event === weather.storm ? stormShare : 1) * (fallen(event, to) - fallen(event, from)),
      0,
    );
  const rainBetween = (from: Instant, to: Instant): number => fell(weather.rains(from, to), from, to);
  const day = dailyTrace(pond, weather.rains, fell);
  const at = (time: Instant): { depth: number; pump: number } => {
    const trace = day(Math.floor(time / DAY));
    const step = Math.floor((time % DAY) / STEP);
    return { depth: 100 * (trace.depth[step] ?? 0), pump: trace.pump[step] ?? 0 };
  };
  // A gauge tips once a minute: intensity is what fell in the last one.
  const rain = (time: Instant): number => 60 * rainBetween(time - MINUTE, time);
  const common = {
    layer: layer.definition.id,
    asset: asset.id,
    period: MINUTE,
    phase: Math.floor(draw(streamOf(world.seed, asset.id), 2) * 6) * STEP,
    historyPeriod: 5 * MINUTE,
    eager: { period: STEP, historyPeriod: MINUTE, when: (time: Instant) => at(time).depth > 5 },
  };
  const series = (property: string, value: (time: Instant) => number): Series => ({
    ...common,
    property,
    decimals: decimalsOf(layer.definition, property),
    value,
  });
  // A river answers a storm with half a day's delay and stays high for two days.
  const outlet = (time: Instant): number => riverRise(time, weather.rains(time - 5 * DAY, time)) - freeboard;
  return [
    series('depth', (time) => at(time).depth),
    series('rain', rain),
    series('pump', (time) => at(time).pump),
    series('outlet', outlet),
  ];
}

interface Trace {
  /** Metres, and m³/s, one value a step of a UTC day. */
  readonly depth: Float32Array;
  readonly pump: Float32Array;
}

/** Traces by UTC day, computed when first asked for. A point drains within a day, so the day before tells how one begins. */
function dailyTrace(
  pond: Pond,
  rains: (from: Instant, to: Instant) => readonly RainEvent[],
  fell: (events: readonly RainEvent[], from: Instant, to: Instant) => number,
): (day: number) => Trace {
  const traces = new Map<number, Trace>();
  const run = (day: number, begin: PondState, trace?: Trace): PondState => {
    let state = begin;
    const events = rains(day * DAY, (day + 1) * DAY);
    const first = Math.min(...events.map((event) => event.from));
    const last = Math.max(...events.map(endOf));
    for (let step = 0; step < STEPS_A_DAY; step++) {
      const from = day * DAY + step * STEP;
      const wet = from + STEP > first && from < last;
      if (!wet && state.volume === 0) continue;
      const next = stepPond(pond, state, wet ? fell(events, from, from + STEP) : 0, STEP / 1000);
      if (trace) {
        trace.depth[step] = depthOf(pond, next.volume);
        trace.pump[step] = next.pumpFlow;
      }
      state = next;
    }
    return state;
  };
  return (day) => {
    let trace = traces.get(day);
    if (!trace) {
      trace = { depth: new Float32Array(STEPS_A_DAY), pump: new Float32Array(STEPS_A_DAY) };
      run(day, run(day - 1, DRY), trace);
      traces.set(day, trace);
      const oldest = traces.keys().next().value;
      if (traces.size > 12 && oldest !== undefined) traces.delete(oldest);
    }
    return trace;
  };
}
