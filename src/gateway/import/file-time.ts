import type { Instant } from '../../domain/clock.ts';

/** Why a time cannot be read. */
export type TimeTrouble = 'not-a-time' | 'time-without-zone' | 'no-such-time' | 'ambiguous-time';

/** Reads one cell. */
export type ReadTime = (text: string) => Instant | TimeTrouble;

const PARTS = {
  yyyy: '(\\d{4})',
  MM: '(\\d{1,2})',
  dd: '(\\d{1,2})',
  HH: '(\\d{1,2})',
  mm: '(\\d{2})',
  ss: '(\\d{2})',
  SSS: '(\\d{1,9})',
};
type Part = keyof typeof PARTS;
/** What most files write; the separator may be a blank or a T. */
const COMMON = [
  'yyyy-MM-dd HH:mm:ss.SSS',
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd',
  'yyyy/MM/dd HH:mm:ss',
  'yyyy/MM/dd HH:mm',
];
const ZONE = /\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/i;

/**
 * A reader of times. A time with an offset means what it says, row by row; one without is of `zone`, and without a zone it is
 * refused, as is one that the zone's clocks skipped or showed twice. A plain number is seconds since 1970, or milliseconds from
 * 10^11 on.
 *
 * @param format such as `dd.MM.yyyy HH:mm:ss.SSS`; needed where the order of day and month cannot be known
 * @throws RangeError on an unknown zone or a format without a date
 */
export function timeReader(zone: string | undefined, format: string | undefined): ReadTime {
  const patterns = (format === undefined ? COMMON : [format]).map(patternOf);
  const offset = zone === undefined ? undefined : offsetOf(zone);

  return (cell) => {
    const text = cell.trim();
    if (format === undefined && /^\d{9,}(\.\d+)?$/.test(text)) return Number(text) * (Number(text) < 1e11 ? 1000 : 1);
    const suffix = ZONE.exec(text);
    const fixed =
      suffix && /\d\d:\d\d/.test(text.slice(0, suffix.index)) ? fixedOffset(suffix[1] as string) : undefined;
    const bare = fixed === undefined ? text : text.slice(0, suffix?.index);
    for (const { expression, parts } of patterns) {
      const match = expression.exec(bare.replace(/(\d)T(\d)/, '$1 $2'));
      if (!match) continue;
      const local = localOf(parts, match);
      if (local === undefined) return 'not-a-time';
      if (fixed !== undefined) return local - fixed;
      return offset === undefined ? 'time-without-zone' : zoned(local, offset);
    }
    return 'not-a-time';
  };
}

function patternOf(format: string): { expression: RegExp; parts: Part[] } {
  const parts: Part[] = [];
  const source = format.replace(/yyyy|MM|dd|HH|mm|ss|SSS|[^a-zA-Z0-9]/g, (found) => {
    if (!(found in PARTS)) return found === 'T' ? ' ' : `\\${found}`.replace('\\ ', ' +');
    parts.push(found as Part);
    return PARTS[found as Part];
  });
  for (const needed of ['yyyy', 'MM', 'dd'] as const)
    if (!parts.includes(needed))
      throw new RangeError(`--time-format "${format}" has no ${needed}; write e.g. dd.MM.yyyy HH:mm:ss.`);
  return { expression: new RegExp(`^${source}$`), parts };
}

/** Milliseconds of the wall clock's reading as if it were UTC; undefined where there is no such date. */
function localOf(parts: readonly Part[], match: RegExpExecArray): number | undefined {
  const of = (part: Part) => {
    const index = parts.indexOf(part);
    return index < 0 ? 0 : Number(part === 'SSS' ? `0.${match[index + 1]}` : match[index + 1]);
  };
  const [year, month, day, hour, minute, second] = [of('yyyy'), of('MM'), of('dd'), of('HH'), of('mm'), of('ss')];
  const date = Date.UTC(year, month - 1, day);
  if (new Date(date).getUTCDate() !== day || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60)
    return undefined;
  return date + hour * 3_600_000 + minute * 60_000 + second * 1000 + Math.round(of('SSS') * 1000);
}

function fixedOffset(text: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60_000 : 0;
}

const HALF_DAY = 14 * 3_600_000;

/** The instants whose local reading is `local`: none in spring's gap, two in autumn's doubled hour. */
function zoned(local: number, offset: (instant: Instant) => number): Instant | TimeTrouble {
  const candidates = new Set([offset(local - HALF_DAY), offset(local), offset(local + HALF_DAY)]);
  const found = [...candidates].map((each) => local - each).filter((each) => offset(each) === local - each);
  return found.length === 0 ? 'no-such-time' : found.length === 1 ? (found[0] as Instant) : 'ambiguous-time';
}

/** The zone's offset from UTC at an instant, ms; kept by quarter hour, the finest step at which any zone changes. */
function offsetOf(zone: string): (instant: Instant) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch {
    throw new RangeError(`--time-zone "${zone}" is unknown; write UTC or a name such as Asia/Shanghai.`);
  }
  const known = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / 900_000);
    const kept = known.get(quarter);
    if (kept !== undefined) return kept;
    const part = Object.fromEntries(
      format.formatToParts(quarter * 900_000).map(({ type, value }) => [type, Number(value)]),
    );
    const local = Date.UTC(part.year as number, (part.month as number) - 1, part.day, part.hour, part.minute);
    known.set(quarter, local - quarter * 900_000);
    return local - quarter * 900_000;
  };
}
