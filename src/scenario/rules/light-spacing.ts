import type { ObjectRef } from '../compiled.ts';
import type { Evidence } from './evidence.ts';
import { type Judgement, NO_AXIS } from './judgement.ts';
import { atLeast, atMost, type Measured } from './judging.ts';
import { normRule, type Rule } from './rule.ts';

/** R2: how far apart lights stand along each side. A crossing's own lights are its own matter and left out. */
export const LIGHT_SPACING_RULES: readonly Rule[] = [
  normRule({
    id: 'R2',
    title: { zh: '灯位最大间距', en: 'Greatest spacing of lights' },
    limit: { value: 35, unit: 'm', sense: 'at most' },
    norm: 'CJJ 45-2015',
    note: '25–35 m，照度满足时 30–50 m',
    judge: (evidence, limit) =>
      judgeGaps(
        evidence,
        ({ metres }) => metres,
        (gaps) => atMost(gaps, limit),
      ),
  }),
  normRule({
    id: 'R2b',
    title: { zh: '灯位最小间距', en: 'Least spacing of lights' },
    limit: { value: 25, unit: 'm', sense: 'at least' },
    norm: 'CJJ 45-2015',
    judge: (evidence, limit) =>
      judgeGaps(
        evidence,
        ({ metres }) => metres,
        (gaps) => atLeast(gaps, limit),
      ),
  }),
  normRule({
    id: 'R2c',
    title: { zh: '灯距与安装高度之比', en: 'Spacing over mounting height' },
    limit: { value: 3.5, unit: 'S/H', sense: 'at most' },
    norm: 'CJJ 45-2015',
    note: '半截光 S ≤ 3.5H，截光 S ≤ 3H',
    judge: (evidence, limit) =>
      judgeGaps(
        evidence,
        ({ metres, lower }) => metres / lower,
        (gaps) => atMost(gaps, limit),
      ),
  }),
];

interface LightGap {
  readonly metres: number;
  /** Height of the lower of the two lights, metres. */
  readonly lower: number;
  readonly objects: readonly ObjectRef[];
}

function judgeGaps(
  evidence: Evidence,
  value: (gap: LightGap) => number,
  judge: (measured: Measured[]) => Judgement,
): Judgement {
  if (!evidence.axis) return NO_AXIS;
  return judge(lightGaps(evidence).map((gap) => ({ value: value(gap), objects: gap.objects })));
}

function lightGaps({ finalPoles, compiled, axis }: Evidence): LightGap[] {
  const junctions = (compiled.document.project.junctions ?? []).map(
    ({ position }) => axis?.stationOf(position[0], position[1]).chainage ?? Number.NaN,
  );
  return [-1, 1].flatMap((side) => {
    const lights = finalPoles
      .flatMap(({ ref, station, mounts }) => {
        const heights = mounts.filter(({ kind }) => kind === 'luminaire').map(({ height }) => height);
        if (!station || Math.sign(station.offset) !== side || heights.length === 0) return [];
        return [{ ref, chainage: station.chainage, height: Math.max(...heights) }];
      })
      .sort((a, b) => a.chainage - b.chainage);
    return lights.flatMap((light, index): LightGap[] => {
      const before = lights[index - 1];
      if (!before || junctions.some((each) => each > before.chainage && each < light.chainage)) return [];
      return [
        {
          metres: light.chainage - before.chainage,
          lower: Math.min(light.height, before.height),
          objects: [before.ref, light.ref],
        },
      ];
    });
  });
}
