import { lightingInputs } from '../lighting/assumptions.ts';
import type { Evidence } from './evidence.ts';
import type { FinalPole } from './final-pole.ts';
import { type Arrangement, arrangementOf, luminairesOf } from './lights.ts';
import { type Measured, type Measurement, measured, measureEach, NO_AXIS } from './measurement.ts';
import { atLeast, atMost, normRule, type Rule } from './rule.ts';

const NORM = 'CJJ 45-2015';
/** The table's lower figure is the least, its upper one what is better. */
const HEIGHTS: readonly {
  readonly id: string;
  readonly arrangement: Arrangement;
  readonly zh: string;
  readonly en: string;
  readonly least: number;
  readonly note: string;
}[] = [
  { id: 'R2d', arrangement: 'opposite', zh: '双侧对称', en: 'opposite', least: 0.5, note: '≥0.5–0.6' },
  { id: 'R2e', arrangement: 'staggered', zh: '双侧交错', en: 'staggered', least: 0.7, note: '≥0.7–0.8' },
  { id: 'R2f', arrangement: 'single', zh: '单侧', en: 'single-sided', least: 1, note: '≥1.0–1.2' },
];

/** R2: how high lights hang over the width that they light, how they are tilted and how far they reach out. */
export const LIGHT_GEOMETRY_RULES: readonly Rule[] = [
  ...HEIGHTS.map(({ id, arrangement, zh, en, least, note }) =>
    normRule({
      id,
      title: { zh: `安装高度与路面有效宽度之比（${zh}）`, en: `Mounting height over effective width (${en})` },
      limit: atLeast(least, 'H/W'),
      norm: NORM,
      note: `H/W_eff ${note}；路面宽按车道数、车道宽与中央分隔带的假设`,
      measure: (evidence) => heightsOf(evidence, arrangement),
    }),
  ),
  normRule({
    id: 'R2g',
    title: { zh: '灯具仰角', en: 'Tilt of luminaires' },
    limit: atMost(15, '°'),
    norm: NORM,
    measure: (evidence) =>
      luminaireValue(evidence, 'tilt', 'luminaireTilt', (tilt) => tilt, ['灯具仰角实测', 'surveyed tilts are']),
  }),
  normRule({
    id: 'R2h',
    title: { zh: '灯臂悬挑与安装高度之比', en: 'Overhang over mounting height' },
    limit: atMost(0.25, '1'),
    norm: NORM,
    note: '悬挑 ≤ H/4',
    measure: (evidence) =>
      luminaireValue(evidence, 'overhang', 'armOverhang', (metres, height) => metres / height, [
        '灯臂悬挑实测',
        'surveyed overhangs are',
      ]),
  }),
];

/** H / W_eff; the effective width is the carriageway less the overhang of each side that has lights (CJJ 45). */
function heightsOf(evidence: Evidence, arrangement: Arrangement): Measurement {
  if (!evidence.axis) return NO_AXIS;
  const { laneCount, laneWidth, medianHalf, armOverhang } = lightingInputs(evidence.compiled.document);
  const width = laneCount * laneWidth + 2 * medianHalf;
  const sides = arrangement === 'single' ? 1 : 2;
  return measured(
    [...arrangementOf(evidence)].flatMap(([{ pole, mount }, found]): Measured[] => {
      if (found !== arrangement) return [];
      const overhang = numberOf(pole, 'overhang') ?? armOverhang;
      return [{ value: mount.height / (width - sides * overhang), objects: [pole.ref] }];
    }),
  );
}

/** What a luminaire's pole states, or for one that the plan builds the assumption that the plan was made with. */
function luminaireValue(
  evidence: Evidence,
  attribute: string,
  assumption: 'luminaireTilt' | 'armOverhang',
  value: (stated: number, height: number) => number,
  lack: readonly [string, string],
): Measurement {
  const assumed = lightingInputs(evidence.compiled.document)[assumption];
  return measureEach(
    luminairesOf(evidence),
    ({ pole, mount }) => {
      const stated = numberOf(pole, attribute) ?? (pole.planned ? assumed : null);
      return stated === null ? null : value(stated, mount.height);
    },
    ({ pole }) => [pole.ref],
    lack,
  );
}

function numberOf({ attributes }: FinalPole, key: string): number | null {
  const value = attributes[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
