import { describe, expect, it } from 'vitest';
import { layerOf } from '../layers/table.ts';
import { checkColorBy, classify, colorMethods } from './classify.ts';
import { columnsOf } from './columns.ts';
import { fieldNamed, fieldsOf } from './fields.ts';
import { AT, strewnLamps } from './test-lamps.ts';

const lamps = strewnLamps(1000);
const columns = columnsOf(lamps, AT);
const colored = (field: string, by: Parameters<typeof classify>[2]['by'], classes = 5) =>
  classify(lamps, columns, { field, by, classes });

describe('colours by a field', () => {
  it('put every value into the class whose range holds it', () => {
    for (const by of ['equal', 'quantile', 'jenks'] as const) {
      const found = colored('power', by);
      expect(found?.classes.length).toBe(5);
      found?.slots.forEach((index, slot) => {
        const value = lamps.shown.values[0]![slot]!;
        const own = found.classes[index - 1];
        if (Number.isNaN(value)) {
          expect(index).toBe(0);
          return;
        }
        expect(value).toBeGreaterThanOrEqual(own?.from ?? Number.NEGATIVE_INFINITY);
        expect(value).toBeLessThan(own?.to ?? Number.POSITIVE_INFINITY);
      });
      const known = [...lamps.shown.values[0]!].filter((value) => !Number.isNaN(value)).length;
      expect(found?.classes.reduce((sum, each) => sum + each.count, 0)).toBe(known);
    }
    const counts = colored('power', 'quantile')?.classes.map(({ count }) => count) ?? [];
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(20);
  });

  it('give each kind a colour, in the order of the register, and one to what is rare', () => {
    const types = colored('type', 'kinds');
    expect(types?.classes.map(({ kind }) => kind)).toEqual(
      layerOf('lamp')
        .attributes.find(({ key }) => key === 'type')
        ?.values?.map(({ title }) => title),
    );
    expect(types?.slots[3]).toBe(
      1 + ['single-arm', 'double-arm', 'post-top', 'multi-function'].indexOf(String(lamps.assets.columns.type?.[3])),
    );
    const roads = colored('road', 'kinds');
    expect(roads?.classes).toHaveLength(8);
    expect(roads?.classes.at(-1)?.kind).toEqual({ zh: '其他 43 种', en: '43 others' });
    expect(roads?.classes.reduce((sum, each) => sum + each.count, 0)).toBe(1000);
  });

  it('follow the layer: its ramp, its limits, and nothing where nothing is observed', () => {
    const water = layerOf('waterlogging');
    const depth = fieldNamed(fieldsOf(water), 'depth')!;
    expect(colorMethods(water, depth)).toEqual(['ramp', 'quantile', 'jenks', 'equal', 'thresholds']);
    expect(classify(lamps, columns, { field: 'power', by: 'quantile', classes: 5 }, true)?.slots.some(Boolean)).toBe(
      false,
    );
    expect(classify(lamps, columns, { field: 'height', by: 'equal', classes: 3 }, true)?.slots.some(Boolean)).toBe(
      true,
    );
    // Status is drawn as status, and nothing else is drawn by it.
    expect(colorMethods(layerOf('lamp'), fieldNamed(fieldsOf(layerOf('lamp')), 'level')!)).toEqual([]);
  });

  it.each([
    [{ field: 'depth', by: 'equal', classes: 5 }, /has no such field; there are id/],
    [{ field: 'power', by: 'kinds', classes: 5 }, /write one of quantile, jenks, equal/],
    [{ field: 'power', by: 'jenks', classes: 12 }, /Classes 12: write a whole number from 2 to 7/],
    [{ field: 'level', by: 'kinds', classes: 5 }, /choose another field/],
  ] as const)('%o is refused with its reason', (colorBy, words) => {
    expect(() => checkColorBy(layerOf('lamp'), colorBy)).toThrow(words);
  });
});
