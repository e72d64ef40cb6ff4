import { existsSync, readFileSync } from 'node:fs';
import type { AssetTable } from '../../src/domain/asset.ts';
import { compileScenario } from '../../src/scenario/compile.ts';
import type { CompiledScenario } from '../../src/scenario/compiled.ts';
import { findingsOf } from '../../src/scenario/findings.ts';
import { syntheticStreet } from '../../src/scenario/fixture/synthetic-street.ts';
import { fewestPoints } from '../../src/scenario/poles/optimise/exhaustive.ts';
import { mergeProblem } from '../../src/scenario/poles/optimise/merge-problem.ts';
import { nearestMerge } from '../../src/scenario/poles/optimise/nearest-merge.ts';
import { optimise } from '../../src/scenario/poles/optimise/optimise.ts';
import { optimisedAlternative } from '../../src/scenario/poles/optimise/outcome.ts';
import { planRoad } from '../../src/scenario/poles/optimise/plan-road.ts';
import { randomRoad } from '../../src/scenario/poles/optimise/random-road.ts';
import type { SolverPool } from '../../src/scenario/poles/optimise/solver-pool.ts';
import { DEFAULT_WISHES } from '../../src/scenario/poles/optimise/wishes.ts';
import type { PlanInput } from '../../src/scenario/poles/plan-input.ts';
import { DEFAULT_POLICIES } from '../../src/scenario/poles/policies.ts';
import { planContext, roadDocument } from '../../src/scenario/poles/road-document.ts';
import { polesStanding } from '../../src/scenario/poles-standing.ts';
import { parseAssetTable } from '../../src/wire/asset-table.ts';
import { parseScenarioDocument, type ScenarioDocument } from '../../src/wire/scenario-document.ts';
import type { Measurement } from './result.ts';

const BUILT = 'tiles/built/jining';
const THREADS = 2;
const SMALL_ROADS = 200;

/** Merging 洸河路 by mixed-integer program against greedy nearest-carrier merging, both judged by the validator. */
export async function measurePoles(): Promise<Measurement[]> {
  const input = roadInput();
  const { nodeSolverPool } = await import('./pole-solver.ts');
  const pool = nodeSolverPool(THREADS);
  try {
    return [...(await road(input, pool)), await smallRoads(pool)];
  } finally {
    pool.close();
  }
}

async function road(input: PlanInput, pool: SolverPool): Promise<Measurement[]> {
  const began = performance.now();
  const result = await planRoad(input, DEFAULT_WISHES, pool.solve, { lanes: THREADS });
  const seconds = (performance.now() - began) / 1000;
  if (result.kind !== 'plan') throw new Error(`${input.project.road}: the optimiser ended with "${result.kind}".`);

  const context = planContext(input);
  const problem = mergeProblem(context.poles, context.policies, DEFAULT_WISHES);
  const greedy = [false, true].map((minding) => {
    const choices = nearestMerge(problem, problem, minding);
    if (!choices) throw new Error(`${input.project.road}: greedy merging found no plan.`);
    return judged(input, optimisedAlternative(context, { problem, choices, kept: [] }));
  });
  const own = judged(input, result.alternative);
  const today = rejectedIn(compileScenario(roadDocument(input, context, []), input.tables, 0, 480), 'base');
  const [nearest, minding] = greedy as [Judged, Judged];
  const { blocks, solved, incumbent, bound } = result.progress;
  const peer = 'greedy nearest carrier';
  const careful = 'greedy minding loads';
  return [
    { metric: 'poles standing', value: own.standing, unit: '根', peer, peerValue: nearest.standing },
    { metric: 'poles standing', value: own.standing, unit: '根', peer: careful, peerValue: minding.standing },
    { metric: 'objects rejected', value: own.rejected, unit: '处', peer, peerValue: nearest.rejected },
    { metric: 'objects rejected', value: own.rejected, unit: '处', peer: careful, peerValue: minding.rejected },
    { metric: 'objects rejected', value: own.rejected, unit: '处', peer: 'today', peerValue: today },
    { metric: 'blocks unproven', value: blocks - solved, unit: '块', peer: 'blocks', peerValue: blocks },
    { metric: 'bound', value: bound, unit: '分', peer: 'incumbent', peerValue: incumbent },
    { metric: 'time to proof', value: seconds, unit: 's', peer: '10 s on 2 cores', peerValue: 10 },
  ];
}

interface Judged {
  readonly standing: number;
  /** Objects that a rule on poles rejects, were every limit checked; one that two rules reject counts twice. */
  readonly rejected: number;
}

function judged(input: PlanInput, alternative: ScenarioDocument['alternatives'][number]): Judged {
  const compiled = compileScenario(roadDocument(input, planContext(input), [alternative]), input.tables, 0, 480);
  return {
    standing: polesStanding(compiled, alternative.id, compiled.end),
    rejected: rejectedIn(compiled, alternative.id),
  };
}

function rejectedIn(compiled: CompiledScenario, alternative: string): number {
  return findingsOf(compiled, alternative, { limits: 'as if checked' })
    .filter(({ rule, verdict }) => verdict === 'breach' && rule.startsWith('R'))
    .reduce((sum, { objects }) => sum + objects.length, 0);
}

/** On how many small random roads the solver's best is not the best of all plans. */
async function smallRoads(pool: SolverPool): Promise<Measurement> {
  let missed = 0;
  for (let seed = 1; seed <= SMALL_ROADS; seed++) {
    const problem = mergeProblem(randomRoad(seed), DEFAULT_POLICIES, DEFAULT_WISHES, 2.5);
    const result = await optimise(problem, pool.solve);
    const points = result.kind === 'plan' && result.proven ? result.progress.incumbent : Number.NaN;
    if (!(Math.abs(points - fewestPoints(problem)) < 1e-6)) missed++;
  }
  return {
    metric: 'roads off the best',
    value: missed,
    unit: '条',
    peer: 'exhaustive search',
    peerValue: SMALL_ROADS,
  };
}

/** 洸河路 as drawn when the city is built, else a made-up arterial of the same length and densities. */
function roadInput(): PlanInput {
  if (!existsSync(`${BUILT}/scenarios/guanghe-poles.json`)) {
    console.log(`No built city in ${BUILT}: a made-up arterial of 5.3 km stands in; "npm start" builds the city.`);
    return syntheticStreet(5300, 1);
  }
  const read = (file: string): unknown => JSON.parse(readFileSync(`${BUILT}/${file}`, 'utf8'));
  const { id, project } = parseScenarioDocument(read('scenarios/guanghe-poles.json'));
  const tables = new Map<string, AssetTable>(
    ['lamp', 'pole'].map((layer) => [layer, parseAssetTable(read(`assets/${layer}.json`), `${BUILT} ${layer}`)]),
  );
  const { axis, junctions } = project;
  if (!axis || !junctions) throw new Error(`${BUILT}: the scenario has no axis or junctions; build the city again.`);
  return { tables, project: { ...project, id, axis, junctions } as PlanInput['project'] };
}
