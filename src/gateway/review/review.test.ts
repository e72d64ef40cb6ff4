import { afterEach, expect, it } from 'vitest';
import type { ReviewAnchor } from '../../domain/review/review.ts';
import { type PersonRole, parseAuditPage } from '../../wire/people.ts';
import { parseReviewList, parseTaggedThread, type TaggedThread } from '../../wire/review.ts';
import type { Gateway } from '../gateway.ts';
import { type Browser, testGateways } from '../test-gateway.ts';

const tests = testGateways();
afterEach(() => tests.undo());

const REVIEWS = '/api/reviews';

async function demo(gateway: Gateway, role: PersonRole): Promise<Browser> {
  const browser = tests.browser(gateway);
  await browser.ask('/api/session', 'POST', { demo: role });
  return browser;
}

const ANCHOR: ReviewAnchor = {
  place: [116.58, 35.41, 8],
  object: { layer: 'pole', id: 'P-1' },
  moment: { kind: 'slice', slice: 'T3' },
  plan: { id: 's', alternative: 'A', version: null, edition: null },
  compare: { alternative: 'base', moment: { kind: 'now' }, view: 'swipe', split: 0.4 },
  view: [116.58, 35.41, 60, 10, -30, 0],
};

async function raise(browser: Browser, change: Partial<ReviewAnchor> = {}, text = '灯臂与行道树冲突') {
  return browser.ask(REVIEWS, 'POST', { anchor: { ...ANCHOR, ...change }, text });
}

function write(browser: Browser, { etag, thread }: TaggedThread, body: object, headers: Record<string, string> = {}) {
  return browser.ask(`${REVIEWS}/${thread.id}/acts`, 'POST', body, { 'if-match': `"${etag}"`, ...headers });
}

it('keeps threads with answer, decision and re-attachment across a restart, each change in the log', async () => {
  const city = tests.city();
  const gateway = await tests.start(city);
  const [li, wang, admin] = [
    await demo(gateway, 'checker'),
    await demo(gateway, 'planner'),
    await demo(gateway, 'admin'),
  ];
  const answer = await raise(li);
  expect(answer.status).toBe(201);
  const first = parseTaggedThread(answer.body);
  expect(first.thread).toMatchObject({ id: 'R-1', anchor: ANCHOR, entries: [{ kind: 'comment', by: { demo: true } }] });
  expect(answer.headers.get('etag')).toBe(`"${first.etag}"`);

  const answered = parseTaggedThread((await write(wang, first, { act: 'answer', text: '改为单臂' })).body);
  const to = { place: [116.581, 35.41, 10], object: { layer: 'pole', id: 'C-9' } };
  const moved = parseTaggedThread((await write(wang, answered, { act: 'attach', text: '', to })).body);
  const closed = parseTaggedThread((await write(li, moved, { act: 'resolve', text: '同意' })).body);
  expect(closed.thread.entries.map(({ kind }) => kind)).toEqual(['comment', 'answer', 'attach', 'resolve']);
  expect(closed.thread.anchor).toMatchObject({ ...to, plan: ANCHOR.plan });
  expect((await raise(wang, { object: null, plan: null, moment: { kind: 'now' } })).body.thread.id).toBe('R-2');

  const log = parseAuditPage((await admin.ask('/api/audit?verify=1')).body);
  expect(log.brokenAt).toBe(null);
  const changes = log.entries.filter(({ action }) => action.startsWith('review.')).reverse();
  expect(changes.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
    'review.comment review/R-1',
    'review.answer review/R-1',
    'review.attach review/R-1',
    'review.resolve review/R-1',
    'review.comment review/R-2',
  ]);
  expect(changes[1]).toMatchObject({ before: first.etag, after: answered.etag, detail: { status: 'answered' } });

  const before = parseReviewList((await li.ask(REVIEWS)).body);
  await gateway.stop();
  const again = await tests.start(city);
  const after = parseReviewList((await (await demo(again, 'operator')).ask(REVIEWS)).body);
  expect(after.threads).toEqual(before.threads);
  expect(after.edition).toBeGreaterThanOrEqual(before.edition);
  expect((await (await demo(again, 'operator')).ask(`${REVIEWS}/R-1`)).body.etag).toBe(closed.etag);
});

