import { DAY, HOUR, type Instant, MINUTE, parseInstant } from './clock.ts';

/** 景观亮化 by mode: 平日, 节日, 熄灯. */
export type LandscapeMode = 'off' | 'everyday' | 'festival';

/** In the order in which the shaders number them. */
export const LANDSCAPE_MODES: readonly LandscapeMode[] = ['off', 'everyday', 'festival'];

/**
 * When the lights of a waterside burn, on the city's own clock; from dusk on, because the lamps of the whole city wait for it. An
 * assumption that an operator edits (示意).
 */
export interface LandscapeSchedule {
  /** Local hours at which the lights go out, 12–24. */
  readonly offAt: number;
  /** The same on festival days. */
  readonly festivalOffAt: number;
  /** First and last day of each festival, `YYYY-MM-DD`, both lit. */
  readonly festivals: readonly (readonly [first: string, last: string])[];
}

/** Of a city that gives no schedule: everyday light until 22:00, no festival known. */
export const DEFAULT_LANDSCAPE: LandscapeSchedule = { offAt: 22, festivalOffAt: 22, festivals: [] };

/** Lights that went out stay out until this local hour: dawn is no evening. */
const NOON = 12;

/** The mode of `schedule` at an instant, where the city's clock is `utcOffset` minutes ahead of UTC. */
export function landscapeMode(schedule: LandscapeSchedule, at: Instant, utcOffset: number): LandscapeMode {
  const local = at + utcOffset * MINUTE;
  const hour = (((local % DAY) + DAY) % DAY) / HOUR;
  const midnight = (day: string) => parseInstant(`${day}T00:00:00Z`);
  const festival = schedule.festivals.some(([first, last]) => midnight(first) <= local && local < midnight(last) + DAY);
  if (hour < NOON || hour >= (festival ? schedule.festivalOffAt : schedule.offAt)) return 'off';
  return festival ? 'festival' : 'everyday';
}
