import type { MountKind } from '../../domain/mount.ts';
import type { Evidence, FinalPole } from './evidence.ts';
import { type Judgement, without } from './judgement.ts';
import { atLeast, atMost, type Measured } from './judging.ts';
import { normRule, type Rule } from './rule.ts';

/** R10 and R11: what feeds and connects a carrier. */
export const SUPPLY_RULES: readonly Rule[] = [
  normRule({
    id: 'R10',
    title: { zh: '供电负荷超出回路容量', en: 'Power beyond the supply' },
    limit: { value: 0, unit: 'kW', sense: 'at most' },
    norm: 'GB/T 40994-2021',
    note: '单杆供电 3–6 kW，含 5G 微站 0.5–1.5 kW',
    judge: (evidence, limit) =>
      judgeCarriers(
        evidence,
        evidence.surroundings.supply,
        ['配电回路容量', 'capacities of supply circuits are'],
        ({ mounts }, { kilowatts }) => kilowattsOf(mounts) - kilowatts,
        (measured) => atMost(measured, limit),
      ),
  }),
  normRule({
    id: 'R11',
    title: { zh: '光缆芯数', en: 'Fibre cores' },
    limit: { value: 6, unit: '芯', sense: 'at least' },
    norm: 'GB/T 40994-2021',
    note: '6–12 芯',
    judge: (evidence, limit) =>
      judgeCarriers(
        evidence,
        evidence.surroundings.communications,
        ['管孔与光缆数据', 'ducts and fibres are'],
        (_, { fibres }) => fibres,
        (measured) => atLeast(measured, limit),
      ),
  }),
  normRule({
    id: 'R11b',
    title: { zh: '备用管孔', en: 'Spare conduits' },
    limit: { value: 2, unit: '孔', sense: 'at least' },
    norm: 'GB/T 40994-2021',
    judge: (evidence, limit) =>
      judgeCarriers(
        evidence,
        evidence.surroundings.communications,
        ['管孔与光缆数据', 'ducts and fibres are'],
        (_, { spareDucts }) => spareDucts,
        (measured) => atLeast(measured, limit),
      ),
  }),
];

/** kW of all that hangs on a pole; what was surveyed goes before what is typical. */
function kilowattsOf(mounts: FinalPole['mounts']): number {
  return mounts.reduce((sum, { kind, power }) => sum + (power === undefined ? (POWER[kind] ?? 0) : power / 1000), 0);
}

/** kW a mount; domain reference §4.6 [M]. */
const POWER: Partial<Readonly<Record<MountKind, number>>> = {
  luminaire: 0.15,
  'vehicle-signal': 0.03,
  'pedestrian-signal': 0.02,
  camera: 0.015,
  'enforcement-camera': 0.06,
  'micro-cell': 1,
  wifi: 0.015,
  speaker: 0.05,
  screen: 0.3,
  charger: 7,
};

/** Measures every carrier that the data name; a carrier without data leaves the rule open, never passed. */
function judgeCarriers<Row extends { readonly carrier: string }>(
  { finalPoles }: Evidence,
  rows: readonly Row[] | undefined,
  [zh, en]: readonly [zh: string, en: string],
  measure: (pole: FinalPole, row: Row) => number,
  judge: (measured: Measured[]) => Judgement,
): Judgement {
  const carriers = finalPoles.filter(({ carrier }) => carrier);
  if (carriers.length === 0) return { kind: 'nothing' };
  const byCarrier = new Map(rows?.map((row) => [row.carrier, row]));
  const measured = carriers.flatMap((pole): Measured[] => {
    const row = byCarrier.get(pole.ref.id);
    return row ? [{ value: measure(pole, row), objects: [pole.ref] }] : [];
  });
  const judgement = judge(measured);
  return judgement.kind === 'beyond' || measured.length === carriers.length ? judgement : without(zh, en);
}
