import type { Instant } from '../../domain/clock.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { ledgerOf } from '../ledger.ts';
import { TRAFFIC_ASSUMPTIONS } from './assumptions.ts';
import { detourHours } from './detour.ts';

/** What works cost those who pass: delay with detours, bus stops moved, bus lines met. A figure without its data is not a number. */
export function trafficKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const hours = detourHours(compiled, alternativeId, at);
  const stops = new Set<string>();
  for (const { operation, from } of ledgerOf(compiled, alternativeId).holds)
    if (operation.op === 'close' && from <= at) for (const id of operation.site?.busStops ?? []) stops.add(id);
  const moved = [...stops].map((id) => ({ ref: { layer: 'pole', id } }));
  return [
    {
      ...figure(
        'delay.detour',
        '绕行与延误',
        'Detour and delay',
        hours ?? Number.NaN,
        'veh·h',
        0,
        [],
        hours === null
          ? '无法判定：缺路网'
          : 'BPR 路段 + Webster 信号延误，逐次平均分配；（围挡 − 畅通）× 折合高峰小时 × 日数，累计至此刻',
        hours === null
          ? 'undecided: no road network'
          : 'BPR links + Webster signals, successive averages; (fenced − open) × peak hours × days, until now',
      ),
      assumptions: hours === null ? [] : [...TRAFFIC_ASSUMPTIONS.map(({ key }) => key), 'lanesClosed'],
    },
    figure(
      'bus.stops',
      '临时迁移公交站',
      'Bus stops moved for a time',
      stops.size,
      '处',
      0,
      moved,
      '已围挡路段内的公交站，累计至此刻',
      'bus stops inside fences, until now',
    ),
    figure(
      'bus.lines',
      '受影响公交线路',
      'Bus lines met',
      Number.NaN,
      '条',
      0,
      [],
      '无法判定：缺公交线路数据',
      'undecided: no data of bus lines',
    ),
  ];
}
