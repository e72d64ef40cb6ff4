import type { Evidence } from './evidence.ts';
import { type Measurement, measureEach, NO_AXIS, NOTHING, without } from './measurement.ts';
import { atLeast, normRule, type Rule } from './rule.ts';
import type { Footway } from './surroundings.ts';

/** Half the width of a pole's foot, metres. */
export const HALF_SHAFT = 0.15;

export const CLEAR_WIDTH: Rule = normRule({
  id: 'R8',
  title: { zh: '人行道有效净宽', en: 'Clear width of the footway' },
  limit: atLeast(2, 'm'),
  norm: 'CJJ 37-2012（2016 版）',
  note: '≥2.0 m，困难处 1.5 m',
  measure: (evidence) =>
    footwayOf(evidence, ({ kerb, outer }, at) => (at < outer ? Math.max(at - kerb, outer - at) - HALF_SHAFT : 'free')),
});

/** R8: room to walk past poles, and room between poles and traffic. */
export const FOOTWAY_RULES: readonly Rule[] = [
  CLEAR_WIDTH,
  normRule({
    id: 'R8b',
    title: { zh: '杆至路缘石净距', en: 'Pole to kerb' },
    limit: atLeast(0.25, 'm'),
    norm: 'CJJ 37-2012（2016 版）',
    note: '侧向净宽 0.25–0.5 m',
    measure: (evidence) => footwayOf(evidence, ({ kerb, outer }, at) => (at < outer ? at - kerb - HALF_SHAFT : 'free')),
  }),
];

/** Every pole beside the road; one before the kerb, in a side divider, takes no width of the footway. */
function footwayOf(
  { finalPoles, axis, surroundings }: Evidence,
  value: (footway: Footway, at: number) => number | 'free',
): Measurement {
  if (finalPoles.length === 0) return NOTHING;
  if (!axis) return NO_AXIS;
  const { footways } = surroundings;
  const lack = ['人行道实测宽度', 'surveyed footway widths are'] as const;
  if (!footways)
    return without(
      ...lack,
      finalPoles.map(({ ref }) => ref),
    );
  return measureEach(
    finalPoles,
    ({ station }) => {
      if (!station) return null;
      const side = station.offset < 0 ? 'south' : 'north';
      const at = Math.abs(station.offset);
      // A pole before the end of the road's first or last footway stands on a crossing road.
      if (station.chainage < 0 || station.chainage > axis.length) return 'free';
      const footway = footways.find(
        (each) => each.side === side && station.chainage >= each.from && station.chainage <= each.to,
      );
      // Between two stretches of footway lies a junction or a drive.
      if (!footway) return footways.some((each) => each.side === side) ? 'free' : null;
      return at < footway.kerb ? 'free' : value(footway, at);
    },
    ({ ref }) => [ref],
    lack,
  );
}
