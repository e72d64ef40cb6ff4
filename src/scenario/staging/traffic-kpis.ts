import { parseBusLines } from '../../domain/bus-lines.ts';
import type { Instant } from '../../domain/clock.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { ledgerOf, type PoleRecord } from '../ledger.ts';
import { fencedPoles } from '../poles/fenced-poles.ts';
import { TRAFFIC_ASSUMPTIONS } from './assumptions.ts';
import { detourHours } from './detour.ts';

/** What works cost those who pass: delay with detours, bus stops moved, bus lines met. A figure without its data is not a number. */
export function trafficKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const { holds, poles } = ledgerOf(compiled, alternativeId);
  const ids = new Set<string>();
  for (const { operation, from } of holds)
    if (operation.op === 'close' && from <= at) for (const id of operation.site?.busStops ?? []) ids.add(id);
  const stops = poles.filter(({ ref }) => ref.layer === 'pole' && ids.has(ref.id));
  return [
    detour(compiled, alternativeId, at),
    figure(
      'bus.stops',
      '临时迁移公交站',
      'Bus stops moved for a time',
      stops.length,
      '处',
      0,
      stops,
      '已围挡路段内的公交站，累计至此刻',
      'bus stops inside fences, until now',
    ),
    busLines(stops),
  ];
}

function detour(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi {
  const hours = detourHours(compiled, alternativeId, at);
  const fences = ledgerOf(compiled, alternativeId).holds.flatMap(({ operation, from }) =>
    operation.op === 'close' && operation.hours === undefined && operation.lanes > 0 && from < at ? [operation] : [],
  );
  const poles = fencedPoles(compiled, alternativeId, fences);
  const told = (value: number, zh: string, en: string) =>
    figure('delay.detour', '绕行与延误', 'Detour and delay', value, 'veh·h', 0, poles, zh, en);
  if (!hours) return told(Number.NaN, '无法判定：缺路网', 'undecided: no road network');
  return {
    ...told(
      hours.mid,
      'BPR 路段 + Webster 信号延误，逐次平均分配；（围挡 − 畅通）× 折合高峰小时 × 日数，累计至此刻',
      'BPR links + Webster signals, successive averages; (fenced − open) × peak hours × days, until now',
    ),
    assumptions: [...TRAFFIC_ASSUMPTIONS.map(({ key }) => key), 'lanesClosed'],
    range: [hours.low, hours.high],
  };
}

/** Lines that call at the stops, each once. Where some stops name theirs and others do not, the figure is the least it can be. */
function busLines(stops: readonly PoleRecord[]): Kpi {
  const told = (value: number, of: readonly PoleRecord[], zh: string, en: string) =>
    figure('bus.lines', '受影响公交线路', 'Bus lines met', value, '条', 0, of, zh, en);
  const known = stops.filter(({ attributes }) => attributes.busLines != null && attributes.busLines !== '');
  const missing = stops.length - known.length;
  if (missing > 0 && known.length === 0)
    return told(
      Number.NaN,
      stops,
      '无法判定：这些公交站没有线路数据',
      'undecided: these stops do not name their lines',
    );
  const lines = new Set(known.flatMap(({ attributes }) => parseBusLines(String(attributes.busLines))));
  const [zh, en] = ['迁移公交站停靠的不同线路，累计至此刻', 'different lines that call at the stops moved, until now'];
  return missing === 0
    ? told(lines.size, known, zh, en)
    : told(
        lines.size,
        stops,
        `至少：${zh}；${missing} 处没有线路数据`,
        `at least: ${en}; ${missing} stops do not name theirs`,
      );
}
