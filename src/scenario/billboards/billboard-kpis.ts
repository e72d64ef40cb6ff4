import { DAY, type Instant } from '../../domain/clock.ts';
import { holds } from '../../domain/validity.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { ledgerOf } from '../ledger.ts';
import { type ObjectRecord, objectsOf } from '../objects.ts';
import { BILLBOARD_ASSUMPTIONS } from './assumptions.ts';

/** Air at 15 °C: dynamic pressure 0.613 v² Pa; a flat panel takes 1.3 of it (domain reference §6, wind model). */
const PRESSURE = 0.613;
const SHAPE = 1.3;

/** Roof billboards that stand and go, their panels, the wind on them, and what removal costs. */
export function billboardKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const all = objectsOf(compiled, alternativeId, 'billboard');
  const standing = all.filter((each) => holds(each, at));
  const gone = all.filter(({ to }) => to <= at);
  const { value, range } = assumptionsOf(compiled);
  const area = (of: readonly ObjectRecord[]) => of.reduce((sum, each) => sum + areaOf(each), 0);
  const old = standing.filter(({ attributes }) => Number(attributes.built) < value('builtBefore'));
  const force = (speed: number) => (PRESSURE * speed ** 2 * SHAPE * area(standing)) / 1000;
  let laneDays = 0;
  for (const { operation, from, to } of ledgerOf(compiled, alternativeId).holds)
    if (operation.op === 'close')
      laneDays += (operation.lanes * (Math.max(0, Math.min(at, to) - from) / DAY) * (operation.hours ?? 24)) / 24;
  const removed = area(gone) / 10_000;
  return [
    figure(
      'billboards.standing',
      '在立楼顶牌',
      'Roof signs standing',
      standing.length,
      '块',
      0,
      standing,
      '此刻在立的楼顶牌',
      'roof signs that stand now',
    ),
    figure('billboards.removed', '已拆', 'Removed', gone.length, '块', 0, gone, '已拆除的楼顶牌', 'roof signs gone'),
    figure(
      'billboards.area',
      '在立牌面',
      'Panels standing',
      area(standing),
      'm²',
      0,
      standing,
      'Σ 宽 × 高',
      'Σ width × height',
    ),
    {
      ...figure(
        'billboards.old',
        '超龄在立',
        'Beyond design life',
        old.length,
        '块',
        0,
        old,
        '建成早于假设年份且在立',
        'built before the assumed year and standing',
      ),
      assumptions: ['builtBefore'],
    },
    {
      ...figure(
        'billboards.wind',
        '大风时牌面风力',
        'Wind force in a gale',
        force(value('galeSpeed')),
        'kN',
        0,
        standing,
        '0.613 v² × 1.3 × 在立牌面',
        '0.613 v² × 1.3 × panels standing',
      ),
      assumptions: ['galeSpeed'],
      range: [force(range('galeSpeed')[0]), force(range('galeSpeed')[1])],
    },
    {
      ...figure(
        'cost.capex',
        '拆除费用',
        'Cost of removal',
        removed * value('signRemovalCost'),
        '万元',
        1,
        gone,
        '已拆牌面 × 单价',
        'panels removed × price',
      ),
      assumptions: ['signRemovalCost'],
      range: [removed * range('signRemovalCost')[0], removed * range('signRemovalCost')[1]],
    },
    {
      ...figure(
        'lanes.days',
        '占道',
        'Lane·days',
        laneDays,
        '车道·日',
        1,
        gone,
        '吊装车道 × 夜数 ×（小时 ÷ 24），累计至此刻',
        'crane lanes × nights × (hours ÷ 24), until now',
      ),
      assumptions: ['signNights', 'craneHours'],
    },
  ];
}

function areaOf({ attributes }: ObjectRecord): number {
  return Number(attributes.width ?? 0) * Number(attributes.height ?? 0);
}

type Key = (typeof BILLBOARD_ASSUMPTIONS)[number]['key'];

function assumptionsOf({ document }: CompiledScenario) {
  const of = (key: Key) =>
    document.assumptions.find((each) => each.key === key) ?? BILLBOARD_ASSUMPTIONS.find((each) => each.key === key);
  return {
    value: (key: Key) => of(key)?.value as number,
    range: (key: Key) => of(key)?.range as readonly [number, number],
  };
}
