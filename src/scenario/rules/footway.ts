import type { Evidence } from './evidence.ts';
import { type Judgement, NO_AXIS, without } from './judgement.ts';
import { atLeast, type Measured } from './judging.ts';
import { normRule, type Rule } from './rule.ts';
import type { Footway } from './surroundings.ts';

/** R8: room to walk past carriers, and room between carriers and traffic. */
export const FOOTWAY_RULES: readonly Rule[] = [
  normRule({
    id: 'R8',
    title: { zh: '人行道有效净宽', en: 'Clear width of the footway' },
    limit: { value: 2, unit: 'm', sense: 'at least' },
    norm: 'CJJ 37-2012（2016 版）',
    note: '≥2.0 m，困难处 1.5 m',
    judge: (evidence, limit) =>
      judgeFootway(evidence, limit, ({ kerb, outer }, at) =>
        at < outer ? Math.max(at - kerb, outer - at) - SHAFT : Number.POSITIVE_INFINITY,
      ),
  }),
  normRule({
    id: 'R8b',
    title: { zh: '杆至路缘石净距', en: 'Pole to kerb' },
    limit: { value: 0.25, unit: 'm', sense: 'at least' },
    norm: 'CJJ 37-2012（2016 版）',
    note: '侧向净宽 0.25–0.5 m',
    judge: (evidence, limit) => judgeFootway(evidence, limit, ({ kerb }, at) => at - kerb - SHAFT),
  }),
];

/** Half the width of a carrier's shaft, metres. */
const SHAFT = 0.15;

function judgeFootway(
  { finalPoles, axis, surroundings }: Evidence,
  limit: number,
  measure: (footway: Footway, at: number) => number,
): Judgement {
  const carriers = finalPoles.filter(({ carrier }) => carrier);
  if (carriers.length === 0) return { kind: 'nothing' };
  if (!axis) return NO_AXIS;
  const { footways } = surroundings;
  if (!footways) return without('人行道实测宽度', 'surveyed footway widths are');
  const measured = carriers.flatMap(({ ref, station }): Measured[] => {
    if (!station) return [];
    const side = station.offset < 0 ? 'south' : 'north';
    const at = Math.abs(station.offset);
    const footway = footways.find(
      (each) => each.side === side && station.chainage >= each.from && station.chainage <= each.to,
    );
    // A carrier in the side divider stands before the kerb and takes no width.
    if (!footway || at < footway.kerb) return [];
    const value = measure(footway, at);
    return Number.isFinite(value) ? [{ value, objects: [ref] }] : [];
  });
  return atLeast(measured, limit);
}
