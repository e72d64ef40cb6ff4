import type { Mount } from '../../domain/mount.ts';
import type { RoadAxis } from '../road-axis.ts';
import type { Evidence } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';
import { type Measured, type Measurement, measured, NO_AXIS, NOTHING, without } from './measurement.ts';
import { atLeast, atMost, normRule, type Rule } from './rule.ts';

const NORM = 'GB 5768.2-2022';

/** R6: where signs stand. What hides them is judged with the sight lines. */
export const SIGN_PLACE_RULES: readonly Rule[] = [
  normRule({
    id: 'R6',
    title: { zh: '单杆标志数', en: 'Signs a pole' },
    limit: atMost(4, '块'),
    norm: NORM,
    measure: ({ finalPoles }) =>
      measured(
        finalPoles.flatMap(({ ref, mounts }): Measured[] => {
          const value = mounts.filter(({ kind }) => kind === 'sign' || kind === 'guide-sign').length;
          return value > 0 ? [{ value, objects: [ref] }] : [];
        }),
      ),
  }),
  normRule({
    id: 'R6b',
    title: { zh: '同类标志间距', en: 'Spacing of signs of one type' },
    limit: atLeast(30, 'm'),
    norm: NORM,
    note: '40–60 km/h；版面类型未调查，凡同向标志均视为可能同类',
    measure: (evidence) => signSpacing(evidence, 'sign'),
  }),
  normRule({
    id: 'R6e',
    title: { zh: '指路标志间距', en: 'Spacing of guide signs' },
    limit: atLeast(30, 'm'),
    norm: NORM,
    note: '40–60 km/h',
    measure: (evidence) => signSpacing(evidence, 'guide-sign'),
  }),
  normRule({
    id: 'R6c',
    title: { zh: '指路标志至路口最小距离', en: 'Advance signs to the junction, least' },
    limit: atLeast(30, 'm'),
    norm: NORM,
    measure: (evidence) => advanceOf(evidence),
  }),
  normRule({
    id: 'R6d',
    title: { zh: '指路标志至路口最大距离', en: 'Advance signs to the junction, greatest' },
    limit: atMost(80, 'm'),
    norm: NORM,
    measure: (evidence) => advanceOf(evidence),
  }),
];

/** From here on nobody could ask for the types of two faces: they are far enough apart whatever they show, metres. */
const APART = 30;
/** Farther before a junction a guide sign announces something else, metres. */
const ADVANCE = 150;

/** A sign whose drivers come along the axis: 1 towards its end, −1 towards its beginning. */
interface AlongSign {
  readonly pole: FinalPole;
  readonly chainage: number;
  readonly travel: 1 | -1;
}

/** Signs that drivers along the road read, one a pole and direction; those that face a crossing road are left out. */
function alongRoad({ finalPoles }: Evidence, axis: RoadAxis, kind: Mount['kind']): AlongSign[] {
  return finalPoles.flatMap((pole): AlongSign[] => {
    const { station } = pole;
    if (!station) return [];
    const bearing = axis.bearingAt(station.chainage);
    const travels = pole.mounts.flatMap((mount): (1 | -1)[] => {
      if (mount.kind !== kind) return [];
      const along = Math.cos(((mount.azimuth + 180 - bearing) * Math.PI) / 180);
      return along > Math.SQRT1_2 ? [1] : along < -Math.SQRT1_2 ? [-1] : [];
    });
    return [...new Set(travels)].map((travel) => ({ pole, chainage: station.chainage, travel }));
  });
}

/** From each sign to the next one of its kind that the same drivers read, on another pole. */
function signSpacing(evidence: Evidence, kind: 'sign' | 'guide-sign'): Measurement {
  const { axis } = evidence;
  if (!axis) return NO_AXIS;
  const signs = alongRoad(evidence, axis, kind);
  const values = ([1, -1] as const).flatMap((travel) => {
    const row = signs.filter((each) => each.travel === travel).sort((a, b) => a.chainage - b.chainage);
    return row.slice(1).map((after, index): Measured => {
      const before = row[index] as AlongSign;
      return { value: after.chainage - before.chainage, objects: [before.pole.ref, after.pole.ref] };
    });
  });
  const close = values.filter(({ value }) => value < APART);
  if (kind === 'sign' && close.length > 0)
    return without(
      `${close.length} 处标志的版面类型`,
      `the types of sign faces at ${close.length} places are`,
      close.flatMap(({ objects }) => objects),
    );
  return measured(values);
}

/** Guide signs before a junction, each to the next junction that its drivers come to. */
function advanceOf(evidence: Evidence): Measurement {
  const { axis, compiled } = evidence;
  if (!axis) return NO_AXIS;
  const signs = alongRoad(evidence, axis, 'guide-sign');
  if (signs.length === 0) return NOTHING;
  const junctions = (compiled.document.project.junctions ?? []).map(
    ({ position }) => axis.stationOf(position[0], position[1]).chainage,
  );
  if (junctions.length === 0)
    return without(
      '路口位置',
      'the places of junctions are',
      signs.map(({ pole }) => pole.ref),
    );
  return measured(
    signs.flatMap(({ pole, chainage, travel }): Measured[] => {
      const ahead = junctions.map((at) => (at - chainage) * travel).filter((metres) => metres > 0);
      const next = Math.min(...ahead);
      return next <= ADVANCE ? [{ value: next, objects: [pole.ref] }] : [];
    }),
  );
}
