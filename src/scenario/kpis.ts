import type { Instant } from '../domain/clock.ts';
import type { Words } from '../domain/words.ts';
import type { ProjectKind } from '../wire/scenario-document.ts';
import { billboardKpis } from './billboards/billboard-kpis.ts';
import type { CompiledScenario, Kpi } from './compiled.ts';
import { costKpis } from './cost/cost-kpis.ts';
import { drainKpis } from './drainage/drain-kpis.ts';
import { greenwayKpis } from './greenways/greenway-kpis.ts';
import { lightingKpis } from './lighting/figures.ts';
import { poleKpis } from './poles/pole-kpis.ts';
import { streetKpis } from './poles/street-kpis.ts';
import { trafficKpis } from './staging/traffic-kpis.ts';

/** Figures of one subject. Some take up to a second the first time: a screen asks for a set when it shows it. */
export interface FigureSet {
  readonly id: 'poles' | 'street' | 'traffic' | 'cost' | 'lighting' | 'billboards' | 'greenways' | 'drainage';
  readonly title: Words;
  /** Figures of an alternative at an instant, computed from its objects; shares of districts carry the district's name. */
  readonly figures: (compiled: CompiledScenario, alternativeId: string, at: Instant) => readonly Kpi[];
}

const DRAINAGE: FigureSet = { id: 'drainage', title: { zh: '排水改造', en: 'Drainage works' }, figures: drainKpis };

/** What is told of a project, by what the project is about, in the order of the screen; a new subject is one line. */
const SETS: Readonly<Record<ProjectKind, readonly FigureSet[]>> = {
  poles: [
    { id: 'poles', title: { zh: '杆件', en: 'Poles' }, figures: poleKpis },
    { id: 'street', title: { zh: '机箱与管线', en: 'Cabinets and lines' }, figures: streetKpis },
    { id: 'cost', title: { zh: '费用与碳', en: 'Cost and carbon' }, figures: costKpis },
    { id: 'lighting', title: { zh: '照明与能耗', en: 'Light and energy' }, figures: lightingKpis },
    { id: 'traffic', title: { zh: '交通影响', en: 'Traffic' }, figures: trafficKpis },
  ],
  billboards: [{ id: 'billboards', title: { zh: '户外广告', en: 'Billboards' }, figures: billboardKpis }],
  greenways: [{ id: 'greenways', title: { zh: '绿道', en: 'Greenways' }, figures: greenwayKpis }],
  drainage: [DRAINAGE],
};

export function figureSetsOf(compiled: CompiledScenario): readonly FigureSet[] {
  const sets = SETS[compiled.document.project.kind ?? 'poles'];
  // Drainage works may be part of any plan.
  return compiled.assets.has('drain') && !sets.includes(DRAINAGE) ? [...sets, DRAINAGE] : sets;
}

/** Every figure of an alternative at `at`, set after set. */
export function kpisAt(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  return figureSetsOf(compiled).flatMap(({ figures }) => figures(compiled, alternativeId, at));
}
