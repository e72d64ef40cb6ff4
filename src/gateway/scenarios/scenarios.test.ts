import { afterEach, expect, it } from 'vitest';
import { carrier } from '../../scenario/versions/test-document.ts';
import { type PersonRole, parseAuditPage } from '../../wire/people.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import {
  type Approval,
  type Consent,
  parseDraftConflict,
  parseScenarioHeads,
  parseVersion,
  parseVersionList,
} from '../../wire/scenario-version.ts';
import type { Gateway } from '../gateway.ts';
import type { TestCity } from '../test-city.ts';
import { openTestDatabase } from '../test-database.ts';
import { type Answer, type Browser, testGateways } from '../test-gateway.ts';

const tests = testGateways();
afterEach(() => tests.undo());

const PASSWORD = 'a long enough password';

/** A bureau of five: two planners, two checkers and the admin. */
async function bureau(city: TestCity) {
  const gateway = await tests.start(city, { host: '0.0.0.0' });
  const admin = tests.browser(gateway);
  const token = new URL(gateway.setupUrl!).hash.replace('#setup=', '');
  await admin.ask('/api/session/setup', 'POST', { token, user: 'admin', name: '管理员', password: PASSWORD });
  const join = async (user: string, role: PersonRole) => {
    await admin.ask('/api/people', 'POST', { user, name: user, role, password: PASSWORD });
    const browser = tests.browser(gateway);
    await browser.ask('/api/session', 'POST', { user, password: PASSWORD });
    return browser;
  };
  const wang = await join('wang', 'planner');
  const zhao = await join('zhao', 'planner');
  const li = await join('li', 'checker');
  return { gateway, admin, wang, zhao, li, join };
}

async function demo(role: PersonRole, gateway?: Gateway): Promise<Browser> {
  const browser = tests.browser(gateway ?? (await tests.start(tests.city())));
  await browser.ask('/api/session', 'POST', { demo: role });
  return browser;
}

const DRAFT = '/api/scenarios/s/draft';
const VERSIONS = '/api/scenarios/s/versions';
const read = async (browser: Browser) => parseVersion((await browser.ask(DRAFT)).body);
const save = (browser: Browser, etag: string, document: unknown) =>
  browser.ask(DRAFT, 'PUT', document, { 'if-match': `"${etag}"` });
const edited = (document: ScenarioDocument, change: (document: ScenarioDocument) => void) => {
  const copy = structuredClone(document);
  change(copy);
  return copy;
};
const adds = (id: string) => (d: ScenarioDocument) => void d.alternatives[0]!.phases[0]!.operations.push(carrier(id));
const etagOf = (answer: Answer) => answer.headers.get('etag')!.replaceAll('"', '');

it('begins with the built scenario, autosaves, names and forks', async () => {
  const wang = await demo('planner');
  const [head] = parseScenarioHeads((await wang.ask('/api/scenarios')).body);
  expect(head).toMatchObject({ id: 's', fork: null, draft: { n: 0, kind: 'built', parent: null } });
  const { document } = await read(wang);
  const next = edited(document, adds('C-1'));
  const saved = await save(wang, head!.draft.etag, next);
  expect(saved.status).toBe(200);
  expect((await read(wang)).document).toEqual(next);
  // The answer was lost and the client asks again.
  expect((await save(wang, head!.draft.etag, next)).body.head.n).toBe(1);

  const named = await wang.ask(VERSIONS, 'POST', { name: '方案一' }, { 'if-match': etagOf(saved) });
  expect(named.body).toMatchObject({ n: 2, kind: 'version', name: '方案一', stage: 'drafting', frozen: null });
  expect((await wang.ask(VERSIONS, 'POST', { name: '方案一' }, { 'if-match': etagOf(saved) })).status).toBe(409);
  expect((await wang.ask(VERSIONS, 'POST', { name: '方案二' }, { 'if-match': head!.draft.etag })).status).toBe(409);
  const old = parseVersion((await wang.ask(`${VERSIONS}/0`)).body);
  expect(old).toMatchObject({ document, record: null });

  expect(
    (await wang.ask('/api/scenarios/s/fork', 'POST', { from: 2, id: 'mine', title: { zh: '我的', en: 'Mine' } }))
      .status,
  ).toBe(201);
  expect((await wang.ask('/api/scenarios/s/fork', 'POST', { from: 2, id: 's' })).status).toBe(409);
  const mine = parseVersion((await wang.ask('/api/scenarios/mine/draft')).body);
  expect(mine.document).toEqual({ ...next, id: 'mine', title: { zh: '我的', en: 'Mine' } });
  expect(parseScenarioHeads((await wang.ask('/api/scenarios')).body).map((each) => [each.id, each.fork])).toEqual([
    ['mine', { scenario: 's', n: 2 }],
    ['s', null],
  ]);
});

