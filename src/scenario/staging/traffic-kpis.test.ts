import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import { compileScenario } from '../compile.ts';
import { shortStreetDocument, shortStreetTables } from '../fixture/short-street.ts';
import { trafficKpis } from './traffic-kpis.ts';

/** `bus.lines` after fences beside BS1 and CC1, which stands for a second stop, with what their stops say of lines. */
function busLines(lines: Readonly<Record<string, string | null>>, day = 20) {
  const tables = new Map(shortStreetTables());
  const pole = tables.get('pole');
  if (!pole) return expect.unreachable();
  tables.set('pole', {
    ...pole,
    columns: { ...pole.columns, busLines: pole.ids.map((id) => lines[id] ?? null) },
  });
  const site = { stretch: [0, 50] as [number, number], work: 'erect', busStops: ['BS1', 'CC1'], openings: [] };
  const close = { op: 'close' as const, side: 'south' as const, lanes: 1, days: [2, 8] as [number, number], site };
  const compiled = compileScenario(
    shortStreetDocument([close as never], []),
    tables,
    parseInstant('2026-05-01T00:00:00+08:00'),
    480,
  );
  const kpis = trafficKpis(compiled, 'X', compiled.start + day * 86_400_000);
  return kpis.find(({ key }) => key === 'bus.lines') ?? expect.unreachable();
}

test('a line that calls at two stops is met once', () => {
  const { value, objects, formula } = busLines({ BS1: '11|12', CC1: '12|K3' });
  expect(value).toBe(3);
  expect(objects.map(({ id }) => id).sort()).toEqual(['BS1', 'CC1']);
  expect(formula.zh).not.toMatch(/至少/);
});

test('a stop without its lines makes the figure the least it can be; none with lines makes no figure', () => {
  const partly = busLines({ BS1: '11|12' });
  expect(partly.value).toBe(2);
  expect(partly.formula.zh).toMatch(/^至少：.*1 处没有线路数据/);
  const none = busLines({});
  expect(none.value).toBeNaN();
  expect(none.formula.zh).toMatch(/^无法判定/);
});

test('before the first fence stands no line is met, known or not', () => {
  expect(busLines({ BS1: '11' }, 1).value).toBe(0);
  expect(busLines({}, 1).value).toBe(0);
});
