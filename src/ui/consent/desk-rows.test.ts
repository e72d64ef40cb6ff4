import { expect, it } from 'vitest';
import type { Opinion, OwnerLetter } from '../../state/versions-port.ts';
import type { OwnerRow } from '../versions/owners.ts';
import { daysBetween, deskRows, nextLetterId } from './desk-rows.ts';

const BY = { user: 'wang', name: '王', at: 0, demo: false };
const letter = (id: string, owner: string, change: Partial<OwnerLetter> = {}): OwnerLetter => ({
  id,
  owner,
  kind: 'request',
  sent: '2026-11-02',
  number: '函1',
  due: null,
  note: '',
  version: 3,
  recorded: BY,
  ...change,
});
const need = (id: string) => ({ layer: 'pole', id, mount: null });
function row(owner: string, answers: Partial<Record<Opinion['answer'], string[]>>): OwnerRow {
  const of = (answer: Opinion['answer']) => (answers[answer] ?? []).map(need);
  const needs = {
    agreed: of('agreed'),
    conditional: of('conditional'),
    refused: of('refused'),
    unanswered: of('unanswered'),
  };
  const objects = (Object.keys(needs) as Opinion['answer'][]).flatMap((answer) =>
    needs[answer].map((each) => ({
      need: each,
      opinion: {
        target: each,
        owner,
        answer,
        date: answer === 'unanswered' ? null : '2026-11-20',
        documentNumber: '复1',
        note: '',
      },
    })),
  );
  return { owner, needs, total: objects.length, latest: null, objects };
}

it('says who has not answered and since when, by the city day; the longest wait comes first', () => {
  const rows = deskRows(
    [
      row('同意者', { agreed: ['a', 'b'] }),
      row('未函者', { unanswered: ['c'] }),
      row('电力', { unanswered: ['d'], agreed: ['e'] }),
      row('公安', { unanswered: ['f'] }),
      row('拒绝者', { refused: ['g'], agreed: ['h'] }),
    ],
    [
      letter('H-1', '电力', { due: '2026-11-16' }),
      letter('H-2', '电力', { kind: 'reminder', sent: '2026-11-18' }),
      letter('H-3', '公安', { sent: '2026-10-20', version: 2 }),
      letter('H-4', '公安', { sent: '2026-11-10' }),
      letter('H-5', '同意者'),
    ],
    3,
    '2026-11-23',
  );
  expect(rows.map((each) => [each.row.owner, each.state, each.waitingDays, each.overdueDays, each.reminders])).toEqual([
    ['电力', 'waiting', 21, 7, 1],
    ['公安', 'waiting', 13, null, 0],
    ['未函者', 'not-asked', null, null, 0],
    ['拒绝者', 'refused', null, null, 0],
    ['同意者', 'agreed', null, null, 0],
  ]);
  expect(rows[1]?.asked?.id).toBe('H-4');
  expect(rows[4]?.answers).toHaveLength(1);
});

it('counts whole days across the end of a year and a leap day, and numbers letters on', () => {
  expect([daysBetween('2026-12-31', '2027-01-01'), daysBetween('2028-02-28', '2028-03-01')]).toEqual([1, 2]);
  expect([nextLetterId([]), nextLetterId([letter('H-9', 'x'), letter('foreign', 'x')])]).toEqual(['H-1', 'H-10']);
});
