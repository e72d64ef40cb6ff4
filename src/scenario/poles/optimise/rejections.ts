import { compileScenario } from '../../compile.ts';
import { findingsOf } from '../../findings.ts';
import type { PlanContext } from '../plan-context.ts';
import type { PlanInput } from '../plan-input.ts';
import { roadDocument } from '../road-document.ts';
import type { MergeProblem, Place } from './merge-problem.ts';
import type { Optimised } from './optimise.ts';
import { carrierIds, optimisedAlternative } from './outcome.ts';

/** Rules on what is seen, and from where: a sight line depends on the whole plan, so no program can hold them beforehand. */
const SEEN = /^R(4|6)/;

/**
 * `whole` without the pairs of pole and carrier for which the validator rejects `result`; null when it rejects none. A
 * pole whose sign a rule rejects on a carrier may not join that carrier wherever it stands, which rules out a little more
 * than it must and ends after a few rounds.
 */
export function withoutRejected(
  input: PlanInput,
  context: PlanContext,
  whole: MergeProblem,
  { problem, choices }: Extract<Optimised, { kind: 'plan' }>,
): MergeProblem | null {
  const alternative = optimisedAlternative(context, { problem, choices, kept: [] });
  const document = roadDocument(input, context, [alternative]);
  const findings = findingsOf(compileScenario(document, input.tables, 0, 0, input.surroundings), alternative.id, {
    limits: 'as if checked',
  });
  const rejected = new Set(
    findings
      .filter(({ rule, verdict }) => verdict === 'breach' && SEEN.test(rule))
      // What breaches today and stays as it is, no other plan makes good.
      .flatMap(({ objects, inherited = [] }) => objects.filter((ref) => !inherited.includes(ref)).map(({ id }) => id)),
  );
  const ids = carrierIds(context, { problem, choices });
  const forbidden = new Set<string>();
  for (const [index, choice] of choices) {
    const mover = problem.movers[index];
    const place = choice === null ? undefined : mover?.options[choice]?.place;
    if (!mover || place === undefined || !rejected.has(ids.get(place) ?? '')) continue;
    const { host } = problem.places[place] as Place;
    const shows = mover.pole.mounts.some(({ kind }) => kind === 'sign' || kind === 'guide-sign');
    if (host !== index && shows) forbidden.add(`${index} ${host}`);
  }
  if (forbidden.size === 0) return null;
  return {
    ...whole,
    movers: whole.movers.map((mover) => ({
      ...mover,
      options: mover.options.filter(({ place }) => {
        const { host } = whole.places[place] as Place;
        return !forbidden.has(`${mover.index} ${host}`);
      }),
    })),
  };
}
