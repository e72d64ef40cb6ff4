import type { Instant } from '../../domain/clock.ts';
import type { Confidence } from '../../domain/layer.ts';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import type { LimitTerms, Verdict } from '../findings.ts';
import { lightingKpis } from './figures.ts';
import type { FieldFigures } from './road-field.ts';
import { type LitRoad, litRoadOf, type SegmentLight } from './road-lighting.ts';
import { judgeFigures, LIGHTING_TARGETS, type LightingClass, powerDensityLimit } from './road-targets.ts';

/** What CJJ 45 says of the light of an alternative; of the same form as every other finding. */
export interface LightingFinding {
  readonly rule: string;
  readonly title: Words;
  readonly verdict: Verdict;
  readonly words: Words;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  readonly source: string;
  /** 核对状态 of the limit. */
  readonly standing: 'checked' | 'unchecked';
  readonly confidence: Confidence;
  readonly objects: readonly ObjectRef[];
  readonly terms?: LimitTerms;
}

/** How sure the targets of CJJ 45 are: as remembered, not compared with the printed standard. */
const CONFIDENCE: Confidence = 'M';
const NORM = 'CJJ 45-2015';
const SOURCE = `${NORM}，条文待核`;

/** A target with what the plan's document says of it; only one whose clause somebody has compared may pass anything. */
function heldTarget({ document }: CompiledScenario, rule: string, own: number, sense: LimitTerms['sense']) {
  const { value, clause, by, on } = document.limits?.[rule] ?? {};
  const terms: LimitTerms = {
    sense,
    own,
    norm: NORM,
    given: false,
    ...(clause === undefined
      ? {}
      : { clause, ...(by === undefined ? {} : { by }), ...(on === undefined ? {} : { on }) }),
  };
  const standing: LightingFinding['standing'] = clause === undefined ? 'unchecked' : 'checked';
  return {
    limit: value ?? own,
    standing,
    source: clause === undefined ? SOURCE : `${NORM} ${clause}`,
    confidence: CONFIDENCE,
    terms,
  };
}

const NAMES: Readonly<Record<keyof FieldFigures, Words>> = {
  eAv: { zh: '平均照度 E_av', en: 'Average illuminance E_av' },
  eMin: { zh: '最小照度 E_min', en: 'Least illuminance E_min' },
  uE: { zh: '照度均匀度 U_E', en: 'Uniformity U_E' },
  lAv: { zh: '平均亮度 L_av', en: 'Average luminance L_av' },
  u0: { zh: '亮度总均匀度 U_0', en: 'Overall uniformity U_0' },
  uL: { zh: '亮度纵向均匀度 U_L', en: 'Longitudinal uniformity U_L' },
  ti: { zh: '眩光阈值增量 TI', en: 'Threshold increment TI' },
};

/**
 * Judges the light of an alternative at `at` segment by segment: fields by the targets of the road's class, junctions by
 * those of their area. Each finding shows the worst segment, how many miss the target, and their poles.
 */
export function lightingFindings(compiled: CompiledScenario, alternativeId: string, at: Instant): LightingFinding[] {
  const road = litRoadOf(compiled);
  if (!road || road.luminaires.every((luminaire) => !luminaire.project))
    return [undecided({ zh: '缺道路轴线或灯具数据', en: 'the road’s axis or its luminaires are missing' })];
  const light = road.lightAt(alternativeId, at);
  const { roadClass = 'main' } = compiled.document.project;
  const [density] = powerDensityLimit(roadClass, road.inputs.laneCount);
  const power = lightingKpis(compiled, alternativeId, at).find((kpi) => kpi.key === 'lighting.lpd');
  return [
    ...findingsOfClass(compiled, light, 'road', roadClass),
    ...findingsOfClass(compiled, light, 'junction', `${roadClass}-junction`),
    ...(power ? [densityFinding(compiled, power, density)] : []),
    shading(compiled, road),
  ];
}

