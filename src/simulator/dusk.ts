import type { Asset } from '../domain/asset.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { darkness, midnightOf, nightOf } from './night.ts';
import { draw, type Stream, scatter, streamOf } from './noise.ts';
import type { Series } from './series.ts';
import { type Spell, type SpellHabit, spellAt, spellsBetween } from './spell.ts';
import { assetsOf, decimalsOf, localMidnight, numberOf, type SimulatedLayer, type World } from './world.ts';

/** Solar altitude at which the lamps of a feeder switch, degrees; feeders differ by their clocks and photocells. */
const SWITCH_ALTITUDE = -2;
const FEEDER_SPREAD = 0.4;
/** Dimming after local midnight, % (domain.md §4.6: 50–70 %). */
const LATE_DIM = 60;

/** 0.4 % of the lamps have a fault, for 1–7 days; 0.5 % say nothing, for 6–66 hours. */
const FAULTS: SpellHabit = { window: 40 * DAY, chance: 0.04, shortest: DAY, longest: 7 * DAY };
const SILENCES: SpellHabit = { window: 30 * DAY, chance: 0.1, shortest: 6 * HOUR, longest: 66 * HOUR };

const FAULT_LAMP = 1;
const FAULT_FEEDER = 2;
const FAULT_LEAKAGE = 3;

const HEARTBEAT = 30 * MINUTE;
/** Just within the 75 minutes after which a lamp counts as late, so that the past replays as live. */
const HISTORY_PERIOD = 70 * MINUTE;

/** Series of power, dimming and fault of every lamp. */
export function dusk(layer: SimulatedLayer, world: World): Series[] {
  const lamps = assetsOf(layer);
  const outages = feederOutages(lamps, world);
  const leaking = world.drill
    ? lamps[Math.floor(draw(streamOf(world.seed, 'drill/leakage'), 0) * lamps.length)]
    : undefined;
  return lamps.flatMap((lamp) =>
    lampSeries(layer, lamp, world, {
      outages: outages.get(feederOf(lamp)) ?? [],
      leakage: lamp === leaking ? [{ from: world.epoch + MINUTE, to: Number.POSITIVE_INFINITY }] : [],
    }),
  );
}

/** The one feeder that fails in the back-filled week: on the evening of day −2, repaired in the night. */
function feederOutages(lamps: readonly Asset[], world: World): Map<string, Spell[]> {
  const sizes = new Map<string, number>();
  for (const lamp of lamps) sizes.set(feederOf(lamp), (sizes.get(feederOf(lamp)) ?? 0) + 1);
  const usual = [...sizes].filter(([, size]) => size >= 25 && size <= 45).map(([feeder]) => feeder);
  const feeders = usual.length > 0 ? usual : [...sizes.keys()];
  const feeder = feeders[Math.floor(draw(streamOf(world.seed, 'feeder-outage'), 0) * feeders.length)];
  if (feeder === undefined) return new Map();
  const from = localMidnight(world.epoch - 2 * DAY, world.utcOffset) + 20.5 * HOUR;
  return new Map([[feeder, [{ from, to: from + 5.5 * HOUR }]]]);
}

function feederOf(lamp: Asset): string {
  return String(lamp.attributes.feeder ?? 'feeder');
}

interface Mishaps {
  readonly outages: readonly Spell[];
  readonly leakage: readonly Spell[];
}

function lampSeries(layer: SimulatedLayer, lamp: Asset, world: World, mishaps: Mishaps): Series[] {
  const stream = streamOf(world.seed, lamp.id);
  const faults = stream ^ 0x5bd1e995;
  const silences = stream ^ 0x1b873593;
  const wattage = numberOf(lamp, 'wattage', 150);
  const night = nightsOf(lamp, world);

  const fault = (at: Instant): number => {
    if (mishaps.leakage.some((spell) => holds(spell, at))) return FAULT_LEAKAGE;
    if (mishaps.outages.some((spell) => holds(spell, at))) return FAULT_FEEDER;
    return spellAt(faults, FAULTS, at) ? FAULT_LAMP : 0;
  };
  const dim = (at: Instant): number => {
    const { on, late, off } = night(at);
    if (at < on || at >= off) return 0;
    return at >= late ? LATE_DIM : 100;
  };
  const power = (at: Instant): number => {
    const share = dim(at);
    if (share === 0 || fault(at) !== 0) return 0;
    return ((wattage * share) / 100) * (1 + 0.03 * scatter(stream, at));
  };

  const switching = (from: Instant, to: Instant): Instant[] => {
    const times: Instant[] = [];
    for (let day = from; ; day += DAY) {
      const { on, late, off } = night(Math.min(day, to));
      for (const time of [on, late, off]) if (time > from && time <= to && !times.includes(time)) times.push(time);
      if (day >= to) return times;
    }
  };
  const breaking = (from: Instant, to: Instant): Instant[] =>
    [...spellsBetween(faults, FAULTS, from, to), ...mishaps.outages, ...mishaps.leakage]
      .flatMap((spell) => [spell.from, spell.to])
      .filter((time) => time > from && time <= to)
      .sort((a, b) => a - b);

  const common = {
    layer: layer.definition.id,
    asset: lamp.id,
    period: HEARTBEAT,
    phase: Math.floor(draw(stream, 0) * HEARTBEAT),
    silentSince: (at: Instant) => spellAt(silences, SILENCES, at)?.from,
  };
  const decimals = (property: string): number => decimalsOf(layer.definition, property);
  return [
    {
      ...common,
      property: 'power',
      decimals: decimals('power'),
      historyPeriod: HISTORY_PERIOD,
      value: power,
      changes: (from, to) => [...switching(from, to), ...breaking(from, to)].sort((a, b) => a - b),
    },
    {
      ...common,
      property: 'dim',
      decimals: decimals('dim'),
      historyPeriod: Number.POSITIVE_INFINITY,
      value: dim,
      changes: switching,
    },
    {
      ...common,
      property: 'fault',
      decimals: decimals('fault'),
      historyPeriod: Number.POSITIVE_INFINITY,
      value: fault,
      changes: breaking,
    },
  ];
}

function holds(spell: Spell, at: Instant): boolean {
  return at >= spell.from && at < spell.to;
}

interface Night {
  readonly on: Instant;
  readonly late: Instant;
  readonly off: Instant;
}

/** When the lamp is lit in the night of an instant. The two last nights are kept: ticks ask for the same one. */
function nightsOf(lamp: Asset, world: World): (at: Instant) => Night {
  const feeder: Stream = streamOf(world.seed, feederOf(lamp));
  const altitude = SWITCH_ALTITUDE + FEEDER_SPREAD * (2 * draw(feeder, 0) - 1);
  const lateBy = Math.floor(draw(feeder, 1) * 60) * 1000;
  const kept: { night: number; value: Night }[] = [];
  return (at) => {
    // hot: every lamp in every tick
    const night = nightOf(at, world.utcOffset);
    for (const each of kept) if (each.night === night) return each.value;
    const dark = darkness(night, world.utcOffset, lamp.position[0], lamp.position[1], altitude);
    const value = { on: dark.from, late: midnightOf(night, world.utcOffset) + lateBy, off: dark.to };
    kept.push({ night, value });
    if (kept.length > 2) kept.shift();
    return value;
  };
}
