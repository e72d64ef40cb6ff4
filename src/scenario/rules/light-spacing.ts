import type { Evidence } from './evidence.ts';
import { type LightGap, lightGaps } from './lights.ts';
import { type Measurement, measured, NO_AXIS } from './measurement.ts';
import { atLeast, atMost, normRule, type Rule } from './rule.ts';

const NORM = 'CJJ 45-2015';

/** R2: how far apart lights stand along each side. */
export const LIGHT_SPACING_RULES: readonly Rule[] = [
  normRule({
    id: 'R2',
    title: { zh: '灯位最大间距', en: 'Greatest spacing of lights' },
    limit: atMost(35, 'm'),
    norm: NORM,
    note: '25–35 m，照度满足时 30–50 m',
    measure: (evidence) => gapsOf(evidence, ({ metres }) => metres),
  }),
  normRule({
    id: 'R2b',
    title: { zh: '灯位最小间距', en: 'Least spacing of lights' },
    limit: atLeast(25, 'm'),
    norm: NORM,
    measure: (evidence) => gapsOf(evidence, ({ metres }) => metres),
  }),
  normRule({
    id: 'R2c',
    title: { zh: '灯距与安装高度之比', en: 'Spacing over mounting height' },
    limit: atMost(3.5, 'S/H'),
    norm: NORM,
    note: '半截光 S ≤ 3.5H，截光 S ≤ 3H',
    measure: (evidence) =>
      gapsOf(evidence, ({ metres, before, after }) => metres / Math.min(before.mount.height, after.mount.height)),
  }),
];

function gapsOf(evidence: Evidence, value: (gap: LightGap) => number): Measurement {
  if (!evidence.axis) return NO_AXIS;
  return measured(
    lightGaps(evidence).map((gap) => ({ value: value(gap), objects: [gap.before.pole.ref, gap.after.pole.ref] })),
  );
}
