import type { Cell } from './raw-table.ts';

/** A day as `YYYY-MM-DD`, or why a cell holds none. */
export type DateReading =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'not-a-date' }
  /** 30 February, month 13. */
  | { readonly kind: 'no-such-day' };

const EXCEL_EPOCH = -25_569; // days from 1899-12-30 to 1970-01-01

/**
 * Reads a date: `2024-05-01`, `2024/5/1`, `2024.5.1`, `20240501`, `2024年5月1日`, each with an optional time, or a spreadsheet's day
 * number (days since 1899-12-30) between 1954 and 2119. Years of two digits are no dates: 01-02-03 has three readings.
 */
export function calendarDate(cell: Cell): DateReading {
  const serial = typeof cell === 'string' && /^\d{5}(\.\d+)?$/.test(cell.trim()) ? Number(cell) : cell;
  if (typeof serial === 'number' && serial >= 20_000 && serial < 80_000)
    return { kind: 'day', day: dayOfSerial(serial) };
  const text = cell === null ? '' : String(cell).normalize('NFKC').trim();
  if (text === '') return { kind: 'blank' };
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})(?:[T\s]?\d.*)?$/.exec(text);
  if (!match) return { kind: 'not-a-date' };
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return { kind: 'no-such-day' };
  return { kind: 'day', day: `${match[1]}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` };
}

/** The day of a spreadsheet's day number (1900 system). */
export function dayOfSerial(serial: number): string {
  // Civil date from day count, after Richards (2013), Explanatory Supplement to the Astronomical Almanac, §15.11.
  const julian = Math.floor(serial) + EXCEL_EPOCH + 2_440_588;
  const f = julian + 1401 + Math.floor((Math.floor((4 * julian + 274_277) / 146_097) * 3) / 4) - 38;
  const e = 4 * f + 3;
  const h = 5 * Math.floor((e % 1461) / 4) + 2;
  const day = Math.floor((h % 153) / 5) + 1;
  const month = ((Math.floor(h / 153) + 2) % 12) + 1;
  const year = Math.floor(e / 1461) - 4716 + Math.floor((14 - month) / 12);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
