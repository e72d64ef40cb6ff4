import { classColors, kindColors, MOST_KINDS } from '../class-colors.ts';
import type { FleetLayer } from '../fleet.ts';
import type { LayerDefinition } from '../layer.ts';
import type { DayNight } from '../palette.ts';
import type { Words } from '../words.ts';
import { type BreakMethod, breaksOf, classOf } from './breaks.ts';
import type { Columns } from './columns.ts';
import { type Field, fieldNamed, fieldsOf } from './fields.ts';
import { QueryError } from './query-error.ts';

/** How a field's values become colours: by the layer's own ramp or thresholds, by classes of numbers, or a colour a kind. */
export type ColorMethod = 'ramp' | 'thresholds' | BreakMethod | 'kinds';
export const COLOR_METHODS: readonly ColorMethod[] = ['ramp', 'thresholds', 'equal', 'quantile', 'jenks', 'kinds'];

export interface ColorBy {
  readonly field: string;
  readonly by: ColorMethod;
  /** Number of classes, 2 … 7; of breaks alone. */
  readonly classes: number;
}

/** One colour and what it stands for. */
export interface ColorClass {
  readonly color: DayNight;
  /** The kind; absent where classes are ranges of numbers. */
  readonly kind?: Words | string;
  /** `from <= value < to` in the field's unit; absent at an open end. */
  readonly from?: number;
  readonly to?: number;
  readonly count: number;
}

/** The classes of a layer's assets, and each slot's: its index in `classes` and one, or 0 for what has no value. */
export interface Classification {
  readonly field: Field;
  readonly by: ColorMethod;
  readonly classes: readonly ColorClass[];
  readonly slots: Uint8Array;
}

/** Methods that a field of the layer can be coloured by, the likeliest first; empty: by none. */
export function colorMethods(layer: LayerDefinition, field: Field): readonly ColorMethod[] {
  if (field.type === 'moment' || field.type === 'level' || field.key === 'id') return [];
  if (field.type !== 'number' || field.choices) return ['kinds'];
  const own = layer.symbology.ramp?.property === field.key ? (['ramp'] as const) : [];
  const limits = limitsOf(layer, field.key).length > 0 ? (['thresholds'] as const) : [];
  return [...own, 'quantile', 'jenks', 'equal', ...limits];
}

/** Throws QueryError when the layer cannot be coloured so, naming field, value and remedy. */
export function checkColorBy(layer: LayerDefinition, { field, by, classes }: ColorBy): void {
  const found = fieldNamed(fieldsOf(layer), field);
  if (!found) {
    const keys = fieldsOf(layer).map(({ key }) => key);
    throw new QueryError(
      `Colour by "${field}": ${layer.title.en} has no such field; there are ${keys.join(', ')}.`,
      `着色字段“${field}”：${layer.title.zh}没有此字段；可用：${keys.join('、')}。`,
    );
  }
  const may = colorMethods(layer, found);
  if (!may.includes(by))
    throw new QueryError(
      `Colour by ${field} with "${by}": ${may.length > 0 ? `write one of ${may.join(', ')}` : 'it cannot be coloured by; choose another field'}.`,
      `“${found.title.zh}”不能按“${by}”着色：${may.length > 0 ? `可用 ${may.join('、')}` : '请换一个字段'}。`,
    );
  if (!(Number.isInteger(classes) && classes >= 2 && classes <= 7))
    throw new QueryError(
      `Classes ${classes}: write a whole number from 2 to 7.`,
      `分级数 ${classes}：请写 2 到 7 的整数。`,
    );
}

/** Puts the assets of a layer into classes by one field. `at` nothing observed (right of now) every slot is 0 by an observed field. */
export function classify(
  layer: FleetLayer,
  columns: Columns,
  colorBy: ColorBy,
  unobserved = false,
): Classification | null {
  const { definition } = layer;
  const field = fieldNamed(fieldsOf(definition), colorBy.field);
  if (!field) return null;
  const column = columns.of(field.key) ?? [];
  const silent = unobserved && field.from !== 'register';
  if (colorBy.by === 'kinds') return kindsOf(field, silent ? [] : column, columns.count);
  const values = new Float64Array(columns.count);
  for (let slot = 0; slot < values.length; slot++) {
    const value = silent ? Number.NaN : column[slot];
    values[slot] = typeof value === 'number' ? value : Number.NaN;
  }
  const ramp = colorBy.by === 'ramp' ? definition.symbology.ramp?.stops : undefined;
  const limits = ramp
    ? ramp.slice(1).map(({ at }) => at)
    : colorBy.by === 'thresholds' || colorBy.by === 'ramp'
      ? limitsOf(definition, field.key)
      : breaksOf(values, colorBy.by, colorBy.classes);
  const colors = ramp ? ramp.map(({ color }) => ({ day: color, night: color })) : classColors(limits.length + 1);
  const slots = new Uint8Array(columns.count);
  const counts = new Array<number>(limits.length + 1).fill(0);
  // hot: 200k slots
  for (let slot = 0; slot < slots.length; slot++) {
    const at = classOf(values[slot]!, limits);
    slots[slot] = at + 1;
    if (at >= 0) counts[at]! += 1;
  }
  const classes = counts.map((count, i): ColorClass => {
    const [from, to] = [limits[i - 1], limits[i]];
    return {
      color: colors[i] as DayNight,
      count,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  });
  return { field, by: colorBy.by, classes, slots };
}

function kindsOf(field: Field, column: ArrayLike<string | number | boolean | null>, count: number): Classification {
  const counts = new Map<string | number | boolean, number>();
  for (let slot = 0; slot < column.length; slot++) {
    const value = column[slot] ?? null;
    if (value !== null && value !== '' && !Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  // Choices in their own order, texts by how many there are.
  const known: (string | number | boolean)[] = field.choices
    ? field.choices.map(({ value }) => value)
    : [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
  const own = known.slice(0, MOST_KINDS);
  const others = known.slice(MOST_KINDS);
  const place = new Map(known.map((value, i) => [value, Math.min(i, MOST_KINDS) + 1]));
  const slots = new Uint8Array(count);
  for (let slot = 0; slot < column.length && slot < count; slot++) slots[slot] = place.get(column[slot] ?? '') ?? 0;
  const colors = kindColors(own.length + 1);
  const classes = own.map(
    (value, i): ColorClass => ({
      color: colors[i] as DayNight,
      kind: field.choices?.find((each) => each.value === value)?.title ?? String(value),
      count: counts.get(value) ?? 0,
    }),
  );
  const rest: ColorClass = {
    color: colors[own.length] as DayNight,
    kind: { zh: `其他 ${others.length} 种`, en: `${others.length} others` },
    count: others.reduce<number>((sum, value) => sum + (counts.get(value) ?? 0), 0),
  };
  return { field, by: 'kinds', classes: others.length > 0 ? [...classes, rest] : classes, slots };
}

/** The layer's fixed limits of a property, ascending. */
function limitsOf({ thresholds }: LayerDefinition, property: string): number[] {
  const limits = thresholds.flatMap((each) =>
    each.property === property && each.when !== 'equals' && typeof each.limit === 'number' ? [each.limit] : [],
  );
  return [...new Set(limits)].sort((a, b) => a - b).slice(0, 6);
}