it('overwrites nobody: of two who write at one moment the later is shown what came before', async () => {
  const gateway = await tests.start(tests.city());
  const [li, wang] = [await demo(gateway, 'checker'), await demo(gateway, 'planner')];
  const first = parseTaggedThread((await raise(li)).body);
  const all = await Promise.all(
    Array.from({ length: 6 }, (_, i) => write(wang, first, { act: 'reply', text: `回复 ${i}` })),
  );
  expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
  const late = all.find(({ status }) => status === 409);
  expect(late?.body.words.zh).toContain('未写入');
  expect(parseTaggedThread(late?.body).thread.entries).toHaveLength(2);
  expect((await write(wang, first, { act: 'reply', text: 'x' }, { 'if-match': '' })).status).toBe(428);
});

it('lets each role do its part and a public session nothing', async () => {
  const gateway = await tests.start(tests.city());
  const [li, wang, admin] = [
    await demo(gateway, 'checker'),
    await demo(gateway, 'planner'),
    await demo(gateway, 'admin'),
  ];
  const first = parseTaggedThread((await raise(li)).body);
  expect((await write(wang, first, { act: 'resolve', text: '好' })).body.words.zh).toContain('校核人员');
  expect((await write(wang, first, { act: 'resolve', text: '好' })).status).toBe(403);
  expect((await write(li, first, { act: 'resolve', text: '' })).status).toBe(409);
  expect((await raise(admin)).status).toBe(403);
  expect((await admin.ask(REVIEWS)).status).toBe(200);
  for (const query of ['?role=public', '/R-1?role=public'])
    expect((await wang.ask(`${REVIEWS}${query}`)).status, query).toBe(403);
  expect((await wang.ask(`${REVIEWS}?role=public`, 'POST', { anchor: ANCHOR, text: 'x' })).status).toBe(403);
  expect(
    (await wang.ask(REVIEWS, 'POST', { anchor: ANCHOR, text: 'x' }, { origin: 'https://evil.example' })).status,
  ).toBe(403);
  expect(parseReviewList((await wang.ask(REVIEWS)).body).threads).toEqual([first]);
});

it.each<[string, Partial<ReviewAnchor>, string, number, RegExp]>([
  ['no text', {}, ' ', 400, /text/],
  ['a text without end', {}, 'x'.repeat(4001), 400, /text/],
  ['a place off the earth', { place: [200, 35, 0] }, 'x', 400, /place/],
  ['an unknown layer', { object: { layer: 'moon', id: 'P-1' } }, 'x', 400, /unknown layer "moon"/],
  [
    'an unknown scenario',
    { plan: { id: 'zz', alternative: 'A', version: null, edition: null } },
    'x',
    404,
    /Unknown scenario/,
  ],
  ['a version that is none', { plan: { id: 's', alternative: 'A', version: 0, edition: null } }, 'x', 400, /autosave/],
  ['a slice without its plan', { plan: null }, 'x', 400, /slice T3/],
])('refuses a comment with %s, and says what to do', async (_, change, text, status, words) => {
  const wang = await demo(await tests.start(tests.city()), 'planner');
  const answer = await raise(wang, change, text);
  expect([answer.status, answer.body.error]).toEqual([status, expect.stringMatching(words)]);
  expect(parseReviewList((await wang.ask(REVIEWS)).body).threads).toEqual([]);
});

it('does not know a thread that was never raised', async () => {
  const wang = await demo(await tests.start(tests.city()), 'planner');
  for (const id of ['R-1', 'R-99999999999', "R-1'--", 'x'])
    expect((await wang.ask(`${REVIEWS}/${encodeURIComponent(id)}`)).status).toBe(404);
});

it('tells other screens of a change at once, and a public one nothing', async () => {
  const gateway = await tests.start(tests.city());
  const wang = await demo(gateway, 'planner');
  const heard: { type: string; reviews?: number }[] = [];
  const foreign: string[] = [];
  const { socket } = await (await demo(gateway, 'checker')).live();
  const { socket: visitor } = await tests.browser(gateway).live({ 'x-role': 'public' });
  socket.on('message', (data, binary) => void (binary || heard.push(JSON.parse(String(data)))));
  visitor.on('message', (data, binary) => void (binary || foreign.push(JSON.parse(String(data)).type)));
  await new Promise((resolve) => setTimeout(resolve, 600));
  const before = Math.max(0, ...heard.map(({ reviews }) => reviews ?? 0));
  await raise(wang);
  const list = parseReviewList((await wang.ask(REVIEWS)).body);
  for (let i = 0; i < 40 && !heard.some(({ reviews }) => (reviews ?? 0) > before); i++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(heard.findLast(({ type }) => type === 'editions')?.reviews).toBe(list.edition);
  expect(foreign).not.toContain('editions');
});
