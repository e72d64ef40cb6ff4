import { describe, expect, it } from 'vitest';
import { act, actsFor, type ReviewActor } from './act.ts';
import { csvText, reviewTable } from './csv.ts';
import { filterChoices, filtered, NO_FILTER } from './filter.ts';
import { authorOf, decisionOf, type ReviewThread, statusOf } from './review.ts';

const actor = (user: string, role: string, at = 1000): ReviewActor => ({
  user,
  name: `${user}工`,
  role,
  at,
  demo: false,
});
const WANG = actor('wang', 'planner');
const LI = actor('li', 'checker');
const ZHOU = actor('zhou', 'operator');
const ADMIN = actor('admin', 'admin');

function thread(id: string, by: ReviewActor, change: Partial<ReviewThread['anchor']> = {}): ReviewThread {
  const { role: _, ...signer } = by;
  return {
    id,
    anchor: {
      place: [116.58, 35.41, 8],
      object: { layer: 'pole', id: 'GH-014' },
      moment: { kind: 'slice', slice: 'T3' },
      plan: { id: 'guanghe-poles', alternative: 'B', version: 3, edition: null },
      compare: null,
      view: [116.58, 35.41, 60, 0, -30, 0],
      ...change,
    },
    entries: [{ kind: 'comment', text: '灯臂与行道树冲突', by: signer }],
  };
}

function done(result: ReturnType<typeof act>): ReviewThread {
  if (!result.ok) throw new Error(result.reason.en);
  return result.thread;
}

describe('a review thread', () => {
  it('is answered by another, decided by a checker with a text, and closed until it is reopened', () => {
    const raised = thread('R-1', LI);
    expect(statusOf(raised)).toBe('open');
    const answered = done(act(raised, { act: 'answer', text: '改为单臂' }, WANG));
    expect(statusOf(answered)).toBe('answered');
    expect(act(answered, { act: 'resolve', text: '' }, LI)).toMatchObject({ ok: false, why: 'premature' });
    const closed = done(act(answered, { act: 'resolve', text: '同意单臂' }, { ...LI, at: 2000 }));
    expect(statusOf(closed)).toBe('resolved');
    expect(decisionOf(closed)).toMatchObject({ text: '同意单臂', by: { user: 'li', at: 2000 } });
    expect(act(closed, { act: 'reply', text: '再议' }, WANG)).toMatchObject({ ok: false, why: 'premature' });
    expect(act(closed, { act: 'reopen', text: '再议' }, WANG)).toMatchObject({ ok: false, why: 'forbidden' });
    const again = done(act(closed, { act: 'reopen', text: '树种已改' }, LI));
    expect([statusOf(again), decisionOf(again), again.entries.length]).toEqual(['open', null, 4]);
    expect(raised.entries).toHaveLength(1);
  });

  it('is neither answered nor turned down by its author, who may settle it', () => {
    const own = thread('R-1', WANG);
    expect(act(own, { act: 'answer', text: '…' }, WANG)).toMatchObject({ ok: false, why: 'forbidden' });
    expect(act(own, { act: 'reject', text: '…' }, WANG)).toMatchObject({ ok: false, why: 'forbidden' });
    expect(statusOf(done(act(own, { act: 'resolve', text: '已自行修正' }, WANG)))).toBe('resolved');
    expect(act(thread('R-2', LI), { act: 'resolve', text: '…' }, WANG)).toMatchObject({ ok: false, why: 'forbidden' });
  });

  it('offers each role what it may do, and an admin nothing', () => {
    const raised = thread('R-1', ZHOU);
    expect(actsFor(raised, ADMIN)).toEqual([]);
    expect(actsFor(raised, WANG)).toEqual(['reply', 'answer', 'attach']);
    expect(actsFor(raised, LI)).toEqual(['reply', 'answer', 'resolve', 'reject', 'attach']);
    expect(actsFor(raised, ZHOU)).toEqual(['reply', 'resolve', 'attach']);
    expect(act(raised, { act: 'reply', text: 'x' }, actor('x', 'public'))).toMatchObject({ why: 'forbidden' });
  });

  it('moves to another object and keeps what it hung on before', () => {
    const raised = thread('R-1', LI);
    expect(act(raised, { act: 'attach', text: '' }, WANG)).toMatchObject({ why: 'premature' });
    const same = { place: raised.anchor.place, object: raised.anchor.object };
    expect(act(raised, { act: 'attach', text: '', to: same }, WANG)).toMatchObject({ why: 'premature' });
    const to = { place: [116.581, 35.41, 10] as const, object: { layer: 'pole', id: 'GH-P-002' } };
    const moved = done(act(raised, { act: 'attach', text: '原杆已并入', to }, WANG));
    expect(moved.anchor).toMatchObject({ ...to, plan: raised.anchor.plan, view: raised.anchor.view });
    expect(moved.entries.at(-1)).toMatchObject({ kind: 'attach', from: { id: 'GH-014' } });
  });
});

