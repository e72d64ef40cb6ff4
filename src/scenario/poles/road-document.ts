import { parseScenarioDocument, type ScenarioDocument } from '../../wire/scenario-document.ts';
import type { StartDate } from '../staging/schedule.ts';
import { calendar } from './calendar.ts';
import type { PlanContext } from './plan-context.ts';
import type { PlanInput, PoleProject } from './plan-input.ts';
import { assumptionsOf, DEFAULT_POLICIES, type PlanPolicies } from './policies.ts';
import { streetCabinets, streetLines } from './street-parts.ts';
import { type StreetPole, streetPoles } from './street-poles.ts';

/** The scenario document of a road with these alternatives; every other part of it follows from `input`. */
export function roadDocument(
  input: PlanInput,
  context: PlanContext,
  alternatives: ScenarioDocument['alternatives'],
): ScenarioDocument {
  const { project } = input;
  const { poles, policies, days, junctions } = context;
  return parseScenarioDocument(
    {
      format: 'chengjing-scenario@1',
      id: idOf(project),
      title: project.title,
      project: {
        title: project.title,
        workPlanItem: 10,
        extent: project.extent,
        extentNote: project.extentNote,
        road: project.road,
        ...(project.roadClass ? { roadClass: project.roadClass } : {}),
        lengthMetres: project.lengthMetres,
        axis: project.axis,
        junctions: junctions.map(({ name, position }) => ({ name, position })),
        districts: districtLengths(poles, project.lengthMetres),
        ...(project.network ? { network: project.network } : {}),
        ...(project.accesses ? { accesses: project.accesses } : {}),
        provenance: project.provenance,
      },
      start: input.start?.year == null ? null : dateText(input.start),
      slices: days.slices,
      baseline: [
        ...(['lamp', 'pole'] as const).map((layer) => ({ layer, ids: idsOf(poles, layer) })),
        ...(['cabinet', 'overhead-line'] as const)
          .map((layer) => ({ layer, ids: idsOf([...context.cabinets, ...context.lines], layer) }))
          .filter(({ ids }) => ids.length > 0),
      ],
      assumptions: assumptionsOf(policies),
      alternatives,
    },
    `Pole plan of ${project.road}`,
  );
}

/** What the alternatives of `input` are planned from. @throws RangeError when the tables lack a layer, or the extent holds no pole of the road */
export function planContext(input: PlanInput): PlanContext {
  const { project } = input;
  const policies: PlanPolicies = { ...DEFAULT_POLICIES, ...input.policies };
  const { axis, poles } = streetPoles(input.tables, project);
  const junctions = project.junctions
    .map(({ name, position }) => ({ name, position, chainage: axis.stationOf(position[0], position[1]).chainage }))
    .sort((a, b) => a.chainage - b.chainage);
  const from = Math.max(0, Math.min(...project.extent.map(([x, y]) => axis.stationOf(x, y).chainage)));
  const days = calendar({ from, lengthMetres: project.lengthMetres }, junctions.length, policies, input.start);
  const accesses = (project.accesses ?? []).map(({ position }) => {
    const { chainage, offset } = axis.stationOf(position[0], position[1]);
    return { chainage, side: offset < 0 ? ('south' as const) : ('north' as const) };
  });
  const code = (idOf(project).split('-')[0] as string).toUpperCase();
  return {
    axis,
    poles,
    junctions,
    cabinets: streetCabinets(input.tables, project, axis),
    lines: streetLines(input.tables, project, axis),
    keepsUnderground: input.tables.has('underground-line'),
    days,
    accesses,
    policies,
    road: project.road,
    code,
  };
}

function idsOf(assets: readonly { readonly layer: string; readonly id: string }[], layer: string): string[] {
  return assets.filter((each) => each.layer === layer).map(({ id }) => id);
}

function idOf(project: PoleProject): string {
  return project.id ?? 'guanghe-poles';
}

/** `YYYY-MM-DD`. */
function dateText({ year, month, day }: StartDate): string {
  return [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** Axis length in each district: every gap between neighbouring poles counts half to each of the two. */
function districtLengths(poles: readonly StreetPole[], lengthMetres: number): { name: string; lengthMetres: number }[] {
  const shares = new Map<string, number>();
  poles.forEach((pole, index) => {
    const before = poles[index - 1]?.chainage ?? pole.chainage;
    const after = poles[index + 1]?.chainage ?? pole.chainage;
    const name = String(pole.attributes.district ?? '');
    shares.set(name, (shares.get(name) ?? 0) + (after - before) / 2);
  });
  const total = [...shares.values()].reduce((sum, each) => sum + each, 0);
  return [...shares].map(([name, share]) => ({
    name,
    lengthMetres: total === 0 ? lengthMetres : Math.round((lengthMetres * share) / total),
  }));
}
