import { expect, it } from 'vitest';
import { parseInstant } from '../../domain/clock.ts';
import type { Approval } from '../../wire/scenario-version.ts';
import { checkApprovals } from './approvals.ts';
import { testDocument } from './test-document.ts';

const [A] = testDocument().alternatives;
if (!A) throw new Error('The test document has no alternative.');
/** Midnight of 1 March in Jining: P1 runs from 11 March to 30 March. */
const START = parseInstant('2027-03-01T00:00:00+08:00');
const approval = (more: Partial<Approval>): Approval => ({
  id: 'ZJ-1',
  kind: 'road-occupation',
  applied: '2027-01-05',
  granted: '2027-03-11',
  until: '2027-03-30',
  documentNumber: null,
  gates: [{ alternative: null, phase: 'P1' }],
  note: '',
  ...more,
});
const police = approval({ id: 'JJ-1', kind: 'traffic-police', until: null });
const states = (approvals: readonly Approval[], start = START, offset = 480) =>
  checkApprovals(A, approvals, start, offset).map((each) => `${each.phase} ${each.kind} ${each.state}`);

it('lets a phase run from the day of the grant to the last day of the permit, and not a day more', () => {
  const judged = (more: Partial<Approval>) => states([approval(more), police])[0];
  expect(judged({})).toBe('P1 road-occupation pass');
  expect(judged({ granted: '2027-03-12' })).toBe('P1 road-occupation violation');
  expect(judged({ until: '2027-03-29' })).toBe('P1 road-occupation violation');
  expect(judged({ granted: null })).toBe('P1 road-occupation undecided');
});

it('judges by the days of the city, not of Greenwich', () => {
  expect(states([approval({}), police], START + 8 * 3_600_000, 0)[0]).toBe('P1 road-occupation pass');
  expect(states([approval({}), police], START - 3_600_000)[0]).toBe('P1 road-occupation violation');
});

it('asks for the permits of a phase that closes lanes, and speaks only of gated phases', () => {
  expect(states([])).toEqual(['P1 road-occupation undecided', 'P1 traffic-police undecided']);
  expect(states([approval({ gates: [{ alternative: 'B', phase: 'P1' }] }), police])).toEqual([
    'P1 traffic-police pass',
    'P1 road-occupation undecided',
  ]);
  const review = approval({
    id: 'SG',
    kind: 'drawing-review',
    gates: [{ alternative: 'A', phase: 'P2' }],
    until: null,
  });
  expect(states([approval({}), police, review])).toContain('P2 drawing-review pass');
});
