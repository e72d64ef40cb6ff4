import type { Asset } from '../domain/asset.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { type MountKind, parseMounts } from '../domain/mount.ts';
import { draw, scatter, streamOf } from './noise.ts';
import type { Series } from './series.ts';
import { type SpellHabit, spellAt, spellsBetween } from './spell.ts';
import { traffic } from './traffic.ts';
import { assetsOf, decimalsOf, type SimulatedLayer, type World } from './world.ts';

/** Watts a device draws (domain.md §4.6); kinds without a device are absent, so their poles say nothing. */
const WATTS: Readonly<Partial<Record<MountKind, number>>> = {
  luminaire: 0,
  'vehicle-signal': 30,
  'pedestrian-signal': 12,
  camera: 15,
  'enforcement-camera': 40,
  'micro-cell': 420,
  wifi: 15,
  weather: 8,
  speaker: 6,
  screen: 190,
  'help-point': 5,
  charger: 60,
  cabinet: 10,
};
/** 0.6 % of the poles are down at any time, for 1–18 hours. */
const OUTAGES: SpellHabit = { window: 15 * DAY, chance: 0.22, shortest: HOUR, longest: 18 * HOUR };
const HEARTBEAT = 30 * MINUTE;
/** Just within the 75 minutes after which a pole counts as late, so that the past replays as live. */
const HISTORY_PERIOD = 70 * MINUTE;

/** Series of every pole that carries something with a plug. */
export function poles(layer: SimulatedLayer, world: World): Series[] {
  return assetsOf(layer).flatMap((asset) => poleSeries(layer, asset, world));
}

/** Rated watts of the devices on a pole; undefined when it carries none. */
export function ratedWatts(mounts: string): number | undefined {
  const devices = parseMounts(mounts).flatMap((mount) => WATTS[mount.kind] ?? []);
  return devices.length === 0 ? undefined : devices.reduce((sum, watts) => sum + watts, 0);
}

function poleSeries(layer: SimulatedLayer, asset: Asset, world: World): Series[] {
  const mounts = asset.attributes.mounts;
  const watts = typeof mounts === 'string' ? ratedWatts(mounts) : undefined;
  if (watts === undefined) return [];
  const stream = streamOf(world.seed, asset.id);
  const outages = stream ^ 0x2545f491;
  const up = (at: Instant): boolean => !spellAt(outages, OUTAGES, at);
  const changes = (from: Instant, to: Instant): Instant[] =>
    spellsBetween(outages, OUTAGES, from, to)
      .flatMap((spell) => [spell.from, spell.to])
      .filter((time) => time > from && time <= to);
  const common = {
    layer: layer.definition.id,
    asset: asset.id,
    period: HEARTBEAT,
    phase: Math.floor(draw(stream, 0) * HEARTBEAT),
    changes,
  };
  return [
    {
      ...common,
      property: 'online',
      decimals: decimalsOf(layer.definition, 'online'),
      historyPeriod: HISTORY_PERIOD,
      value: (at) => (up(at) ? 1 : 0),
    },
    {
      ...common,
      property: 'power',
      decimals: decimalsOf(layer.definition, 'power'),
      historyPeriod: 6 * HOUR,
      value: (at) =>
        up(at) ? watts * (0.7 + 0.3 * traffic(at, world.utcOffset)) * (1 + 0.04 * scatter(stream, at)) : 0,
    },
  ];
}
