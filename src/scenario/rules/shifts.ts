import type { Mount, MountKind } from '../../domain/mount.ts';
import type { PoleClass } from '../../domain/pole-class.ts';
import type { PoleRecord } from '../ledger.ts';
import type { Evidence } from './evidence.ts';
import { type Measured, type Measurement, measured, NO_AXIS, NOTHING } from './measurement.ts';
import { atMost, normRule, ownRule, type Rule } from './rule.ts';
import { lostMounts, whereaboutsOf } from './whereabouts.ts';

const GUIDE = '合杆整治技术导则';

/** R1 and R3: signals keep their place, nothing that serves is lost, and how far mounts move to where they hang in the end. */
export const SHIFT_RULES: readonly Rule[] = [
  ownRule({
    id: 'R1',
    title: { zh: '信号灯先定位', en: 'Signals keep their place' },
    limit: atMost(5, 'm'),
    source: '合杆次序：信号→标志、监控→照明→其他，设计规则',
    measure: (evidence) => shiftOf(evidence, 'away', isVehicleSignal),
  }),
  ownRule({
    id: 'R1b',
    title: { zh: '行人信号并入同角', en: 'Pedestrian signals stay at their corner' },
    limit: atMost(10, 'm'),
    source: '合杆次序与行人过街视认，设计规则',
    measure: (evidence) => shiftOf(evidence, 'away', (pole) => pole.class === 'TS' && !isVehicleSignal(pole)),
  }),
  ownRule({
    id: 'R1c',
    title: { zh: '拆杆后无处安装的信号灯、标志、监控', en: 'Signals, signs and cameras left without a pole' },
    limit: atMost(0, '件'),
    source: '合杆次序：先有去处、后拆旧杆，设计规则',
    measure: (evidence) => {
      if (whereaboutsOf(evidence).length === 0 && evidence.ledger.poles.every(({ fate }) => fate === 'keep'))
        return NOTHING;
      const lost = [...lostMounts(evidence, ({ kind }) => SERVING.includes(kind))];
      return measured(lost.map(([{ ref }, value]): Measured => ({ value, objects: [ref] })));
    },
  }),
  normRule({
    id: 'R3',
    title: { zh: '路灯移位', en: 'Shift of lamps' },
    limit: atMost(5, 'm'),
    norm: GUIDE,
    note: '顺路 ≤5 m',
    measure: (evidence) => shiftOf(evidence, 'along', ofClass('LP'), (mounts) => !showsSignal(mounts)),
  }),
  ownRule({
    id: 'R3a',
    title: { zh: '路口首灯并入路口杆', en: 'First lamps joined to corner carriers' },
    limit: atMost(12, 'm'),
    source: '信号杆可兼挂照明，设计建议；交会区照度待复核',
    standing: 'unchecked',
    measure: (evidence) => shiftOf(evidence, 'along', ofClass('LP'), showsSignal),
  }),
  normRule({
    id: 'R3b',
    title: { zh: '标志、监控、路名牌移位', en: 'Shift of signs, cameras and plates' },
    limit: atMost(10, 'm'),
    norm: GUIDE,
    note: '视距不变时 ≤10 m',
    measure: (evidence) => shiftOf(evidence, 'along', ofClass('TG', 'CC', 'RN', 'WF')),
  }),
  ownRule({
    id: 'R3c',
    title: { zh: '需步行到达的设施横向移位', en: 'Shift across of devices reached on foot' },
    limit: atMost(2, 'm'),
    source: '充电、求助等宜留在人行道侧，设计建议',
    standing: 'unchecked',
    measure: (evidence) => shiftOf(evidence, 'across', ofClass('OT', 'BS')),
  }),
  normRule({
    id: 'R3d',
    title: { zh: '路灯横向移位', en: 'Shift of lamps across the road' },
    limit: atMost(2, 'm'),
    norm: GUIDE,
    measure: (evidence) => shiftOf(evidence, 'across', ofClass('LP')),
  }),
];

/** What somebody misses the day it is gone. Lamps are the matter of R2, flags and plates may go. */
const SERVING: readonly MountKind[] = [
  'vehicle-signal',
  'pedestrian-signal',
  'sign',
  'guide-sign',
  'camera',
  'enforcement-camera',
  'help-point',
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

/** From each pole of the chosen kind to where its mounts hang in the end, if the mounts there suit `onto`. */
function shiftOf(
  evidence: Evidence,
  how: 'along' | 'across' | 'away',
  chosen: (pole: PoleRecord) => boolean,
  onto: (mounts: readonly Mount[]) => boolean = () => true,
): Measurement {
  if (!evidence.axis) return NO_AXIS;
  return measured(
    whereaboutsOf(evidence).flatMap(({ from, to }): Measured[] => {
      if (!chosen(from) || !onto(to.mounts)) return [];
      const [a, b] = [evidence.stationOf(from.ref), to.station];
      if (!a || !b) return [];
      const along = Math.abs(a.chainage - b.chainage);
      const across = Math.abs(a.offset - b.offset);
      return [{ value: { along, across, away: Math.hypot(along, across) }[how], objects: [from.ref, to.ref] }];
    }),
  );
}
