import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DutyState } from '../../wire/duty.ts';
import { parseServerMessage } from '../../wire/socket.ts';
import { openTestDatabase } from '../test-database.ts';
import { type Browser, testGateways } from '../test-gateway.ts';
import { until } from '../test-until.ts';
import { type Behaviour, fakeCaseSystem, type GotCase } from './fake-case-system.ts';
import { signature } from './send-case.ts';

const NOW = Date.UTC(2026, 10, 23);
const gateways = testGateways();
const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  await gateways.undo();
  for (const each of undo.splice(0)) await each();
});

const iso = (time: number) => new Date(time).toISOString();

/** Two samples of a flooded road: the second raises the alert; its id. */
async function flood(officer: Browser, asset = 'WL-1'): Promise<string> {
  for (const age of [3000, 2000])
    await officer.ask('/api/observations', 'POST', { asset, property: 'depth', value: 46, time: iso(NOW - age) });
  const { body } = await officer.ask('/api/alerts');
  return body.find((alert: { asset: string }) => alert.asset === asset).id;
}

async function system(...behaviours: Behaviour[]) {
  const made = await fakeCaseSystem(...behaviours);
  undo.push(() => made.stop());
  return made;
}

const EXTERNAL = { feed: 'external' } as const;
const keyOf = ({ headers }: GotCase) => headers['idempotency-key'];

