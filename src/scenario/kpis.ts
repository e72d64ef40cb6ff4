import type { Instant } from '../domain/clock.ts';
import type { ProjectKind } from '../wire/scenario-document.ts';
import { billboardKpis } from './billboards/billboard-kpis.ts';
import type { CompiledScenario, Kpi } from './compiled.ts';
import { costKpis } from './cost/cost-kpis.ts';
import { greenwayKpis } from './greenways/greenway-kpis.ts';
import { lightingKpis } from './lighting/figures.ts';
import { poleKpis } from './poles/pole-kpis.ts';
import { trafficKpis } from './staging/traffic-kpis.ts';

/** Figures of one subject, computed from the objects of an alternative at an instant. */
type FigureSet = (compiled: CompiledScenario, alternativeId: string, at: Instant) => readonly Kpi[];

/** What is told of a project, by what the project is about; a new subject is one line. */
const FIGURES: Readonly<Record<ProjectKind, readonly FigureSet[]>> = {
  poles: [poleKpis, trafficKpis, costKpis, lightingKpis],
  billboards: [billboardKpis],
  greenways: [greenwayKpis],
};

/** Figures of an alternative at `at`, computed from its objects; shares of districts carry the district's name. */
export function kpisAt(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  return FIGURES[compiled.document.project.kind ?? 'poles'].flatMap((figures) => figures(compiled, alternativeId, at));
}
