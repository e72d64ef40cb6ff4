import type { Words } from '../../domain/words.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Verdict } from '../findings.ts';
import type { FieldFigures } from './road-field.ts';

/** Classes of motor road in CJJ 45. */
type RoadClass = NonNullable<ScenarioDocument['project']['roadClass']>;

/** A road, or its junctions (交会区) with roads of its class or below. */
export type LightingClass = RoadClass | `${RoadClass}-junction`;

/** What CJJ 45-2015 asks of a class: the lower grade, then the higher (domain reference §4.5, [M]: not checked in print). */
export interface LightingTargets {
  readonly title: Words;
  readonly eAv: readonly [low: number, high: number];
  readonly uE: number;
  readonly lAv: readonly [low: number, high: number] | null;
  readonly u0: number | null;
  readonly uL: number | null;
  readonly ti: number | null;
}

export const LIGHTING_TARGETS: Readonly<Record<LightingClass, LightingTargets>> = {
  main: {
    title: { zh: '快速路/主干路', en: 'Expressway or main road' },
    eAv: [20, 30],
    uE: 0.4,
    lAv: [1.5, 2],
    u0: 0.4,
    uL: 0.7,
    ti: 10,
  },
  secondary: {
    title: { zh: '次干路', en: 'Secondary road' },
    eAv: [15, 20],
    uE: 0.4,
    lAv: [1, 1.5],
    u0: 0.4,
    uL: 0.5,
    ti: 10,
  },
  branch: {
    title: { zh: '支路', en: 'Branch road' },
    eAv: [8, 10],
    uE: 0.3,
    lAv: [0.5, 0.75],
    u0: 0.4,
    uL: null,
    ti: 15,
  },
  'main-junction': junction('主干路交会区', 'Junction on a main road', [30, 50]),
  'secondary-junction': junction('次干路交会区', 'Junction on a secondary road', [20, 30]),
  'branch-junction': junction('支路交会区', 'Junction on a branch road', [15, 20]),
};

/** On junctions illuminance alone counts. */
function junction(zh: string, en: string, eAv: LightingTargets['eAv']): LightingTargets {
  return { title: { zh, en }, eAv, uE: 0.4, lAv: null, u0: null, uL: null, ti: null };
}

/** Greatest lighting power density, W/m², at the lower and the higher illuminance, by the number of lanes (CJJ 45 §7.1.2). */
export function powerDensityLimit(roadClass: RoadClass, lanes: number): readonly [low: number, high: number] {
  switch (roadClass) {
    case 'main':
      return lanes >= 6 ? [0.7, 1] : [0.85, 1.2];
    case 'secondary':
      return lanes >= 4 ? [0.6, 0.8] : [0.7, 0.9];
    case 'branch':
      return lanes >= 2 ? [0.4, 0.5] : [0.45, 0.6];
  }
}

/** A target as it is held: its number after an edit, and whether somebody compared it with the printed standard. */
export interface HeldTarget {
  readonly limit: number;
  readonly checked: boolean;
}

/** One figure against its target. */
export interface TargetCheck extends HeldTarget {
  readonly key: keyof FieldFigures;
  readonly value: number | null;
  readonly unit: string;
  readonly sense: 'at least' | 'at most';
  /** `undecided` where the figure could not be computed. A target not checked in print decides nothing: it only hints. */
  readonly verdict: Verdict;
  /** Whether the value keeps the limit; null when undecided. */
  readonly met: boolean | null;
}

/**
 * Judges figures against the lower grade of a class. Targets are rules of thumb not checked in print: they only ever hint, met or
 * not, until the bureau has compared one with the standard.
 *
 * @param held what holds instead of the lower grade's own number
 */
export function judgeFigures(
  figures: FieldFigures,
  roadClass: LightingClass,
  held: (key: keyof FieldFigures, own: number, sense: TargetCheck['sense']) => HeldTarget = (_, own) => ({
    limit: own,
    checked: false,
  }),
): readonly TargetCheck[] {
  const targets = LIGHTING_TARGETS[roadClass];
  const rows: readonly [keyof FieldFigures, number | null, string, TargetCheck['sense']][] = [
    ['eAv', targets.eAv[0], 'lx', 'at least'],
    ['uE', targets.uE, '1', 'at least'],
    ['lAv', targets.lAv?.[0] ?? null, 'cd/m²', 'at least'],
    ['u0', targets.u0, '1', 'at least'],
    ['uL', targets.uL, '1', 'at least'],
    ['ti', targets.ti, '%', 'at most'],
  ];
  return rows.flatMap(([key, own, unit, sense]) => {
    if (own === null) return [];
    const { limit, checked } = held(key, own, sense);
    const value = figures[key];
    const met = value === null ? null : sense === 'at least' ? value >= limit : value <= limit;
    const verdict = met === null ? 'undecided' : !checked ? 'hint' : met ? 'pass' : 'breach';
    return [{ key, value, limit, checked, unit, sense, verdict, met }];
  });
}