describe('a case', () => {
  it('goes to the bureau’s system in its terms, signed, and mirrors number and stage back, once, whatever comes twice', async () => {
    const bureau = await system({ status: 200, body: { number: '济城管2026-0042', stage: '受理' } });
    const secret = '共享密钥';
    const gateway = await gateways.start(gateways.city(), { ...EXTERNAL, cases: { url: bureau.url, secret } });
    const officer = gateways.browser(gateway);
    const alert = await flood(officer);
    const both = await Promise.all([1, 2].map(() => officer.ask('/api/cases', 'POST', { alert })));
    expect(both.map(({ status, body }) => [status, body.id])).toEqual(Array(2).fill([200, `case-${alert}`]));
    await until(() => bureau.got.length > 0);
    const [got] = bureau.got;
    const { headers, text } = got as GotCase;
    expect(headers['x-chengjing-signature']).toBe(signature(secret, String(headers['x-chengjing-timestamp']), text));
    expect(JSON.parse(text)).toMatchObject({
      caseId: `case-${alert}`,
      eventClass: '突发事件',
      part: { name: '示意积水点 WL-1' },
      unitGrid: '37081101700103',
      position: { longitude: 116.58, latitude: 35.41 },
      level: { code: 'red', name: '危险' },
      reportedAt: expect.stringMatching(/^2026-11-23T08:00:0\d\+08:00$/),
      measured: { property: '积水深度', value: 46, limit: 40, unit: 'cm' },
      description: expect.stringContaining('积水深度 46 cm（限值 40 cm）'),
      callback: `${gateway.url}api/cases/news`,
    });
    const cases = async () => (await officer.ask('/api/duty')).body.cases;
    await until(async () => (await cases())[0].number === '济城管2026-0042');
    expect(await cases()).toMatchObject([{ state: 'sent', stage: '受理', attempts: 1 }]);

    const tell = (news: object, key = secret, at = Date.now()) => {
      const body = JSON.stringify({ caseId: `case-${alert}`, number: '济城管2026-0042', ...news });
      return fetch(`${gateway.url}api/cases/news`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-chengjing-timestamp': String(at),
          'x-chengjing-signature': signature(key, String(at), body),
        },
        body,
      });
    };
    const closed = { stage: '结案', time: iso(NOW + 9000) };
    expect((await tell(closed, '别的密钥')).status).toBe(401);
    expect((await tell(closed, secret, Date.now() - 600_000)).status).toBe(401);
    for (const news of [closed, closed, { stage: '处置', time: iso(NOW + 5000) }])
      expect((await tell(news)).status).toBe(200);
    expect((await tell({ ...closed, caseId: 'case-none' })).status).toBe(404);
    expect((await tell({ ...closed, time: '昨天' })).status).toBe(400);
    expect(await cases()).toMatchObject([{ stage: '结案' }]);
    const [{ log }] = (await officer.ask('/api/alerts')).body;
    expect(log.map(({ note }: { note: string }) => note)).toEqual([
      '转案件',
      '案件 济城管2026-0042 受理',
      '案件 济城管2026-0042 结案',
    ]);
    expect(bureau.got).toHaveLength(1);
  });

  it('is tried again after 500, silence and a cut line, under the same key, and not lost by a restart', async () => {
    const bureau = await system('cut', { status: 500 }, 'never', {
      status: 200,
      body: { number: 'A-1', stage: '受理' },
    });
    const place = gateways.city();
    const cases = { url: bureau.url, secret: undefined, timeoutMs: 300 };
    const first = await gateways.start(place, { ...EXTERNAL, cases });
    const officer = gateways.browser(first);
    const alert = await flood(officer);
    await officer.ask('/api/cases', 'POST', { alert });
    const failed = await until(async () => {
      const [each] = (await officer.ask('/api/duty')).body.cases;
      return each.attempts === 2 && each;
    });
    expect(failed).toMatchObject({ state: 'waiting', reason: expect.stringContaining('HTTP 500') });
    await first.stop();

    const second = await gateways.start(place, { ...EXTERNAL, cases });
    const again = gateways.browser(second);
    await until(async () => (await again.ask('/api/duty')).body.cases[0].number === 'A-1');
    expect(bureau.got.map(keyOf)).toEqual(Array(4).fill(`case-${alert}`));
    expect(new Set(bureau.got.map(({ text }) => text)).size).toBe(1);
  }, 40_000);

  it('whose lines a power cut took from the alert’s log has them again at the next start, once', async () => {
    const bureau = await system({ status: 200, body: { number: 'A-1', stage: '受理' } });
    const place = gateways.city();
    const cases = { url: bureau.url, secret: undefined };
    const first = await gateways.start(place, { ...EXTERNAL, cases });
    const officer = gateways.browser(first);
    const alert = await flood(officer);
    const { id } = (await officer.ask('/api/cases', 'POST', { alert })).body;
    await until(async () => (await officer.ask('/api/duty')).body.cases[0].number === 'A-1');
    const news = { caseId: id, number: 'A-1', stage: '处置', time: iso(NOW + 5000) };
    expect((await officer.ask('/api/cases/news', 'POST', news)).status).toBe(200);
    const lines = ['转案件', '案件 A-1 受理', '案件 A-1 处置'];
    const logOf = async (browser: Browser) =>
      (await browser.ask('/api/alerts')).body[0].log.map(({ note }: { note: string }) => note);
    expect(await logOf(officer)).toEqual(lines);
    await first.stop();

    const database = await openTestDatabase(place.dataDir);
    const [row] = await database.read('SELECT body FROM alerts WHERE id = ?', [alert]);
    const { log, ...bare } = JSON.parse(String(row?.body));
    expect(log).toHaveLength(3);
    await database.write((writer) =>
      writer.run('UPDATE alerts SET body = ? WHERE id = ?', [JSON.stringify(bare), alert]),
    );
    await database.close();
    for (let start = 0; start < 2; start++) {
      const again = await gateways.start(place, { ...EXTERNAL, cases });
      expect(await logOf(gateways.browser(again))).toEqual(['转案件', '案件 A-1 处置']);
      await again.stop();
    }
  });

  it('that the other side refuses is failed with its words, and goes when an officer tries it again', async () => {
    const bureau = await system({ status: 422, body: { error: '单元网格缺失' } }, { status: 409 });
    const gateway = await gateways.start(gateways.city(), {
      ...EXTERNAL,
      cases: { url: bureau.url, secret: undefined },
    });
    const officer = gateways.browser(gateway);
    const { id } = (await officer.ask('/api/cases', 'POST', { alert: await flood(officer) })).body;
    const one = async () => (await officer.ask('/api/duty')).body.cases[0];
    await until(async () => (await one()).state === 'failed');
    expect((await one()).reason).toMatch(/422.*单元网格缺失/);
    expect((await officer.ask(`/api/cases/${id}/again`, 'POST', {})).status).toBe(200);
    await until(async () => (await one()).state === 'sent');
    expect((await officer.ask('/api/cases/case-none/again', 'POST', {})).status).toBe(404);
  });

  it('of a drill or a simulation never leaves; nor does any without an address', async () => {
    const bureau = await system({ status: 200 });
    const simulated = await gateways.start(gateways.city(), { cases: { url: bureau.url, secret: undefined } });
    const officer = gateways.browser(simulated);
    expect((await officer.ask('/api/cases', 'POST', { alert: await flood(officer) })).body.words.zh).toMatch(/模拟/);
    await officer.ask('/api/drill', 'PUT', { assets: ['WL-2'] });
    const alerts = (await officer.ask('/api/alerts')).body;
    const drill = alerts.find((each: { drill: boolean }) => each.drill);
    expect((await officer.ask('/api/cases', 'POST', { alert: drill.id })).body.words.zh).toMatch(/演练/);
    const decided = await officer.ask('/api/alerts', 'POST', { ids: [drill.id], decision: 'confirmed' });
    expect([decided.status, decided.body.words.zh]).toEqual([409, expect.stringMatching(/演练/)]);
    expect((await officer.ask('/api/alerts', 'POST', { ids: [alerts[0].id], decision: 'confirmed' })).status).toBe(200);
    expect((await officer.ask('/api/alerts?role=public')).body.some((each: { drill: boolean }) => each.drill)).toBe(
      false,
    );
    expect((await officer.ask('/api/drill', 'DELETE')).status).toBe(204);
    expect((await officer.ask('/api/alerts')).body.some((each: { drill: boolean }) => each.drill)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(bureau.got).toEqual([]);

    const alone = gateways.browser(await gateways.start(gateways.city(), EXTERNAL));
    expect((await alone.ask('/api/cases', 'POST', { alert: await flood(alone) })).body.words.zh).toMatch(/CASE_URL/);
  });
});