it('of two planners overwrites nobody: the later one sees what conflicts, and theirs is kept', async () => {
  const { wang, zhao, admin } = await bureau(tests.city());
  const start = await read(wang);
  const first = edited(start.document, (d) => {
    adds('C-1')(d);
    d.assumptions.push({
      key: 'cost',
      title: d.title,
      value: 1,
      unit: '元',
      range: [0, 9],
      source: '经验值',
      confidence: 'D',
    });
  });
  expect((await save(wang, start.head.etag, first)).status).toBe(200);

  const late = edited(start.document, adds('C-2'));
  const answer = await save(zhao, start.head.etag, late);
  expect(answer.status).toBe(409);
  const conflict = parseDraftConflict(answer.body);
  expect(conflict).toMatchObject({
    base: { n: 0 },
    server: { author: { user: 'wang' } },
    yours: { kind: 'stale', author: { user: 'zhao' } },
    conflicts: [],
  });
  expect(conflict.serverChanges.map((each) => [each.kind, each.objects.map((object) => object.id)])).toEqual([
    ['assumption', []],
    ['added', ['C-1']],
  ]);
  expect(conflict.yourChanges.map((each) => each.objects[0]?.id)).toEqual(['C-2']);
  expect((await read(zhao)).document).toEqual(first);
  const list = parseVersionList((await zhao.ask(VERSIONS)).body);
  expect(list.stale.map((each) => each.n)).toEqual([conflict.yours.n]);
  expect(parseVersion((await zhao.ask(`${VERSIONS}/${conflict.yours.n}`)).body).document).toEqual(late);
  expect(parseVersionList((await wang.ask(VERSIONS)).body).stale).toEqual([]);

  const clash = edited(start.document, (d) => {
    adds('C-1')(d);
    const added = d.alternatives[0]!.phases[0]!.operations.at(-1)!;
    if (added.op === 'add') added.asset.heading = 45;
  });
  const second = parseDraftConflict((await save(zhao, start.head.etag, clash)).body);
  expect(second.conflicts).toMatchObject([{ kind: 'both', objects: [{ layer: 'pole', id: 'C-1' }] }]);
  expect(parseVersionList((await zhao.ask(VERSIONS)).body).stale).toHaveLength(1);

  const merged = edited(first, adds('C-2'));
  expect((await save(zhao, etagOf(answer), merged)).status).toBe(200);
  const page = parseAuditPage((await admin.ask('/api/audit?limit=4')).body);
  expect(page.entries.map((each) => `${each.user} ${each.action}`)).toEqual([
    'zhao scenario.draft',
    'zhao scenario.stale',
    'zhao scenario.stale',
    'wang scenario.draft',
  ]);
  expect(page.entries[0]!.before).toBe(page.entries[3]!.after);
});

it('loses nothing of ten planners who save at one moment', async () => {
  const gateway = await tests.start(tests.city());
  const wang = await demo('planner', gateway);
  const start = await read(wang);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) => save(wang, start.head.etag, edited(start.document, adds(`C-${i}`)))),
  );
  expect(answers.map((each) => each.status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
});

