import type { Cell } from './raw-table.ts';

type Unit = 'm' | 'kg' | 'm²' | 'W' | '°';

/** Words for units, with the factor to the base unit. The base itself may be left out. */
const UNITS: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  m: {
    m: 1,
    米: 1,
    metre: 1,
    metres: 1,
    meter: 1,
    meters: 1,
    cm: 0.01,
    厘米: 0.01,
    公分: 0.01,
    mm: 0.001,
    毫米: 0.001,
    km: 1000,
    ft: 0.3048,
  },
  kg: { kg: 1, 公斤: 1, 千克: 1, g: 0.001, 克: 0.001, t: 1000, 吨: 1000, 斤: 0.5 },
  'm²': { 'm²': 1, m2: 1, 平方米: 1, 平米: 1, 平方: 1, 'cm²': 0.0001, cm2: 0.0001, 平方厘米: 0.0001 },
  W: { w: 1, 瓦: 1, kw: 1000, 千瓦: 1000, mw: 0.001, va: 1 },
  '°': { '°': 1, 度: 1, deg: 1, degrees: 1 },
};

/**
 * A number in `unit` from what a cell holds: a number, or text such as `8.5`, `8.5m`, `850 厘米`, `约8.5`, `±0.05`, `１２`,
 * `3,918,000.12`. Null for a blank; NaN when it is something else.
 */
export function quantity(cell: Cell, unit: Unit): number | null {
  if (typeof cell === 'number') return cell;
  const text = textOf(cell)
    .normalize('NFKC')
    .replaceAll('m2', 'm²')
    .replace(/^[约≈~±]+\s*/, '');
  if (text === '') return null;
  const match = /^([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:e[-+]?\d+)?)\s*([^\d\s][^\d]*)?$/i.exec(text);
  if (!match?.[1] || match[1] === '+' || match[1] === '-') return Number.NaN;
  const number = Number(match[1].replaceAll(',', ''));
  const word = match[2]?.trim().toLowerCase();
  const factor = word === undefined ? 1 : UNITS[unit][word];
  return factor === undefined ? Number.NaN : number * factor;
}

/** An angle or coordinate in degrees: decimal, `116°35′24.5″`, `116度35分24秒`, `E116-35-24.5`. Null for a blank, NaN for neither. */
export function degrees(cell: Cell): number | null {
  if (typeof cell === 'number') return cell;
  const text = textOf(cell)
    .normalize('NFKC')
    .replace(/^[东经北纬EN\s:]+|[EN\s]+$/gi, '');
  if (text === '') return null;
  const parts =
    /^(-?\d+(?:\.\d+)?)\s*[°度d-]\s*(\d+(?:\.\d+)?)\s*['′’分m-]\s*(?:(\d+(?:\.\d+)?)\s*(?:["″”秒s]|''|′′)?)?$/i.exec(
      text,
    );
  if (parts) {
    const [whole, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
    if (minutes >= 60 || seconds >= 60) return Number.NaN;
    return Math.sign(whole || 1) * (Math.abs(whole) + minutes / 60 + seconds / 3600);
  }
  return quantity(text, '°');
}

/** A coordinate in metres or degrees, whichever it is. */
export function coordinate(cell: Cell): number | null {
  const metres = quantity(cell, 'm');
  return Number.isNaN(metres) ? degrees(cell) : metres;
}

const QUARTERS = ['北', '东北', '东', '东南', '南', '西南', '西', '西北'];
const POINTS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];

/** Degrees clockwise from north, 0–360: a number, a point of the compass (`东南`, `SE`), or `北偏东30°`. */
export function azimuth(cell: Cell): number | null {
  const text = textOf(cell)
    .normalize('NFKC')
    .replace(/^朝|^向|[向侧方]$/g, '');
  const named = QUARTERS.indexOf(text) >= 0 ? QUARTERS.indexOf(text) : POINTS.indexOf(text.toLowerCase());
  if (named >= 0) return 45 * named;
  const between = /^([东南西北])偏([东南西北])\s*(\d+(?:\.\d+)?)[°度]?$/.exec(text);
  if (between) {
    const from = 45 * QUARTERS.indexOf(between[1] as string);
    const to = 45 * QUARTERS.indexOf(between[2] as string);
    const turn = ((to - from + 540) % 360) - 180;
    return (from + Math.sign(turn) * Number(between[3]) + 360) % 360;
  }
  const value = degrees(typeof cell === 'number' ? cell : text);
  return value === null || Number.isNaN(value) ? value : ((value % 360) + 360) % 360;
}

/** What a cell says as text, trimmed; blank for nothing. A leading `'` that guards a formula sign is taken off. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return String(cell)
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
}