/** An officer of a demo, signed in as one of its two roles that decide alerts. */
async function officerOf(
  gateway: Parameters<typeof gateways.browser>[0],
  role: 'operator' | 'admin',
): Promise<Browser> {
  const browser = gateways.browser(gateway);
  expect((await browser.ask('/api/session', 'POST', { demo: role })).status).toBe(200);
  return browser;
}

describe('officers', () => {
  it('one who closes the browser keeps the alert; it is seen since when, and another may take it over, with log', async () => {
    const gateway = await gateways.start(gateways.city(), EXTERNAL);
    const [one, two] = [await officerOf(gateway, 'operator'), await officerOf(gateway, 'admin')];
    const alert = await flood(one);
    const { socket, closed } = await one.live();
    await one.ask('/api/alerts', 'POST', { id: alert, decision: 'confirmed' });
    const take = () => two.ask('/api/alerts/holder', 'POST', { ids: [alert], note: '前任离岗' });
    const busy = await take();
    expect([busy.status, busy.body.words.zh]).toEqual([409, expect.stringMatching(/演示值班员 在线/)]);
    socket.close();
    await closed;
    await until(async () => (await two.ask('/api/duty')).body.officers[0]?.since !== null);
    expect((await two.ask('/api/duty')).body.officers).toMatchObject([
      { name: '演示值班员', since: expect.any(Number) },
    ]);
    expect((await take()).body).toMatchObject({ decided: [alert], refused: [] });
    expect((await two.ask('/api/alerts')).body).toMatchObject([
      {
        stage: 'confirmed',
        holder: { name: '演示管理员' },
        log: [{ stage: 'confirmed' }, { stage: 'taken', by: '演示管理员', note: '前任离岗' }],
      },
    ]);
    expect((await two.ask('/api/alerts/holder', 'POST', { ids: ['none'], note: '' })).status).toBe(409);
    const open = (await one.ask('/api/alerts?role=public')).body;
    expect(open.every((each: object) => !('holder' in each))).toBe(true);
  });

  it('hand over what is open, muted, overdue and offline; the next accepts by name, gets what was held, and it lives on', async () => {
    const place = gateways.city();
    const first = await gateways.start(place, EXTERNAL);
    const [one, two] = [await officerOf(first, 'operator'), await officerOf(first, 'admin')];
    const alert = await flood(one);
    await one.ask('/api/alerts', 'POST', { id: alert, decision: 'confirmed' });
    await one.ask('/api/mutes/WL-2', 'PUT', { until: NOW + 3_600_000, reason: '换探头' });
    const silent = { asset: 'LP-3', property: 'power', value: 100, time: iso(NOW - 2 * 86_400_000) };
    await one.ask('/api/observations', 'POST', silent);
    const offered = await one.ask('/api/handovers', 'POST', { note: '夜班平稳' });
    expect(offered.body).toMatchObject({
      from: { name: '演示值班员' },
      accepted: null,
      lists: {
        open: [{ id: alert, level: 'red', stage: 'confirmed', holder: '演示值班员' }],
        muted: [{ asset: 'WL-2' }],
        offline: [{ layer: 'lamp', count: 1, assets: ['LP-3'] }],
      },
    });
    expect((await two.ask('/api/handovers', 'POST', { note: '' })).status).toBe(409);
    const { id } = offered.body;
    const accept = (name: string, who = two) => who.ask(`/api/handovers/${id}/accept`, 'POST', { name });
    expect((await accept(' ')).status).toBe(400);
    expect((await accept('演示值班员', one)).status).toBe(409);
    const answers = await Promise.all([accept('王接班'), accept('李接班')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await two.ask('/api/alerts')).body[0]).toMatchObject({
      holder: { name: '王接班' },
      log: [{}, { stage: 'handed-over', by: '王接班', note: '夜班平稳' }],
    });
    await first.stop();

    const third = await officerOf(await gateways.start(place, EXTERNAL), 'operator');
    expect((await third.ask('/api/handovers')).body).toMatchObject([{ id, accepted: { by: { name: '王接班' } } }]);
    expect((await third.ask('/api/duty')).body.handover).toMatchObject({ id });
  });

  it('hear what the duty room shares on the socket; a public screen hears nothing of it', async () => {
    const gateway = await gateways.start(gateways.city(), EXTERNAL);
    const heard = async (browser: Browser, headers = {}) => {
      const { socket } = await browser.live(headers);
      const found: DutyState[] = [];
      socket.on('message', (data, binary) => {
        const message = binary ? null : parseServerMessage(String(data));
        if (message?.type === 'duty') found.push(message.duty);
      });
      return found;
    };
    const one = gateways.browser(gateway);
    const [mine, theirs] = [await heard(one), await heard(gateways.browser(gateway), { 'x-role': 'public' })];
    await one.ask('/api/drill', 'PUT', { assets: ['WL-1'] });
    await until(() => mine.at(-1)?.drill);
    expect(mine.at(-1)?.drill).toMatchObject({ by: '演示值班员' });
    expect(theirs).toEqual([]);
  });
});

