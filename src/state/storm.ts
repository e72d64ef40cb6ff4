import { type Instant, parseInstant } from '../domain/clock.ts';

/** A storm over a waterlogging point, and the instant of the clock at which its first minute begins. */
export interface ShownStorm {
  /** Id of the waterlogging point. */
  readonly site: string;
  /** Return period, years; null: the rain that the open plan carries as recorded. */
  readonly years: number | null;
  /** How long a design storm rains, minutes. */
  readonly minutes: number;
  /** Share of a design storm before its peak. */
  readonly peak: number;
  readonly start: Instant;
}

/** What a storm is until somebody says otherwise. */
export const USUAL_STORM = { years: 30, minutes: 120, peak: 0.4 } as const;
/** Bounds of a design storm. */
const STORM_BOUNDS = { years: [1, 1000], minutes: [5, 1440], peak: [0.05, 0.95] } as const;

/** `WL-01,30,120,0.4,2027-03-01T00:00:00Z`; `file` in the place of years is the recorded rain. */
export function formatStorm({ site, years, minutes, peak, start }: ShownStorm): string {
  return [site, years ?? 'file', minutes, peak, new Date(start).toISOString().replace('.000Z', 'Z')].join(',');
}

/** The inverse of `formatStorm`. Throws RangeError on anything else. */
export function parseStorm(text: string): ShownStorm {
  const [site = '', years = '', minutes = '', peak = '', start = '', ...more] = text.split(',');
  if (more.length > 0 || !/^[A-Za-z0-9._-]{1,64}$/.test(site)) throw new RangeError(`Storm "${text}" names no point.`);
  return checkedStorm({
    site,
    years: years === 'file' ? null : Number(years),
    minutes: Number(minutes),
    peak: Number(peak),
    start: parseInstant(start),
  });
}

/** Throws RangeError that names the value and its bounds. */
export function checkedStorm(storm: ShownStorm): ShownStorm {
  for (const [key, value] of [
    ['years', storm.years ?? USUAL_STORM.years],
    ['minutes', storm.minutes],
    ['peak', storm.peak],
  ] as const) {
    const [least, most] = STORM_BOUNDS[key];
    if (!(value >= least && value <= most)) throw new RangeError(`Storm: ${key} = ${value}; give ${least} to ${most}.`);
  }
  if (!Number.isInteger(storm.minutes)) throw new RangeError(`Storm: minutes = ${storm.minutes}; give whole minutes.`);
  if (!Number.isFinite(storm.start)) throw new RangeError(`Storm: start = ${storm.start}; give an instant.`);
  return storm;
}
