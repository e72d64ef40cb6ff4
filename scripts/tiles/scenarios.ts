import type { AssetTable } from '../../src/domain/asset.ts';
import { planPoles } from '../../src/scenario/poles/plan.ts';
import type { PoleProject } from '../../src/scenario/poles/plan-input.ts';
import { parseScenarioDocument, type ScenarioDocument } from '../../src/wire/scenario-document.ts';

/** The scenarios of a city: what the planner makes of its pole project, checked by the wire format's parser. */
export function scenariosOf(
  tables: ReadonlyMap<string, AssetTable>,
  project: PoleProject | undefined,
): ScenarioDocument[] {
  if (!project) return [];
  return [parseScenarioDocument(planPoles({ tables, project }), `Scenario of ${project.road}`)];
}