it('what waits for an alert on disk waits for what another flush has in hand', async () => {
  const officer = await officerOf(await gateways.start(gateways.city(), EXTERNAL), 'operator');
  const observations = Array.from({ length: 20 }, (_, i) => ({
    ...{ asset: `LP-${i}`, property: 'fault', value: 2, time: iso(NOW - 3000), quality: 'good' },
  }));
  await officer.ask('/api/observations', 'POST', { layer: 'lamp', observations });
  const asked = await Promise.all([1, 2, 3].map(() => officer.ask('/api/duty/day')));
  expect(asked.map(({ body }) => body.report.opened)).toEqual([20, 20, 20]);
});

it('the day report counts what happened, and prints as a page that runs nothing', async () => {
  const officer = await officerOf(await gateways.start(gateways.city(), EXTERNAL), 'operator');
  const alert = await flood(officer);
  await officer.ask('/api/alerts', 'POST', { id: alert, decision: 'false-alarm', note: '水花' });
  await officer.ask('/api/handovers', 'POST', { note: '<script>alert(1)</script>' });
  const { body } = await officer.ask('/api/duty/day');
  expect(body).toMatchObject({ day: '2026-11-23', running: true, report: { opened: 1, falseAlarms: 1, left: 0 } });
  expect(body.layers.find(({ title }: { title: { zh: string } }) => title.zh === '积水点')).toMatchObject({
    opened: 1,
    online: 1,
  });
  const page = await officer.ask('/api/duty/day?as=page&day=2026-11-23');
  expect(page.headers.get('content-type')).toMatch(/text\/html/);
  expect(page.body).toContain('值班日报');
  expect(page.body).toContain('<td align="left">误报</td><td align="left">1</td>');
  expect(page.body).not.toContain('<script');
  expect((await officer.ask('/api/duty/day?day=gestern')).status).toBe(400);
  expect((await officer.ask('/api/duty/day?role=public')).status).toBe(403);
});

