import type { Mount } from '../../domain/mount.ts';
import type { PoleClass } from '../../domain/pole-class.ts';
import type { PoleRecord } from '../ledger.ts';
import { type Evidence, keyOf } from './evidence.ts';
import { type Judgement, NO_AXIS } from './judgement.ts';
import { atMost, type Measured } from './judging.ts';
import { normRule, type Rule } from './rule.ts';

const GUIDE = '合杆整治技术导则';

/** R1 and R3: signals keep their place, and how far mounts move to their carrier. */
export const SHIFT_RULES: readonly Rule[] = [
  {
    id: 'R1',
    title: { zh: '信号灯先定位', en: 'Signals keep their place' },
    limit: { value: 5, unit: 'm', sense: 'at most' },
    source: '合杆次序：信号→标志、监控→照明→其他，设计规则',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) => judgeShift(evidence, isVehicleSignal, limit, 'away'),
  },
  {
    id: 'R1b',
    title: { zh: '行人信号并入同角', en: 'Pedestrian signals stay at their corner' },
    limit: { value: 10, unit: 'm', sense: 'at most' },
    source: '合杆次序与行人过街视认，设计规则',
    confidence: 'D',
    standing: 'own',
    judge: (evidence, limit) =>
      judgeShift(evidence, (pole) => pole.class === 'TS' && !isVehicleSignal(pole), limit, 'away'),
  },
  normRule({
    id: 'R3',
    title: { zh: '路灯移位', en: 'Shift of lamps' },
    limit: { value: 5, unit: 'm', sense: 'at most' },
    norm: GUIDE,
    note: '顺路 ≤5 m',
    judge: (evidence, limit) => judgeShift(evidence, ofClass('LP'), limit, 'along', (mounts) => !showsSignal(mounts)),
  }),
  {
    id: 'R3a',
    title: { zh: '路口首灯并入路口杆', en: 'First lamps joined to corner carriers' },
    limit: { value: 12, unit: 'm', sense: 'at most' },
    source: '信号杆可兼挂照明，设计建议；交会区照度待复核',
    confidence: 'D',
    standing: 'unchecked',
    judge: (evidence, limit) => judgeShift(evidence, ofClass('LP'), limit, 'along', showsSignal),
  },
  normRule({
    id: 'R3b',
    title: { zh: '标志、监控、路名牌移位', en: 'Shift of signs, cameras and plates' },
    limit: { value: 10, unit: 'm', sense: 'at most' },
    norm: GUIDE,
    note: '视距不变时 ≤10 m',
    judge: (evidence, limit) => judgeShift(evidence, ofClass('TG', 'CC', 'RN', 'WF'), limit, 'along'),
  }),
  {
    id: 'R3c',
    title: { zh: '需步行到达的设施横向移位', en: 'Shift across of devices reached on foot' },
    limit: { value: 2, unit: 'm', sense: 'at most' },
    source: '充电、求助等宜留在人行道侧，设计建议',
    confidence: 'D',
    standing: 'unchecked',
    judge: (evidence, limit) => judgeShift(evidence, ofClass('OT', 'BS'), limit, 'across'),
  },
  normRule({
    id: 'R3d',
    title: { zh: '路灯横向移位', en: 'Shift of lamps across the road' },
    limit: { value: 2, unit: 'm', sense: 'at most' },
    norm: GUIDE,
    judge: (evidence, limit) => judgeShift(evidence, ofClass('LP'), limit, 'across'),
  }),
];

const ofClass =
  (...classes: readonly PoleClass[]) =>
  (pole: PoleRecord) =>
    classes.includes(pole.class);

function isVehicleSignal(pole: PoleRecord): boolean {
  return pole.class === 'TS' && String(pole.attributes.mounts).includes('vehicle-signal');
}

function showsSignal(mounts: readonly Mount[]): boolean {
  return mounts.some((mount) => mount.kind === 'vehicle-signal');
}

/** Shifts from each merged pole of the chosen kind to its carrier, of carriers whose final mounts suit `onto`. */
function judgeShift(
  evidence: Evidence,
  chosen: (pole: PoleRecord) => boolean,
  limit: number,
  how: 'along' | 'across' | 'away',
  onto: (mounts: readonly Mount[]) => boolean = () => true,
): Judgement {
  if (!evidence.axis) return NO_AXIS;
  const mountsOf = new Map(evidence.finalPoles.map((pole) => [keyOf(pole.ref), pole.mounts]));
  const measured = evidence.ledger.merges.flatMap(({ from, carrier }): Measured[] => {
    const pole = evidence.poles.get(keyOf(from));
    if (!pole || !chosen(pole) || !onto(mountsOf.get(keyOf(carrier)) ?? [])) return [];
    const [a, b] = [evidence.stationOf(from), evidence.stationOf(carrier)];
    if (!a || !b) return [];
    const along = Math.abs(a.chainage - b.chainage);
    const across = Math.abs(a.offset - b.offset);
    return [{ value: { along, across, away: Math.hypot(along, across) }[how], objects: [from, carrier] }];
  });
  return atMost(measured, limit);
}
