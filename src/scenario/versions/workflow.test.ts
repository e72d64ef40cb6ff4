import { expect, it } from 'vitest';
import type { PersonRole } from '../../wire/people.ts';
import { PERSON_ROLES } from '../../wire/people.ts';
import type { Progress, StepKind } from '../../wire/scenario-version.ts';
import { type Actor, advance, begin, STEPS, type StepFacts, type StepResult, stepsFor } from './workflow.ts';

const actor = (user: string, role: PersonRole): Actor => ({ user, name: user, role, at: 1, demo: false });
const maker = actor('wang', 'planner');
const checker = actor('li', 'checker');
const facts: StepFacts = { note: '理由', alternative: 'B', alternatives: ['A', 'B'], unanswered: [], refused: [] };

function walk(...steps: [StepKind, Actor, Partial<StepFacts>?][]): Progress {
  return steps.reduce(
    (progress, [step, who, more]) => {
      const result = advance(progress, step, who, { ...facts, ...more });
      if (!result.ok) throw new Error(result.reason.en);
      return result.progress;
    },
    begin(maker, ['zhao']),
  );
}
const REVIEW: [StepKind, Actor][] = [
  ['submit', maker],
  ['pass', checker],
  ['convene', maker],
];
const why = (result: StepResult) => (result.ok ? 'ok' : result.why);

it('goes 编制 → 校核 → 征求意见 → 会审 → 定稿 with two people, and keeps every signature', () => {
  const final = walk(...REVIEW, ['finalise', actor('zhou', 'checker')]);
  expect(final).toMatchObject({ stage: 'final', chosen: 'B', checker: { user: 'li' }, maker: { user: 'wang' } });
  expect(final.steps.map((each) => [each.from, each.to, each.by.user])).toEqual([
    ['drafting', 'checking', 'wang'],
    ['checking', 'consulting', 'li'],
    ['consulting', 'review', 'wang'],
    ['review', 'final', 'zhou'],
  ]);
});

it('never lets a person with edits in it check or finalise, whatever their role is now', () => {
  for (const user of ['wang', 'zhao']) {
    expect(why(advance(walk(['submit', maker]), 'pass', actor(user, 'checker'), facts))).toBe('forbidden');
    expect(why(advance(walk(...REVIEW), 'finalise', actor(user, 'checker'), facts))).toBe('forbidden');
  }
  expect(why(advance(begin(maker, []), 'submit', actor('zhao', 'planner'), facts))).toBe('forbidden');
});

it('offers operators and admins no step, and nobody a step out of 定稿', () => {
  const stages = [begin(maker, []), ...REVIEW.map((_, i) => walk(...REVIEW.slice(0, i + 1)))];
  for (const progress of stages)
    for (const role of ['operator', 'admin'] as const) expect(stepsFor(progress, actor('x', role))).toEqual([]);
  const final = walk(...REVIEW, ['finalise', checker]);
  for (const role of PERSON_ROLES)
    for (const step of Object.keys(STEPS) as StepKind[])
      for (const user of ['wang', 'x']) expect(advance(final, step, actor(user, role), facts).ok).toBe(false);
});

it('takes no step from a stage where it does not start', () => {
  const people = { planner: maker, checker, operator: checker, admin: checker };
  const stages = [begin(maker, []), ...REVIEW.map((_, i) => walk(...REVIEW.slice(0, i + 1)))];
  for (const progress of stages)
    for (const [step, rule] of Object.entries(STEPS))
      expect(advance(progress, step as StepKind, people[rule.role[0]!], facts).ok).toBe(
        rule.from.includes(progress.stage),
      );
});

it('finalises only when every owner concerned has answered and none refused', () => {
  for (const open of [{ unanswered: ['P-1'] }, { refused: ['P-2'] }]) {
    const result = advance(walk(...REVIEW), 'finalise', checker, { ...facts, ...open });
    expect(result).toMatchObject({ ok: false, why: 'premature' });
    if (!result.ok) expect(result.reason.zh).toContain(Object.values(open)[0]![0]);
  }
});

it('returns with a reason only, and the check is to be done anew', () => {
  expect(why(advance(walk(...REVIEW), 'return', checker, { ...facts, note: '' }))).toBe('premature');
  expect(walk(...REVIEW, ['return', checker])).toMatchObject({ stage: 'drafting', checker: null, chosen: null });
  const unnamed = advance(walk(...REVIEW.slice(0, 2)), 'convene', maker, { ...facts, alternative: 'Z' });
  expect(why(unnamed)).toBe('premature');
});