describe('the duty book', () => {
  const start = async (book: object) => {
    const place = gateways.city();
    writeFileSync(join(place.folder, 'duty.json'), JSON.stringify({ format: 'chengjing-duty@1', ...book }));
    return gateways.start(place, EXTERNAL);
  };
  const threshold = {
    level: 'red',
    when: 'above',
    limit: 20,
    meaning: { zh: '封路', en: 'Close' },
    source: { text: '本市预案', confidence: 'D' },
  };
  const rule = { layer: 'waterlogging', property: 'depth', unit: 'cm', thresholds: [threshold] };

  it('brings the bureau’s own limits to engine and screens', async () => {
    const gateway = await start({ rules: [rule] });
    const officer = gateways.browser(gateway);
    for (const age of [3000, 2000])
      await officer.ask('/api/observations', 'POST', {
        asset: 'WL-1',
        property: 'depth',
        value: 21,
        time: iso(NOW - age),
      });
    expect((await officer.ask('/api/alerts')).body).toMatchObject([{ level: 'red', limit: 20 }]);
    expect((await officer.ask('/api/catalog')).body.rules).toMatchObject([rule]);
  });

  it.each([
    [{ rules: [{ ...rule, property: 'deep' }] }, /duty\.json: rules\.0: unknown property "deep".*depth/],
    [{ rules: [{ ...rule, unit: 'm' }] }, /duty\.json: rules\.0: unit "m".*"cm"/],
    [{ rules: [{ ...rule, layer: 'river' }] }, /unknown layer "river"; there are/],
    [{ cameras: [{ id: 'c', title: threshold.meaning, url: 'http://a', assets: ['WL-9'] }] }, /unknown asset "WL-9"/],
    [{ plans: 3 }, /plans/],
    [{ cases: { url: 'ftp://x' } }, /ftp:\/\/x.*http/],
  ])('is refused at the start with file, value and remedy: %#', async (book, words) => {
    await expect(start(book)).rejects.toThrow(words);
  });

  it('finds a dead camera and says so', async () => {
    const alive = await system({ status: 200 });
    const gone = await system({ status: 200 });
    await gone.stop();
    const camera = { title: threshold.meaning, assets: ['WL-1'] };
    const cameras = [
      { ...camera, id: 'alive', url: alive.url },
      { ...camera, id: 'gone', url: gone.url },
      { ...camera, id: 'stream', url: gone.url.replace('http', 'rtsp') },
    ];
    const officer = gateways.browser(await start({ cameras }));
    const state = async (id: string) => (await officer.ask(`/api/cameras/${id}`)).body;
    expect(await state('alive')).toMatchObject({ state: 'answers', reason: null });
    expect(await state('gone')).toMatchObject({ state: 'dead', reason: expect.stringContaining('ECONNREFUSED') });
    expect(await state('stream')).toMatchObject({ state: 'dead' });
    expect((await officer.ask('/api/cameras/none')).status).toBe(404);
    expect((await officer.ask('/api/cameras/alive?role=public')).status).toBe(403);
  });
});
