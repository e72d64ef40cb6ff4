import type { Assumption } from '../../wire/scenario-document.ts';
import { define, endsOf } from '../assumption.ts';
import type { Ends } from '../range.ts';

/** What detours and delays rest on; none is a count of traffic. */
export const TRAFFIC_ASSUMPTIONS = [
  define(
    'demand',
    '高峰小时出行（路网进出口间）',
    'Peak demand between the edges of the network',
    60_000,
    'veh/h',
    [40_000, 80_000],
    '无交通量调查，设计建议',
    'D',
  ),
  define(
    'peakHours',
    '折合高峰小时数',
    'Peak hours that a day is worth',
    8,
    'h/日',
    [6, 10],
    '高峰小时系数约 0.10–0.12，经验值·待核',
    'M',
  ),
  define(
    'saturationFlow',
    '车道饱和流率',
    'Saturation flow of a lane',
    1650,
    'veh/h',
    [1500, 1800],
    'CJJ 37 基本饱和流量，经验值·待核',
    'M',
  ),
  define('greenRatio', '绿信比', 'Share of green', 0.42, '1', [0.35, 0.5], '无配时数据，设计建议', 'D'),
  define('cycleSeconds', '信号周期', 'Signal cycle', 110, 's', [80, 150], '无配时数据，设计建议', 'D'),
] as const;

export type TrafficKey = (typeof TRAFFIC_ASSUMPTIONS)[number]['key'];
export type Traffic = Readonly<Record<TrafficKey, number>>;

/** The values of a document with their ranges; keys that it lacks keep the table's. */
export function trafficEnds(assumptions: readonly Assumption[]): Ends<Traffic> {
  return endsOf(TRAFFIC_ASSUMPTIONS, assumptions);
}
