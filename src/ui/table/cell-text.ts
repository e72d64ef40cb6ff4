import type { FleetLayer } from '../../domain/fleet.ts';
import { LEVEL_WORDS, levelOfRank } from '../../domain/level.ts';
import type { Columns } from '../../domain/query/columns.ts';
import type { Field } from '../../domain/query/fields.ts';
import type { Say } from '../desk-context.ts';
import { durationText, numberText } from '../format.ts';

/** What is known of one field of one slot; null: nothing. */
export function cellValue(columns: Columns, field: Field, slot: number): string | number | boolean | null {
  const value = columns.of(field.key)?.[slot] ?? null;
  return value === '' || Number.isNaN(value) ? null : value;
}

/** A cell as a person reads it: words for choices, no unit, which stands in the head. */
export function cellText(field: Field, value: string | number | boolean | null, say: Say): string {
  if (value === null) return '—';
  if (field.type === 'level') return say(LEVEL_WORDS[levelOfRank(Number(value))]);
  const choice = field.choices?.find((each) => each.value === value);
  if (choice) return say(choice.title);
  if (field.key === 'age') return durationText(1000 * Number(value), say);
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (typeof value === 'number')
    return numberText(
      value,
      field.decimals ?? (Number.isInteger(value) ? 0 : value.toFixed(3).replace(/0+$/, '').split('.')[1]?.length),
    );
  return value;
}

/** Where a field's values come from, as it is written in heads and files. */
export function provenanceOf(field: Field, layer: FleetLayer): 'surveyed' | 'published' | 'illustrative' | 'simulated' {
  return field.from === 'register' ? layer.assets.provenance : layer.source;
}
