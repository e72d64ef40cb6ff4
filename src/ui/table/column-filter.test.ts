import { describe, expect, it } from 'vitest';
import { layerOf } from '../../domain/layers/table.ts';
import { parseCql2 } from '../../domain/query/cql2.ts';
import { fieldsOf } from '../../domain/query/fields.ts';
import { writeCql2 } from '../../domain/query/write-cql2.ts';
import { columnCondition, columnFilters, withColumn } from './column-filter.ts';

const fields = fieldsOf(layerOf('lamp'));
const field = (key: string) => fields.find((each) => each.key === key)!;

describe('a condition above a column', () => {
  it.each([
    ['power', '>100', 'power > 100'],
    ['power', ' ≥ 1.5', 'power >= 1.5'],
    ['power', '20', 'power = 20'],
    ['power', '−5 .. 10', 'power BETWEEN -5 AND 10'],
    ['power', '∅', 'power IS NULL'],
    ['road', '洸河', "road LIKE '%洸河%'"],
    ['road', '洸河%', "road LIKE '洸河%'"],
    ['road', '=洸河路', "road = '洸河路'"],
    ['type', 'post-top', "type = 'post-top'"],
    ['fault', '2', 'fault = 2'],
    ['level', 'red', "level = 'red'"],
  ])('%s %s is %s, and is shown as such', (key, typed, text) => {
    const condition = columnCondition(field(key), typed);
    expect(condition && writeCql2(condition)).toBe(text);
    const { texts, rest } = columnFilters(parseCql2(text), fields);
    expect(rest).toEqual([]);
    const again = columnCondition(field(key), texts.get(key) ?? '');
    expect(again && writeCql2(again)).toBe(text);
  });

  it('is refused with field, value and remedy', () => {
    expect(() => columnCondition(field('power'), 'viel')).toThrow(/Power: "viel" is no condition; write >100.*, W/);
  });

  it('leaves the others and what fits in no column', () => {
    const filter = parseCql2(
      "power > 100 AND (type = 'post-top' OR height > 9) AND road LIKE '%洸河%' AND power < 200",
    );
    const { texts, rest } = columnFilters(filter, fields);
    expect([...texts]).toEqual([
      ['power', '>100'],
      ['road', '洸河'],
    ]);
    expect(rest.map(writeCql2)).toEqual(["type = 'post-top' OR height > 9", 'power < 200']);
    const less = withColumn(filter, fields, field('power'), '');
    expect(less && writeCql2(less)).toBe("road LIKE '%洸河%' AND (type = 'post-top' OR height > 9) AND power < 200");
    expect(withColumn(parseCql2('power > 1'), fields, field('power'), ' ')).toBeNull();
  });
});
