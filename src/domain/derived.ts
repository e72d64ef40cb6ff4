import { DAY, type Instant, MINUTE, parseInstant } from './clock.ts';
import { solarPosition } from './geo/solar.ts';
import type { LayerDefinition, PropertyDefinition } from './layer.ts';

/** Below this the sun leaves no useful light on a path, degrees: the end of civil twilight. */
const NIGHT_ALTITUDE = -6;

/** A property with the way it is derived. */
export type DerivedProperty = PropertyDefinition & { readonly derived: NonNullable<PropertyDefinition['derived']> };

export function derivedOf(layer: LayerDefinition): readonly DerivedProperty[] {
  return layer.properties.filter((property): property is DerivedProperty => property.derived !== undefined);
}

/** Days from `now` to the end of the date `YYYY-MM-DD` in the city, negative once it has passed; null when it is no date. */
export function daysLeft(date: string, now: Instant, utcOffsetMinutes: number): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  try {
    return parseInstant(`${date}T00:00:00Z`) / DAY - dayOf(now, utcOffsetMinutes);
  } catch {
    return null;
  }
}

/** Whole city days since `time`. */
export function daysSince(time: Instant, now: Instant, utcOffsetMinutes: number): number {
  return dayOf(now, utcOffsetMinutes) - dayOf(time, utcOffsetMinutes);
}

/** Begin of the city's day that holds `now`. */
export function dayBegin(now: Instant, utcOffsetMinutes: number): Instant {
  return dayOf(now, utcOffsetMinutes) * DAY - utcOffsetMinutes * MINUTE;
}

/** Whether the lamps of a path ought to burn. */
export function isNight(time: Instant, longitude: number, latitude: number): boolean {
  return solarPosition(time, longitude, latitude).altitude < NIGHT_ALTITUDE;
}

/** Share of lamps that ought to burn and do not, %: by day none ought to. */
export function darkShare(litPercent: number, time: Instant, longitude: number, latitude: number): number {
  return isNight(time, longitude, latitude) ? Math.max(0, 100 - litPercent) : 0;
}

function dayOf(time: Instant, utcOffsetMinutes: number): number {
  return Math.floor((time + utcOffsetMinutes * MINUTE) / DAY);
}