function findingsOfClass(
  compiled: CompiledScenario,
  light: readonly SegmentLight[],
  kind: 'road' | 'junction',
  roadClass: LightingClass,
): LightingFinding[] {
  const ruleOf = (key: keyof FieldFigures) => `L-${key}${kind === 'junction' ? '-junction' : ''}`;
  const held = new Map<keyof FieldFigures, ReturnType<typeof heldTarget>>();
  const hold = (key: keyof FieldFigures, own: number, sense: LimitTerms['sense']) => {
    const target = held.get(key) ?? heldTarget(compiled, ruleOf(key), own, sense);
    held.set(key, target);
    return { limit: target.limit, checked: target.standing === 'checked' };
  };
  const segments = light.filter(({ segment }) => segment.kind === kind);
  const judged = segments.map((each) => ({ ...each, checks: judgeFigures(each.figures, roadClass, hold) }));
  const keys = judged[0]?.checks.map(({ key }) => key) ?? [];
  const place = LIGHTING_TARGETS[roadClass].title;
  return keys.map((key): LightingFinding => {
    const checks = judged.map((each) => ({
      segment: each,
      check: each.checks.find((check) => check.key === key) as (typeof each.checks)[number],
    }));
    const { limit, unit, sense } = (checks[0] as (typeof checks)[number]).check;
    const common = {
      rule: ruleOf(key),
      title: { zh: `${place.zh}${NAMES[key].zh}`, en: `${place.en}: ${NAMES[key].en}` },
      unit,
      ...(held.get(key) as ReturnType<typeof heldTarget>),
    };
    const known = checks.filter(({ check }) => check.value !== null);
    const unknown = checks.length - known.length;
    if (known.length === 0)
      return {
        ...common,
        verdict: 'undecided',
        words: {
          zh: `${common.title.zh}：无法判定，路面亮度过低或无灯`,
          en: `${common.title.en}: undecided, the road is dark`,
        },
        value: null,
        objects: [],
      };
    const sorted = [...known].sort((a, b) => {
      const difference = (a.check.value as number) - (b.check.value as number);
      return sense === 'at least' ? difference : -difference;
    });
    const worst = sorted[0] as (typeof sorted)[number];
    const missed = known.filter(({ check }) => check.met === false);
    const shown = missed.length > 0 ? missed : [worst];
    const value = Math.round((worst.check.value as number) * 100) / 100;
    const sign = sense === 'at least' ? '≥' : '≤';
    const { from, to } = worst.segment.segment;
    const checked = common.standing === 'checked';
    const tail = [unknown > 0 ? `，${unknown} 段无法判定` : '', checked ? '' : '，限值为经验值·待核'].join('');
    const tailEn = [
      unknown > 0 ? `, ${unknown} undecided` : '',
      checked ? '' : '; the limit is a rule of thumb, unchecked',
    ].join('');
    return {
      ...common,
      verdict: !checked ? 'hint' : missed.length > 0 ? 'breach' : unknown > 0 ? 'undecided' : 'pass',
      words: {
        zh: `${common.title.zh}：${known.length} 段中 ${missed.length} 段未达，最不利 ${value} ${unit}（${sign} ${limit}），${Math.round(from)}–${Math.round(to)} m${tail}`,
        en: `${common.title.en}: ${missed.length} of ${known.length} segments miss it, worst ${value} ${unit} (${sign} ${limit}) at ${Math.round(from)}–${Math.round(to)} m${tailEn}`,
      },
      value,
      objects: [
        ...new Map(
          shown.flatMap(({ segment }) => segment.objects).map((ref) => [`${ref.layer} ${ref.id}`, ref]),
        ).values(),
      ],
    };
  });
}

function densityFinding(
  compiled: CompiledScenario,
  power: { readonly value: number; readonly unit: string; readonly objects: readonly ObjectRef[] },
  own: number,
): LightingFinding {
  const held = heldTarget(compiled, 'L-lpd', own, 'at most');
  const { limit } = held;
  const value = Math.round(power.value * 100) / 100;
  const met = power.value <= limit;
  const checked = held.standing === 'checked';
  return {
    rule: 'L-lpd',
    title: { zh: '照明功率密度 LPD', en: 'Lighting power density LPD' },
    verdict: !checked ? 'hint' : met ? 'pass' : 'breach',
    words: {
      zh: `照明功率密度：${met ? '满足' : '超出'}，${value} W/m²（≤ ${limit}）${checked ? '' : '，限值为经验值·待核'}`,
      en: `Lighting power density: ${met ? 'met' : 'exceeded'}, ${value} W/m² (≤ ${limit})${checked ? '' : '; the limit is a rule of thumb, unchecked'}`,
    },
    value,
    unit: power.unit,
    ...held,
    objects: power.objects,
  };
}

function undecided(missing: Words): LightingFinding {
  return {
    rule: 'L',
    title: { zh: '道路照明', en: 'Road lighting' },
    verdict: 'undecided',
    words: { zh: `道路照明：无法判定，${missing.zh}`, en: `Road lighting: undecided, ${missing.en}` },
    value: null,
    limit: null,
    unit: '',
    source: SOURCE,
    standing: 'unchecked',
    confidence: CONFIDENCE,
    objects: [],
  };
}

/** Whether trees and houses are known, how many of the project's lamps they may shade, and that nobody surveyed them. */
function shading(compiled: CompiledScenario, { luminaires }: LitRoad): LightingFinding {
  const title = { zh: '遮光', en: 'Shading' };
  const { trees, buildings } = compiled.surroundings ?? {};
  if (!trees || !buildings) {
    const finding = undecided({
      zh: '缺树冠与建筑，遮光未计入',
      en: 'crowns and buildings are missing, shading is left out',
    });
    return { ...finding, rule: 'L-shade', title };
  }
  const shaded = luminaires.filter(({ project, towardsRoad, clear }) => project && towardsRoad && !clear);
  const poles = new Map(shaded.map(({ ref }) => [`${ref.layer} ${ref.id}`, ref]));
  return {
    ...undecided({ zh: '', en: '' }),
    rule: 'L-shade',
    title,
    verdict: 'hint',
    words: {
      zh: `遮光：已计入 ${trees.length} 株树冠与 ${buildings.length} 幢建筑（示意，未实测），${poles.size} 根杆的灯具与路面之间可能有遮挡`,
      en: `Shading: ${trees.length} crowns and ${buildings.length} buildings counted (illustrative, not surveyed); something may stand between ${poles.size} poles' luminaires and the road`,
    },
    value: poles.size,
    unit: '根',
    objects: [...poles.values()],
  };
}
