import { DAY, HOUR, type Instant, MINUTE } from '../domain/clock.ts';
import { seededRandom } from '../domain/random.ts';
import type { HistoryPoint } from '../state/port.ts';

/** A bridge's week and a storm of this morning, the same every time: what the instruments need beyond one rising curve. */
const COURSES: Readonly<
  Record<string, (at: Instant, now: Instant, chance: number) => readonly [mean: number, max: number]>
> = {
  temperature: (at, _now, chance) => same(27 + 9 * Math.sin(((at / DAY - 0.09) % 1) * 2 * Math.PI) + chance),
  frequency: (at, _now, chance) =>
    same(0.4185 - 0.0012 * Math.sin(((at / DAY - 0.09) % 1) * 2 * Math.PI) + 0.0009 * chance),
  vehicleLoad: (_at, _now, chance) => {
    const load = 4 + 43 * (0.5 + chance) ** 3 + (chance > 0.488 ? 9 : 0);
    return [load * 0.6, load];
  },
  rain: (at, now, chance) => {
    const hours = (now - at) / HOUR;
    const rain = hours < 0.45 || hours > 2.6 ? 0 : 62 * Math.exp(-(((hours - 1.7) / 0.5) ** 2)) * (1 + 0.5 * chance);
    return [rain, rain];
  },
};

/** The course of a property, or null where the fixture's own will do. */
export function monitorHistory(
  property: string,
  value: number,
  from: Instant,
  to: Instant,
  buckets: number,
  now: Instant,
): HistoryPoint[] | null {
  const random = seededRandom(11 + property.length);
  const course =
    COURSES[property] ?? (property === 'depth' ? depth(value) : property === 'deflection' ? sag(value) : null);
  if (!course) return null;
  return Array.from({ length: buckets }, (_, i) => {
    const time = from + ((i + 0.5) * (to - from)) / buckets;
    const [mean, max] = course(time, now, random() - 0.5);
    return { time, mean, max, min: Math.min(mean, 2 * mean - max) };
  }).filter(({ time }) => time <= now && Math.abs(time - (now - 9 * HOUR)) > 10 * MINUTE);
}

const same = (value: number) => [value, value] as const;

/** A pond that fills with the storm and drains from its peak to what it holds now. */
function depth(value: number) {
  return (at: Instant, now: Instant) => {
    const hours = (now - at) / HOUR;
    const rising = 1 / (1 + Math.exp((hours - 1.75) / 0.16));
    const falling = 1 + 0.35 * Math.max(0, Math.min(1.2, hours));
    return same(Math.max(0, value * rising * falling));
  };
}

/** Deflection that breathes with the day's temperature and the traffic. */
function sag(value: number) {
  return (at: Instant, now: Instant, chance: number) => {
    const warm = Math.sin(((at / DAY - 0.09) % 1) * 2 * Math.PI);
    const peak = Math.exp(-(((now - at) / (1.5 * HOUR)) ** 2));
    const base = value * (0.32 + 0.17 * warm + 0.06 * chance + 0.4 * peak);
    return [base, base * 1.08] as const;
  };
}
