import { type Mount, type MountKind, microCellSets } from '../../domain/mount.ts';
import type { Evidence } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';
import { type Measured, type Measurement, measured, measureEach } from './measurement.ts';
import { atLeast, atMost, normRule, type Rule } from './rule.ts';
import type { Surroundings } from './surroundings.ts';

const NORM = 'GB/T 40994-2021';

/** R10 and R11: what feeds, earths and connects a pole that carries something electric. */
export const SUPPLY_RULES: readonly Rule[] = [
  normRule({
    id: 'R10',
    title: { zh: '供电负荷超出回路容量', en: 'Power beyond the supply' },
    limit: atMost(0, 'kW'),
    norm: NORM,
    measure: (evidence) =>
      bySupply(evidence, fed, ['配电回路容量', 'capacities of supply circuits are'], ({ mounts }, { kilowatts }) =>
        kilowatts === undefined ? null : kilowattsOf(mounts) - kilowatts,
      ),
  }),
  normRule({
    id: 'R10b',
    title: { zh: '单杆用电负荷', en: 'Load of one pole' },
    limit: atMost(6, 'kW'),
    norm: NORM,
    note: '单杆供电 3–6 kW，含 5G 微站 0.5–1.5 kW；充电桩另设回路，不计',
    measure: ({ finalPoles }) =>
      measured(
        finalPoles.filter(fed).map(({ ref, mounts }): Measured => {
          const own = mounts.filter(({ kind }) => kind !== 'charger');
          return { value: kilowattsOf(own), objects: [ref] };
        }),
      ),
  }),
  normRule({
    id: 'R10c',
    title: { zh: '接地电阻', en: 'Resistance to earth' },
    limit: atMost(4, 'Ω'),
    norm: NORM,
    measure: (evidence) =>
      bySupply(evidence, allDay, ['接地电阻', 'resistances to earth are'], (_, { earthOhms }) => earthOhms ?? null),
  }),
  normRule({
    id: 'R10d',
    title: { zh: '接地电阻（仅照明）', en: 'Resistance to earth, lighting only' },
    limit: atMost(10, 'Ω'),
    norm: NORM,
    measure: (evidence) =>
      bySupply(
        evidence,
        (pole) => fed(pole) && !allDay(pole),
        ['接地电阻', 'resistances to earth are'],
        (_, { earthOhms }) => earthOhms ?? null,
      ),
  }),
  normRule({
    id: 'R10e',
    title: { zh: '照明与全天候回路未分设', en: 'Lighting and 24-hour devices on one circuit' },
    limit: atMost(0, '根'),
    norm: NORM,
    measure: (evidence) =>
      bySupply(
        evidence,
        (pole) => allDay(pole) && pole.mounts.some(({ kind }) => kind === 'luminaire'),
        ['配电回路设置', 'the circuits are'],
        (_, { separateCircuits }) => flaw(separateCircuits),
      ),
  }),
  normRule({
    id: 'R10f',
    title: { zh: '未设剩余电流保护', en: 'No residual-current device' },
    limit: atMost(0, '根'),
    norm: NORM,
    measure: (evidence) =>
      bySupply(evidence, fed, ['剩余电流保护', 'residual-current devices are'], (_, { rcd }) => flaw(rcd)),
  }),
  normRule({
    id: 'R11',
    title: { zh: '光缆芯数', en: 'Fibre cores' },
    limit: atLeast(6, '芯'),
    norm: NORM,
    note: '6–12 芯',
    measure: (evidence) => byCommunications(evidence, ({ fibres }) => fibres),
  }),
  normRule({
    id: 'R11b',
    title: { zh: '备用管孔', en: 'Spare conduits' },
    limit: atLeast(2, '孔'),
    norm: NORM,
    measure: (evidence) => byCommunications(evidence, ({ spareDucts }) => spareDucts),
  }),
  normRule({
    id: 'R11c',
    title: { zh: '光缆芯数少于设备所需', en: 'Fibre cores short of what devices need' },
    limit: atMost(0, '芯'),
    norm: NORM,
    measure: (evidence) => byCommunications(evidence, ({ fibres }, { mounts }) => coresOf(mounts, fibres)),
  }),
  normRule({
    id: 'R11d',
    title: { zh: '未设网关或网络接口', en: 'No gateway or network port' },
    limit: atMost(0, '根'),
    norm: NORM,
    measure: (evidence) => byCommunications(evidence, ({ gateway }) => flaw(gateway)),
  }),
];

