import { type Instant, MINUTE } from '../domain/clock.ts';

/**
 * Reads what a person types: `now`, `T0`–`T6`, `2027-03-01`, `2027-03-01 08:00`, `03-01`, `08:30`, RFC 3339; missing parts come
 * from `near`, the city calendar from `utcOffset`. Returns an argument for `time.set`, or null when it is no time.
 */
export function readTypedTime(text: string, near: Instant, utcOffset: number): string | number | null {
  const typed = text.trim();
  if (/^now$/i.test(typed) || typed === '现在') return 'now';
  if (/^t[0-6]$/i.test(typed)) return typed.toUpperCase();
  if (/T.*(Z|[+-]\d\d:\d\d)$/.test(typed)) {
    const at = Date.parse(typed);
    return Number.isFinite(at) ? at : null;
  }
  const match =
    /^(?:(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?)?\s*[T ]?\s*(?:(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?$/.exec(
      typed,
    );
  if (!match || typed === '') return null;
  const [, year, month, day, hour, minute, second] = match;
  const local = new Date(near + utcOffset * MINUTE);
  const y = year ? Number(year) : local.getUTCFullYear();
  const mo = month ? Number(month) - 1 : local.getUTCMonth();
  const d = day ? Number(day) : local.getUTCDate();
  const h = Number(hour ?? 0);
  const mi = Number(minute ?? 0);
  const s = Number(second ?? 0);
  const at = Date.UTC(y, mo, d, h, mi, s);
  const back = new Date(at);
  const exists = back.getUTCMonth() === mo && back.getUTCDate() === d && h < 24 && mi < 60 && s < 60;
  return exists ? at - utcOffset * MINUTE : null;
}
