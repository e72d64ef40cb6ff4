import { afterEach, expect, it } from 'vitest';
import { parseAuditPage } from '../../wire/people.ts';
import { type Consent, parseVersion, type SentLetter } from '../../wire/scenario-version.ts';
import { type Answer, type Browser, testGateways } from '../test-gateway.ts';

const tests = testGateways();
afterEach(() => tests.undo());

const VERSIONS = '/api/scenarios/s/versions';
const etagOf = (answer: Answer) => answer.headers.get('etag')?.replaceAll('"', '') ?? '';
const letter = (id: string, change: Partial<SentLetter> = {}): SentLetter => ({
  id,
  owner: '供电公司',
  kind: 'request',
  sent: '2026-11-02',
  number: '济城管函〔2026〕31号',
  due: '2026-11-16',
  note: '',
  ...change,
});

async function desk() {
  const gateway = await tests.start(tests.city());
  const of = async (role: string): Promise<Browser> => {
    const browser = tests.browser(gateway);
    await browser.ask('/api/session', 'POST', { demo: role });
    return browser;
  };
  const wang = await of('planner');
  const draft = await wang.ask('/api/scenarios/s/draft');
  const named = await wang.ask(VERSIONS, 'POST', { name: '征求意见稿' }, { 'if-match': etagOf(draft) });
  const path = `${VERSIONS}/${named.body.n}`;
  const put = (browser: Browser, what: string, body: object, etag: string) =>
    browser.ask(`${path}/${what}`, 'PUT', body, { 'if-match': etag });
  return { of, wang, path, n: Number(named.body.n), etag: etagOf(named), put };
}

it('keeps letters with the version that they were sent with and who entered them, and signs answers', async () => {
  const { of, wang, path, n, etag, put } = await desk();
  const first = await put(wang, 'letters', { letters: [letter('H-1')] }, etag);
  expect(first.status).toBe(200);
  const second = await put(
    wang,
    'letters',
    { letters: [letter('H-1', { note: '挂号' }), letter('H-2', { kind: 'reminder', sent: '2026-11-18', due: null })] },
    etagOf(first),
  );
  const consent: Consent = {
    target: { layer: 'pole', id: 'P-0', mount: null },
    owner: '供电公司',
    answer: 'agreed',
    date: '2026-11-20',
    documentNumber: '济供函〔2026〕3号',
    note: '',
    by: '王主任',
    // What a client says of the recorder is not believed.
    recorded: { user: 'x', name: 'x', at: 0, demo: false },
  };
  const third = await put(wang, 'consents', { consents: [consent] }, etagOf(second));
  expect(third.status).toBe(200);
  const { record } = parseVersion((await wang.ask(path)).body);
  expect(record?.letters).toMatchObject([
    { id: 'H-1', version: n, note: '挂号', recorded: { user: 'demo-planner', demo: true } },
    { id: 'H-2', version: n, kind: 'reminder' },
  ]);
  expect(record?.consents).toMatchObject([{ by: '王主任', recorded: { user: 'demo-planner', demo: true } }]);

  // The next version takes them along, each with the version that it was sent with.
  const draft = await wang.ask('/api/scenarios/s/draft');
  const next = await wang.ask(VERSIONS, 'POST', { name: '修改稿' }, { 'if-match': etagOf(draft) });
  const carried = parseVersion((await wang.ask(`${VERSIONS}/${next.body.n}`)).body).record;
  expect(carried?.letters?.map(({ id, version }) => [id, version])).toEqual([
    ['H-1', n],
    ['H-2', n],
  ]);

  const log = parseAuditPage((await (await of('admin')).ask('/api/audit?verify=1')).body);
  expect(log.brokenAt).toBe(null);
  expect(log.entries.filter(({ action }) => action === 'version.letters').map(({ subject }) => subject)).toEqual([
    `scenario/s/${n}`,
    `scenario/s/${n}`,
  ]);
});

it('refuses what cannot be, what is stale and who may not', async () => {
  const { of, wang, path, etag, put } = await desk();
  const bad: [object[], RegExp][] = [
    [[letter('H-1', { due: '2026-11-01' })], /before it is sent/],
    [[letter('H-1', { sent: '2026-02-30' })], /no calendar/],
    [[letter('H-1'), letter('H-1')], /two letters have one id/],
    [[letter('H-1', { owner: ' ' })], /owner/],
  ];
  for (const [letters, words] of bad) {
    const answer = await put(wang, 'letters', { letters }, etag);
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringMatching(words)]);
  }
  expect((await put(await of('checker'), 'letters', { letters: [] }, etag)).status).toBe(403);
  expect((await wang.ask(`${path}/letters?role=public`, 'PUT', { letters: [] }, { 'if-match': etag })).status).toBe(
    403,
  );
  const kept = await put(wang, 'letters', { letters: [letter('H-1')] }, etag);
  expect(kept.status).toBe(200);
  expect((await put(wang, 'letters', { letters: [] }, etag)).status).toBe(409);
  expect(parseVersion((await wang.ask(path)).body).record?.letters).toHaveLength(1);
});