/** kW a mount where none was surveyed; domain reference §4.6 [M]. */
const POWER: Partial<Readonly<Record<MountKind, number>>> = {
  luminaire: 0.15,
  'vehicle-signal': 0.03,
  'pedestrian-signal': 0.02,
  camera: 0.015,
  'enforcement-camera': 0.06,
  wifi: 0.015,
  speaker: 0.05,
  screen: 0.3,
  charger: 7,
};
/** kW of one set of micro-cell antennas. */
const MICRO_CELL = 1;
/** Devices that send over fibre. */
const CONNECTED: readonly MountKind[] = ['camera', 'enforcement-camera', 'micro-cell', 'wifi', 'screen', 'help-point'];

/** kW of all that hangs on a pole; what was surveyed goes before what is typical. */
function kilowattsOf(mounts: readonly Mount[]): number {
  const cells = mounts.filter(({ kind, power }) => kind === 'micro-cell' && power === undefined).length;
  return mounts.reduce(
    (sum, { kind, power }) =>
      sum + (power !== undefined ? power / 1000 : kind === 'micro-cell' ? 0 : (POWER[kind] ?? 0)),
    microCellSets(cells) * MICRO_CELL,
  );
}

/** Cores that are short: what mounts state, or null where a device needs fibre and nobody knows how much. */
function coresOf(mounts: readonly Mount[], fibres: number | undefined): number | null {
  const stated = mounts.filter(({ fibre }) => fibre !== undefined);
  if (fibres === undefined || stated.length === 0 || stated.some(({ fibre }) => fibre === null)) return null;
  return Math.max(0, stated.reduce((sum, { fibre }) => sum + (fibre ?? 0), 0) - fibres);
}

function fed({ mounts }: FinalPole): boolean {
  return mounts.some(({ kind, power }) => POWER[kind] !== undefined || (power ?? 0) > 0);
}

/** Whether it carries something electric that works by day too. */
function allDay({ mounts }: FinalPole): boolean {
  return mounts.some(({ kind, power }) => kind !== 'luminaire' && (POWER[kind] !== undefined || (power ?? 0) > 0));
}

/** 1 where something that must be there is not; null where nobody knows. */
function flaw(present: boolean | undefined): number | null {
  return present === undefined ? null : present ? 0 : 1;
}

function bySupply(
  { finalPoles, surroundings }: Evidence,
  chosen: (pole: FinalPole) => boolean,
  lack: readonly [zh: string, en: string],
  value: (pole: FinalPole, row: NonNullable<Surroundings['supply']>[number]) => number | null,
): Measurement {
  const rows = new Map(surroundings.supply?.map((row) => [row.carrier, row]));
  return measureEach(
    finalPoles.filter(chosen),
    (pole) => {
      const row = rows.get(pole.ref.id);
      return row ? value(pole, row) : null;
    },
    ({ ref }) => [ref],
    lack,
  );
}

function byCommunications(
  { finalPoles, surroundings }: Evidence,
  value: (row: NonNullable<Surroundings['communications']>[number], pole: FinalPole) => number | null | undefined,
): Measurement {
  const rows = new Map(surroundings.communications?.map((row) => [row.carrier, row]));
  return measureEach(
    finalPoles.filter(({ mounts }) =>
      mounts.some(({ kind, fibre }) => CONNECTED.includes(kind) || fibre !== undefined),
    ),
    (pole) => {
      const row = rows.get(pole.ref.id);
      return (row && value(row, pole)) ?? null;
    },
    ({ ref }) => [ref],
    ['管孔与光缆数据', 'ducts and fibres are'],
  );
}