it.each<[string, (document: ScenarioDocument) => unknown, number, RegExp]>([
  ['of a newer format', (d) => ({ ...d, format: 'chengjing-scenario@2' }), 400, /newer product.*format 1/],
  ['of an older format', (d) => ({ ...d, format: 'chengjing-scenario@0' }), 400, /format 0 is older/],
  ['of no format', () => ({ hello: 1 }), 400, /format is undefined/],
  ['with a field that would be lost', (d) => ({ ...d, project: { ...d.project, crews: 3 } }), 400, /"project\.crews"/],
  [
    'with half a day',
    (d) =>
      edited(d, (each) => {
        each.alternatives[0]!.phases[0]!.from = 0.5;
      }),
    400,
    /phases\.0\.from/,
  ],
  ['of another scenario', (d) => ({ ...d, id: 'other' }), 400, /Fork it/],
  ['beyond all measure', (d) => ({ ...d, start: 'x'.repeat(7_000_000) }), 413, /too large/],
])('refuses a document %s, and says what to do', async (_, change, status, words) => {
  const wang = await demo('planner');
  const { head, document } = await read(wang);
  const answer = await save(wang, head.etag, change(document));
  expect(answer.status).toBe(status);
  expect(answer.body.error).toMatch(words);
  expect((await read(wang)).head).toEqual(head);
});

