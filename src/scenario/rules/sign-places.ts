import type { Evidence } from './evidence.ts';
import { type Judgement, NO_AXIS, without } from './judgement.ts';
import { atLeast, atMost, type Measured } from './judging.ts';
import { normRule, type Rule } from './rule.ts';

/** R6: where signs stand. Signs a pole are counted with the mounts, what hides them with the sight lines. */
export const SIGN_PLACE_RULES: readonly Rule[] = [
  normRule({
    id: 'R6b',
    title: { zh: '同类标志间距', en: 'Spacing of signs of one type' },
    limit: { value: 30, unit: 'm', sense: 'at least' },
    norm: 'GB 5768.2-2022',
    note: '40–60 km/h',
    judge: ({ finalPoles }) =>
      finalPoles.some(({ mounts }) => mounts.some(({ kind }) => kind === 'sign'))
        ? without('标志版面类型', 'the types of sign faces are')
        : { kind: 'nothing' },
  }),
  normRule({
    id: 'R6c',
    title: { zh: '指路标志至路口最小距离', en: 'Advance signs to the junction, least' },
    limit: { value: 30, unit: 'm', sense: 'at least' },
    norm: 'GB 5768.2-2022',
    judge: (evidence, limit) => judgeAdvance(evidence, (measured) => atLeast(measured, limit)),
  }),
  normRule({
    id: 'R6d',
    title: { zh: '指路标志至路口最大距离', en: 'Advance signs to the junction, greatest' },
    limit: { value: 80, unit: 'm', sense: 'at most' },
    norm: 'GB 5768.2-2022',
    judge: (evidence, limit) => judgeAdvance(evidence, (measured) => atMost(measured, limit)),
  }),
];

/** Guide signs on carriers, each to the nearest junction of the axis; signs that nothing moved are not the plan's matter. */
function judgeAdvance({ finalPoles, axis, compiled }: Evidence, judge: (measured: Measured[]) => Judgement): Judgement {
  if (!axis) return NO_AXIS;
  const signs = finalPoles.filter(({ carrier, mounts }) => carrier && mounts.some(({ kind }) => kind === 'guide-sign'));
  if (signs.length === 0) return { kind: 'nothing' };
  const junctions = (compiled.document.project.junctions ?? []).map(
    ({ position }) => axis.stationOf(position[0], position[1]).chainage,
  );
  if (junctions.length === 0) return without('路口位置', 'the places of junctions are');
  return judge(
    signs.flatMap(({ ref, station }): Measured[] =>
      station ? [{ value: Math.min(...junctions.map((at) => Math.abs(at - station.chainage))), objects: [ref] }] : [],
    ),
  );
}