describe('a list of threads', () => {
  const answered = done(act(thread('R-2', LI), { act: 'answer', text: '好' }, WANG));
  const all = [
    thread('R-1', WANG),
    answered,
    thread('R-10', LI, { object: null, moment: { kind: 'now' }, plan: null }),
    thread('R-3', ZHOU, { plan: { id: 'guanghe-poles', alternative: 'A', version: null, edition: null } }),
  ];
  const ids = (filter: Partial<typeof NO_FILTER>) => filtered(all, { ...NO_FILTER, ...filter }).map(({ id }) => id);

  it('is narrowed by status, author, object, moment and version, newest first', () => {
    expect(ids({})).toEqual(['R-10', 'R-3', 'R-2', 'R-1']);
    expect(ids({ status: 'answered' })).toEqual(['R-2']);
    expect(ids({ author: 'li' })).toEqual(['R-10', 'R-2']);
    expect(ids({ object: 'GH-014', author: 'zhou' })).toEqual(['R-3']);
    expect(ids({ moment: 'T3' })).toEqual(['R-3', 'R-2', 'R-1']);
    expect([ids({ version: '3' }), ids({ version: 'draft' }), ids({ version: 'none' })]).toEqual([
      ['R-2', 'R-1'],
      ['R-3'],
      ['R-10'],
    ]);
    expect(filterChoices(all)).toMatchObject({
      objects: ['GH-014'],
      moments: ['now', 'T3'],
      versions: ['3', 'draft', 'none'],
    });
  });

  it('is written as CSV that neither breaks nor runs', () => {
    const words = {
      heads: Array.from({ length: 17 }, (_, i) => `h${i}`) as never,
      status: { open: '待答复', answered: '已答复', resolved: '已采纳', rejected: '不采纳' },
      draft: '草稿',
      marking: '密级：内部',
      date: (at: number) => String(at),
      moment: () => 'T3',
      entry: ({ kind, text }: { kind: string; text: string }) => `${kind} ${text}`,
      object: () => '=1+1',
    };
    const rows = reviewTable([answered], words);
    expect(rows[1]).toEqual([
      'R-2',
      '已答复',
      'li工',
      '1000',
      'guanghe-poles.B',
      '3',
      'T3',
      '=1+1',
      '116.580000',
      '35.410000',
      '8.0',
      '灯臂与行道树冲突',
      '',
      '',
      '',
      'answer 好',
      '密级：内部',
    ]);
    expect(csvText([['a,b', 'say "x"', '=1+1', '-2.5', '二\n行']])).toBe(
      '\uFEFF"a,b","say ""x""",\'=1+1,-2.5,"二\n行"\r\n',
    );
  });

  it('has an author in every thread', () => {
    expect(() => authorOf({ entries: [] })).toThrow(/no first comment/);
  });
});
