import type { Evidence } from './evidence.ts';
import { type Judgement, NO_AXIS, without } from './judgement.ts';
import { atLeast, atMost, type Measured } from './judging.ts';
import { normRule, type Rule } from './rule.ts';

/** R5: where signal heads stand before a driver who waits at the stop line. */
export const SIGNAL_PLACE_RULES: readonly Rule[] = [
  normRule({
    id: 'R5',
    title: { zh: '停止线至信号灯最小距离', en: 'Stop line to signal, least' },
    limit: { value: 15, unit: 'm', sense: 'at least' },
    norm: 'GB 14886-2016',
    judge: (evidence, limit) => judgeHeads(evidence, 'distance', (measured) => atLeast(measured, limit)),
  }),
  normRule({
    id: 'R5b',
    title: { zh: '停止线至信号灯最大距离', en: 'Stop line to signal, greatest' },
    limit: { value: 50, unit: 'm', sense: 'at most' },
    norm: 'GB 14886-2016',
    note: '超出时用 400 mm 灯头或近侧复示',
    judge: (evidence, limit) => judgeHeads(evidence, 'distance', (measured) => atMost(measured, limit)),
  }),
  normRule({
    id: 'R5c',
    title: { zh: '信号灯偏离视线锥', en: 'Signal off the line of sight' },
    limit: { value: 10, unit: '°', sense: 'at most' },
    norm: 'GB 14886-2016',
    note: '停止线处视线两侧各 10°',
    judge: (evidence, limit) => judgeHeads(evidence, 'angle', (measured) => atMost(measured, limit)),
  }),
  normRule({
    id: 'R5d',
    title: { zh: '信号灯悬臂达车道中央', en: 'Signal arms reach the lane' },
    limit: null,
    norm: 'GB 14886-2016',
    judge: ({ finalPoles }) =>
      finalPoles.some(({ mounts }) => mounts.some(({ kind }) => kind === 'vehicle-signal'))
        ? without('悬臂长度', 'lengths of arms are')
        : { kind: 'nothing' },
  }),
];

/** A head faces an approach whose drivers come within this angle of its axis, and stands no farther off, metres. */
const FACING = 40;
const SAME_JUNCTION = 90;

function judgeHeads(
  { finalPoles, axis, surroundings, place }: Evidence,
  what: 'distance' | 'angle',
  judge: (measured: Measured[]) => Judgement,
): Judgement {
  if (!axis) return NO_AXIS;
  const signals = finalPoles.filter(({ mounts }) => mounts.some(({ kind }) => kind === 'vehicle-signal'));
  if (signals.length === 0) return { kind: 'nothing' };
  const { approaches } = surroundings;
  if (!approaches) return without('停止线与车道数据', 'stop lines and lanes are');
  // One approach is served by its best head: each is measured to the head that faces it and is nearest to straight ahead.
  const measured = approaches.flatMap(({ stopLine, bearing }): Measured[] => {
    const [x, y] = place(...stopLine);
    const heads = signals.flatMap(({ ref, place: [px, py], mounts }) => {
      const distance = Math.hypot(px - x, py - y);
      const angle = turn((Math.atan2(px - x, py - y) * 180) / Math.PI, bearing);
      const faces = mounts.some(
        ({ kind, azimuth }) => kind === 'vehicle-signal' && turn(azimuth + 180, bearing) <= FACING,
      );
      return faces && distance <= SAME_JUNCTION && angle < 90 ? [{ ref, distance, angle }] : [];
    });
    const best = heads.sort((a, b) => a.angle - b.angle)[0];
    return best ? [{ value: best[what], objects: [best.ref] }] : [];
  });
  if (measured.length < approaches.length)
    return without('部分进口道所对的信号灯', 'signals that face some of the approaches are');
  return judge(measured);
}

/** Angle between two bearings, 0–180°. */
function turn(a: number, b: number): number {
  return Math.abs(((((a - b) % 360) + 540) % 360) - 180);
}
