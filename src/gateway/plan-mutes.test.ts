import { afterEach, expect, it } from 'vitest';
import type { PersonRole } from '../wire/people.ts';
import { type Browser, testGateways } from './test-gateway.ts';

const gateways = testGateways();
afterEach(() => gateways.undo());

it('a finalised plan mutes what its phase works on, by itself, as long as the phase lasts; a draft mutes nothing', async () => {
  const place = gateways.city();
  const now = Date.UTC(2026, 10, 23);
  const gateway = await gateways.start(place, { now });
  const as = async (role: PersonRole): Promise<Browser> => {
    const browser = gateways.browser(gateway);
    await browser.ask('/api/session', 'POST', { demo: role });
    return browser;
  };
  const [planner, checker, officer] = [await as('planner'), await as('checker'), await as('operator')];
  const tag = (answer: { headers: Headers }) => String(answer.headers.get('etag')).replaceAll('"', '');
  const draft = await planner.ask('/api/scenarios/s/draft');
  const started = { ...draft.body.document, start: '2026-11-20' };
  const saved = await planner.ask('/api/scenarios/s/draft', 'PUT', started, { 'if-match': `"${tag(draft)}"` });
  const path = '/api/scenarios/s/versions';
  const named = await planner.ask(path, 'POST', { name: '施工稿' }, { 'if-match': tag(saved) });
  let etag = tag(named);
  const act = async (who: Browser, what: string, body: object) => {
    const method = what === 'steps' ? 'POST' : 'PUT';
    const answer = await who.ask(`${path}/${named.body.n}/${what}`, method, body, { 'if-match': etag });
    expect([answer.status, answer.body.error]).toEqual([200, undefined]);
    etag = tag(answer);
  };
  const mutes = async () => (await officer.ask('/api/mutes')).body;
  await act(planner, 'steps', { step: 'submit' });
  await act(checker, 'steps', { step: 'pass' });
  const consents = ['P-0', 'P-1', 'P-3', 'LP-0', 'LP-1'].map((id) => ({
    target: { layer: id.startsWith('P') ? 'pole' : 'lamp', id, mount: null },
    owner: '供电公司',
    answer: 'agreed',
    date: '2026-11-20',
    documentNumber: null,
    note: '',
  }));
  await act(planner, 'consents', { consents });
  await act(planner, 'steps', { step: 'convene', alternative: 'A' });
  expect(await mutes()).toEqual([]);
  await act(checker, 'steps', { step: 'finalise', note: '同意' });
  const held = await mutes();
  expect(held.map(({ asset }: { asset: string }) => asset).sort()).toEqual(['LP-0', 'LP-1', 'P-0', 'P-1', 'P-3']);
  expect(held[0]).toMatchObject({ by: '方案·施工稿', reason: '方案', plan: { scenario: 's', version: named.body.n } });
  const lifted = await officer.ask('/api/mutes/LP-0', 'DELETE');
  expect([lifted.status, lifted.body.words.zh]).toEqual([409, expect.stringMatching(/方案·施工稿/)]);
  await gateway.stop();

  const during = gateways.browser(await gateways.start(place, { now: Date.UTC(2026, 10, 29) }));
  expect((await during.ask('/api/mutes')).body).toHaveLength(5);
});
