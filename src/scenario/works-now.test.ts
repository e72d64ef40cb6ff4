import { expect, it } from 'vitest';
import { DAY } from '../domain/clock.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import { testDocument } from './versions/test-document.ts';
import { worksNow, worksOf } from './works-now.ts';

const lamp = (id: string) => ({ layer: 'lamp', id });
const words = (zh: string) => ({ zh, en: zh });
const plan: ScenarioDocument = {
  ...testDocument(),
  start: '2026-11-20',
  alternatives: [
    {
      id: 'A',
      title: words('A'),
      summary: words('A'),
      phases: [
        {
          id: 'P0',
          title: words('南半幅'),
          from: 0,
          to: 10,
          operations: [
            { op: 'remove', target: lamp('LP-1'), how: 'removed' },
            { op: 'merge', from: lamp('LP-2'), carrier: lamp('LP-3'), mounts: [] },
            { op: 'close', road: 'R', lanes: 1, side: 'south' },
          ],
        },
        {
          id: 'P1',
          title: words('北半幅'),
          from: 8,
          to: 20,
          operations: [{ op: 'move', target: lamp('LP-1'), to: [116, 35], heading: 0 }],
        },
      ],
    },
  ],
};
const BEGIN = Date.UTC(2026, 10, 20) - 8 * 3_600_000;
const at = (days: number, document = plan, alternative: string | null = 'A') =>
  worksNow(worksOf(document, alternative, 480), BEGIN + days * DAY).map(({ asset, phase, until }) => [
    asset,
    phase.zh,
    (until - BEGIN) / DAY,
  ]);

it('tells what a phase works on while its dates cover now, and of two phases the later end', () => {
  expect(at(-0.001)).toEqual([]);
  expect(at(0)).toEqual([
    ['LP-1', '南半幅', 10],
    ['LP-2', '南半幅', 10],
    ['LP-3', '南半幅', 10],
  ]);
  expect(at(9)[0]).toEqual(['LP-1', '北半幅', 20]);
  expect(at(10)).toEqual([['LP-1', '北半幅', 20]]);
  expect(at(20)).toEqual([]);
});

it('a plan without a start, or of which no alternative was signed, works on nothing', () => {
  expect(at(5, { ...plan, start: null })).toEqual([]);
  expect(at(5, plan, null)).toEqual([]);
  expect(at(5, plan, 'B')).toEqual([]);
});
