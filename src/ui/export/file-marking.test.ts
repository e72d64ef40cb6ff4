import { expect, it } from 'vitest';
import { dxfOf, svgOf } from '../../domain/drawing.ts';
import { compileScenario } from '../../scenario/compile.ts';
import { sectionDrawing } from '../../scenario/drainage/section.ts';
import { shortStreetDocument, shortStreetTables } from '../../scenario/fixture/short-street.ts';
import { poleDrawing } from '../../scenario/pole-drawing.ts';
import type { Me } from '../../state/people-port.ts';
import type { TwinPort } from '../../state/port.ts';
import { fileMarking } from './file-marking.ts';

const NOW = Date.UTC(2026, 10, 23, 4);
const WANG = { user: 'wang', name: '王工', role: 'planner', demo: false } as Me;
const MARKING = '密级：内部  ·  王工 wang 导出于 2026-11-23 12:00';

/** The page of `me`, whom the page learns of only when it asks. */
function portOf(me: Partial<Me>, role: 'operator' | 'public' = 'operator', language = 'zh'): TwinPort {
  let known: Me | null = null;
  const people = {
    getState: () => known,
    refresh: async () => {
      known = me as Me;
    },
  };
  return {
    catalog: { role, sources: [{ classification: 'internal' }], tilesets: [], city: { utcOffset: 480 } },
    now: () => NOW,
    people: async () => people,
    store: { getState: () => ({ language }) },
  } as unknown as TwinPort;
}
/** DXF of release 12 holds ASCII alone. */
const read = (dxf: string) =>
  dxf.replaceAll(/\\U\+([0-9A-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

it('names the class and who takes the file when, asked of the gateway where the page does not know yet', async () => {
  expect(await fileMarking(portOf(WANG))).toBe(MARKING);
  expect(await fileMarking(portOf({ ...WANG, demo: true }))).toContain('演示编制人员 导出于');
  expect(await fileMarking(portOf({ user: null }, 'public', 'en'))).toBe(
    'Class: public  ·  Exported by not signed in, 2026-11-23 12:00',
  );
});

it('is read in every drawing: sections as SVG and DXF, poles as DXF', async () => {
  const marking = await fileMarking(portOf(WANG));
  const stations = [0, 10].map((chainage) => ({ chainage, ground: 35, raised: 35.2, before: null, after: null }));
  const section = sectionDrawing(stations, '剖面', [marking]);
  const plan = compileScenario(shortStreetDocument([], []), shortStreetTables(), NOW, 480);
  const poles = poleDrawing(plan, 'X', plan.start, (x, y) => [x * 1e5, y * 1e5], [marking]);
  const [svg, ...dxf] = [svgOf(section), dxfOf(section), dxfOf(poles)];
  expect(svg).toContain(MARKING);
  for (const each of dxf) expect(read(each)).toContain(MARKING);
});