it('writes nothing for a wrong role, a foreign page, a public session or a writer who has read nothing', async () => {
  const { wang, li, admin } = await bureau(tests.city());
  const { head, document } = await read(wang);
  const next = edited(document, adds('C-1'));
  const put = (browser: Browser, headers: Record<string, string> = {}, path = DRAFT) =>
    browser.ask(path, 'PUT', next, { 'if-match': head.etag, ...headers });
  expect((await put(li)).status).toBe(403);
  expect((await put(admin)).status).toBe(403);
  expect((await put(wang, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await put(wang, {}, `${DRAFT}?role=public`)).status).toBe(403);
  expect((await put(wang, { 'x-role': 'public' })).status).toBe(403);
  expect((await put(wang, { 'if-match': '' })).status).toBe(428);
  expect((await put(wang, { 'if-match': '*' })).status).toBe(428);
  expect((await wang.ask(`${DRAFT}?role=public`)).status).toBe(403);
  expect((await read(wang)).head).toEqual(head);
});

const says = (id: string, answer: Consent['answer']): Consent => ({
  target: { layer: id.startsWith('P') ? 'pole' : 'lamp', id, mount: null },
  owner: '供电公司',
  answer,
  date: answer === 'unanswered' ? null : '2026-11-20',
  documentNumber: '济供函〔2026〕3号',
  note: '',
});
const PERMIT: Approval = {
  id: 'ZJ-1',
  kind: 'road-occupation',
  applied: '2026-11-01',
  granted: '2027-02-20',
  until: null,
  documentNumber: null,
  gates: [{ alternative: 'A', phase: 'P0' }],
  note: '',
};

it('goes from 编制 to 定稿 by two people, then nothing of the version can be changed', async () => {
  const city = tests.city();
  const { gateway, wang, zhao, li, admin, join } = await bureau(city);
  const start = await read(wang);
  const draft = await save(wang, start.head.etag, edited(start.document, adds('C-1')));
  const named = await wang.ask(VERSIONS, 'POST', { name: '报审稿', note: '第一稿' }, { 'if-match': etagOf(draft) });
  const path = `${VERSIONS}/${named.body.n}`;
  let etag = etagOf(named);
  const act = async (browser: Browser, what: string, body: object) => {
    const method = what === 'steps' ? 'POST' : 'PUT';
    const answer = await browser.ask(`${path}/${what}`, method, body, { 'if-match': etag });
    if (answer.status === 200) etag = etagOf(answer);
    return answer;
  };
  const step = (browser: Browser, name: string, more: object = {}) => act(browser, 'steps', { step: name, ...more });

  expect((await step(li, 'submit')).status).toBe(403);
  expect((await step(zhao, 'submit')).body.words.zh).toContain('编制人wang');
  expect((await step(wang, 'submit')).body.stage).toBe('checking');
  expect((await step(wang, 'pass')).status).toBe(403);
  expect((await step(admin, 'pass')).status).toBe(403);
  expect((await step(li, 'finalise')).status).toBe(409);
  expect((await step(li, 'pass')).body.stage).toBe('consulting');
  expect((await act(wang, 'consents', { consents: [{ ...says('P-0', 'agreed'), date: null }] })).status).toBe(400);
  expect((await act(wang, 'consents', { consents: [says('P-0', 'agreed'), says('P-1', 'refused')] })).status).toBe(200);
  expect(
    (await act(wang, 'approvals', { approvals: [{ ...PERMIT, gates: [{ alternative: null, phase: 'P9' }] }] })).status,
  ).toBe(400);
  expect((await act(wang, 'approvals', { approvals: [PERMIT] })).status).toBe(200);
  expect((await step(wang, 'convene', { alternative: 'A' })).body.stage).toBe('review');
  const early = await step(li, 'finalise');
  expect([early.status, early.body.words.zh]).toEqual([409, expect.stringMatching(/3处未回复、1处不同意（P-1/)]);
  const stale = etag;
  const consents = ['P-1', 'P-3', 'LP-0', 'LP-1'].map((id) => says(id, 'agreed'));
  expect((await act(wang, 'consents', { consents })).status).toBe(200);
  const outdated = await wang.ask(`${path}/consents`, 'PUT', { consents: [] }, { 'if-match': stale });
  expect([outdated.status, outdated.body.version.recordEtag]).toEqual([409, etag]);
  // A planner who became a checker has edits in it still.
  await admin.ask('/api/people/wang', 'PATCH', { role: 'checker' });
  await wang.ask('/api/session', 'POST', { user: 'wang', password: PASSWORD });
  expect((await step(wang, 'finalise')).status).toBe(403);
  const final = await step(li, 'finalise', { note: '同意定稿' });
  expect(final.body).toMatchObject({
    stage: 'final',
    frozen: { author: { user: 'wang', demo: false }, checker: { user: 'li' }, finalised: { user: 'li' } },
  });
  expect(final.body.frozen.sha256).toMatch(/^[0-9a-f]{64}$/);

  const chen = await join('chen', 'planner');
  for (const [what, body] of [
    ['consents', { consents: [says('P-0', 'refused')] }],
    ['approvals', { approvals: [] }],
    ['steps', { step: 'submit' }],
  ] as const)
    expect((await act(chen, what, body)).status, what).toBe(423);
  const frozen = parseVersion((await chen.ask(path)).body);
  expect(frozen.record?.consents).toHaveLength(5);
  expect(frozen.record?.progress.steps.map((each) => each.step)).toEqual(['submit', 'pass', 'convene', 'finalise']);
  // The plan goes on; answers that still fit go along.
  const more = await save(
    chen,
    named.body.etag,
    edited(frozen.document, (d) => void d.alternatives[0]!.phases[0]!.operations.splice(2, 1)),
  );
  const next = await chen.ask(VERSIONS, 'POST', { name: '修改稿' }, { 'if-match': etagOf(more) });
  const carried = parseVersion((await chen.ask(`${VERSIONS}/${next.body.n}`)).body);
  expect(carried.record?.consents.map((each) => each.target.id)).toEqual(['LP-0', 'LP-1', 'P-0', 'P-1']);
  expect(carried.record?.progress).toMatchObject({ stage: 'drafting', authors: ['chen', 'wang'] });
  expect(parseVersion((await chen.ask(path)).body)).toEqual(frozen);

  const log = parseAuditPage((await admin.ask('/api/audit?verify=1')).body);
  expect(log.brokenAt).toBe(null);
  const versionActions = log.entries.map((each) => each.action).filter((each) => each.startsWith('version.'));
  expect(versionActions.reverse()).toEqual([
    'version.submit',
    'version.pass',
    'version.consents',
    'version.approvals',
    'version.convene',
    'version.consents',
    'version.finalise',
  ]);
  await gateway.stop();

  // Whoever changes the file behind our back is found out.
  const database = await openTestDatabase(city.dataDir);
  await database.write(async (writer) => {
    await writer.run(`UPDATE scenario_records SET record = replace(record, '济供函〔2026〕3号', '济供函〔2026〕4号')`);
    await writer.run(`UPDATE audit SET name = 'nobody' WHERE seq = 3`);
  });
  database.close();
  const again = await tests.start(city, { host: '0.0.0.0' });
  const reader = tests.browser(again);
  reader.cookie = admin.cookie;
  const altered = await reader.ask(path);
  expect([altered.status, altered.body.error]).toEqual([500, expect.stringContaining('is not what was finalised')]);
  expect((await reader.ask('/api/audit?verify=1')).body.brokenAt).toBe(3);
});
