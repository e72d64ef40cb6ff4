import type { Instant } from '../../domain/clock.ts';
import type { Quality } from '../../domain/observation.ts';
import type { ReadTime, TimeTrouble } from './file-time.ts';
import type { Mapping } from './mapping.ts';

/** One observation of a file, by names. */
export interface FileObservation {
  readonly asset: string;
  readonly property: string;
  readonly time: Instant;
  readonly value: number;
  readonly quality: Quality;
}

/** Why a row, or one value of it, is left out. */
export type RowTrouble = TimeTrouble | 'no-asset' | 'no-value' | 'not-a-number' | 'unknown-quality' | 'uneven-lists';

export interface LeftOut {
  readonly reason: RowTrouble;
  readonly detail: string;
}

const QUALITY_WORDS: Readonly<Record<string, Quality>> = {
  good: 'good',
  ok: 'good',
  valid: 'good',
  '0': 'good',
  suspect: 'suspect',
  uncertain: 'suspect',
  questionable: 'suspect',
  estimated: 'suspect',
  '1': 'suspect',
  bad: 'bad',
  invalid: 'bad',
  missing: 'bad',
  '2': 'bad',
};

/**
 * What one row says: its observations and what is left out of it. A cell that holds a JSON list is a profile: its values go with
 * those of the list of time offsets, one to one.
 */
export function rowReader(
  columns: readonly string[],
  mapping: Mapping,
  readTime: ReadTime,
): (cells: readonly (string | null)[]) => { readonly found: FileObservation[]; readonly left: LeftOut[] } {
  const at = (column: string) => columns.indexOf(column);
  const assetAt = 'column' in mapping.asset ? at(mapping.asset.column) : -1;
  const fixedAsset = 'id' in mapping.asset ? mapping.asset.id : null;
  const timeAt = at(mapping.time.column);
  const { offset } = mapping.time;
  const offsetAt = offset ? at(offset.column) : -1;
  const qualityAt = mapping.quality === null ? -1 : at(mapping.quality);
  const values = mapping.values.map((each) => ({ ...each, at: at(each.column) }));

  return (cells) => {
    const found: FileObservation[] = [];
    const left: LeftOut[] = [];
    const no = (reason: RowTrouble, detail: string) => {
      left.push({ reason, detail });
      return { found, left };
    };
    const asset = fixedAsset ?? cells[assetAt]?.trim();
    if (!asset) return no('no-asset', '');
    const time = readTime(cells[timeAt] ?? '');
    if (typeof time === 'string') return no(time, `${mapping.time.column} "${cells[timeAt] ?? ''}"`);
    const word = cells[qualityAt]?.trim().toLowerCase();
    const quality = word === undefined || word === '' ? 'good' : QUALITY_WORDS[word];
    if (quality === undefined)
      return no('unknown-quality', `"${cells[qualityAt]}"; known: ${Object.keys(QUALITY_WORDS).join(', ')}`);
    const offsets = offset ? numbersOf(cells[offsetAt] ?? null) : [0];
    if (offsets === null) return no('not-a-number', `${offset?.column} "${cells[offsetAt]}"`);

    for (const { property, column, convert, at: index } of values) {
      const text = cells[index]?.trim() ?? '';
      if (text === '') {
        left.push({ reason: 'no-value', detail: column });
        continue;
      }
      const numbers = numbersOf(text);
      if (numbers === null) {
        left.push({ reason: 'not-a-number', detail: `${column} "${text.slice(0, 60)}"` });
        continue;
      }
      if (numbers.length !== offsets.length) {
        left.push({ reason: 'uneven-lists', detail: `${column}: ${numbers.length} values, ${offsets.length} times` });
        continue;
      }
      numbers.forEach((value, n) => {
        const then = time + (offsets[n] as number) * (offset?.scale ?? 1);
        found.push({ asset, property, time: Math.round(then), value: convert(value), quality });
      });
    }
    return { found, left };
  };
}

/** One number, or those of a JSON list; null where the text is neither. */
function numbersOf(text: string | null): number[] | null {
  if (text === null || text.trim() === '') return null;
  if (!text.trim().startsWith('[')) return Number.isFinite(Number(text)) ? [Number(text)] : null;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((each) => Number.isFinite(each)) ? (list as number[]) : null;
  } catch {
    return null;
  }
}
