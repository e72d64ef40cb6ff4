import { expect, it } from 'vitest';
import { readMapping } from './mapping.ts';

const UNITS = new Map([
  ['depth', 'cm'],
  ['temperature', '℃'],
  ['cableForce', '%'],
]);
const COLUMNS = ['id', 'when', 'level', 'Air (°F)', 'FRC-01 [kN]', 'seconds'];
const read = (...more: string[]) => readMapping(['asset=id', 'time=when', ...more], undefined, COLUMNS, UNITS);
const converted = (value: number, ...more: string[]) => read(...more).values[0]?.convert(value);

it('converts what is declared, behind the column or in its header', () => {
  expect(converted(17.72, 'depth=level:in')).toBe(45.0088);
  expect(converted(1, 'depth=level:ft')).toBe(30.48);
  expect(converted(212, 'temperature=Air (°F)')).toBeCloseTo(100, 9);
  expect(converted(-40, 'temperature=level:°F')).toBeCloseTo(-40, 9);
  expect(converted(273.15, 'temperature=level:K')).toBe(0);
  expect(converted(234, 'cableForce=FRC-01 [kN]:linear(0.5,-100)')).toBe(17);
});

it('adds a column of seconds to the times', () => {
  const mapping = readMapping(['asset=id', 'time=when+seconds:s', 'depth=level:cm'], undefined, COLUMNS, UNITS);
  expect(mapping.time).toEqual({ column: 'when', offset: { column: 'seconds', scale: 1000 } });
});

it('names what is wrong and what would do', () => {
  expect(() => read('depth=level:kg')).toThrow(/Unit "kg" cannot become "cm"; declare one of mm, cm, m/);
  expect(() => read('cableForce=FRC-01 [kN]')).toThrow(/Unit "kN" cannot become "%"/);
  expect(() => read('depth=level')).toThrow(/say the unit behind a colon, such as depth=level:cm/);
  expect(() => read('depth=nothing:cm')).toThrow(/no column "nothing"; the file has id, when/);
  expect(() => read('height=level:cm')).toThrow(/no such property; it has depth, temperature/);
  expect(() => read()).toThrow(/no property is mapped/);
  expect(() => readMapping(['time=when', 'depth=level:cm'], undefined, COLUMNS, UNITS)).toThrow(
    /or name the one asset/,
  );
  expect(() => readMapping(['asset=id', 'depth=level:cm'], undefined, COLUMNS, UNITS)).toThrow(
    /time=COLUMN is missing/,
  );
});
