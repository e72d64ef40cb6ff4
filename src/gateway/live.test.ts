import { afterEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { cellAt } from '../domain/geo/cell.ts';
import { type DeltaHeader, type DeltaRow, decodeDelta } from '../wire/delta.ts';
import { type Interest, interestMessage } from '../wire/interest.ts';
import { type HelloMessage, parseServerMessage } from '../wire/socket.ts';
import { TICK_MS } from './fan-out.ts';
import type { Gateway } from './gateway.ts';
import { testGateways } from './test-gateway.ts';
import { until } from './test-until.ts';

const NOW = Date.UTC(2026, 10, 23);
const gateways = testGateways();
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
  await gateways.undo();
});

/** Lamps of the test city stand a thousandth of a degree apart. */
const cellOfLamp = (slot: number) => cellAt(116.58 + slot * 0.001, 35.41 + slot * 0.0001);
/** A lamp in another cell than the first one's. */
const FAR = Array.from({ length: 20 }, (_, slot) => slot).find((slot) => cellOfLamp(slot) !== cellOfLamp(0)) as number;

/** A client of the live socket; `query` as a browser's address has it. */
async function client(gateway: Gateway, query: Record<string, string> = {}) {
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}live?${new URLSearchParams(query)}`);
  undo.push(() => socket.terminate());
  const frames: (DeltaHeader & { rows: DeltaRow[] })[] = [];
  let hello: HelloMessage | undefined;
  socket.on('message', (data: Buffer, binary) => {
    if (binary) {
      const rows: DeltaRow[] = [];
      const header = decodeDelta(Uint8Array.from(data).buffer, (row) => rows.push({ ...row }));
      frames.push({ ...header, rows });
      return;
    }
    const message = parseServerMessage(data.toString());
    if (message.type === 'hello') hello = message;
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await Promise.race([closed, until(() => hello && (hello.resumed || frames.length > 0))]);
  const greeting = hello as HelloMessage;
  return {
    socket,
    frames,
    closed,
    hello: greeting,
    since: () => `${greeting.epoch}:${frames.at(-1)?.sequence ?? greeting.sequence}`,
    show: (interest: Interest) => socket.send(interestMessage(interest)),
    /** `layer slot value` of each row of a frame, in order. */
    told: (frame: number) =>
      frames[frame]?.rows.map((row) => `${greeting.layers[row.layer]?.id} ${row.slot} ${row.value}`).sort(),
  };
}

/** Sends values of lamps' power, and one of a pond, and waits until their tick is over. */
async function observe(gateway: Gateway, lamps: Readonly<Record<number, number>>, depth?: number): Promise<void> {
  const row = (asset: string, property: string, value: number) => ({
    ...{ asset, property, value },
    time: new Date(NOW + value).toISOString(),
  });
  const rows = [
    ...Object.entries(lamps).map(([slot, value]) => row(`LP-${slot}`, 'power', value)),
    ...(depth === undefined ? [] : [row('WL-1', 'depth', depth)]),
  ];
  const answer = await gateways.browser(gateway).ask('/api/observations', 'POST', rows);
  expect(answer.body.rejected).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, TICK_MS + 50));
}

describe('interest', () => {
  it('of layers and cells: a client is sent these and nothing else, from the first frame on', async () => {
    const gateway = await gateways.start(gateways.city());
    await observe(gateway, { 0: 1, [FAR]: 2 }, 3);
    const mine = await client(gateway, { interest: JSON.stringify({ lamp: [cellOfLamp(0)] }) });
    const all = await client(gateway);
    expect(mine.told(0)).toEqual(['lamp 0 1']);
    expect(all.told(0)).toEqual(['lamp 0 1', `lamp ${FAR} 2`, 'waterlogging 0 3'].sort());
    await observe(gateway, { [FAR]: 12 }, 13);
    await until(() => all.frames[1]);
    await observe(gateway, { 0: 21, [FAR]: 22 });
    await until(() => mine.frames[1]);
    expect(mine.told(1)).toEqual(['lamp 0 21']);
    // The tick that had nothing for this client leaves no gap in what it has.
    expect(mine.frames[1]?.previous).toBe(mine.frames[0]?.sequence);
    expect(mine.frames[1]?.sequence).toBeGreaterThan(mine.frames[0]?.sequence as number);
  });

  it('that grows brings all of what is new, answers its message, and is kept up to date', async () => {
    const gateway = await gateways.start(gateways.city());
    await observe(gateway, { 0: 1, [FAR]: 2 }, 3);
    const mine = await client(gateway, { interest: JSON.stringify({ lamp: [cellOfLamp(0)] }) });
    mine.show({ lamp: [cellOfLamp(0), cellOfLamp(FAR)], waterlogging: true });
    await until(() => mine.frames[1]);
    expect(mine.frames[1]).toMatchObject({ kind: 'delta', answers: 1 });
    expect(mine.told(1)).toEqual([`lamp ${FAR} 2`, 'waterlogging 0 3']);
    await observe(gateway, { [FAR]: 12 }, 13);
    await until(() => mine.frames[2]);
    expect(mine.told(2)).toEqual([`lamp ${FAR} 12`, 'waterlogging 0 13']);
    mine.show({});
    await until(() => mine.frames[3]);
    expect(mine.frames[3]).toMatchObject({ answers: 2, rows: [] });
    await observe(gateway, { 0: 21 }, 23);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(mine.frames).toHaveLength(4);
  });

  it('that cannot be read closes the socket and says why', async () => {
    const gateway = await gateways.start(gateways.city());
    const wrong = await client(gateway, { interest: '{"lamp":[-1]}' });
    expect(await wrong.closed).toMatchObject({ code: 1007, reason: expect.stringContaining('interest') });
    const later = await client(gateway);
    later.socket.send('{"type":"interest","interest":7}');
    expect(await later.closed).toMatchObject({ code: 1007 });
    expect((await gateways.browser(gateway).ask('/healthz')).body.clients).toBe(0);
  });

  it('never reaches what a public session may not see', async () => {
    const gateway = await gateways.start(gateways.city());
    const interest = JSON.stringify({ bridge: true, pole: true, lamp: true });
    const guest = await client(gateway, { role: 'public', interest });
    const officer = await client(gateway, { interest });
    const time = new Date(NOW).toISOString();
    // P-1 is a camera pole, and whether a pole is online is the bureau's own affair.
    const rows = ['P-0', 'P-1'].map((asset) => ({ asset, property: 'online', value: 0, time }));
    await gateways.browser(gateway).ask('/api/observations', 'POST', rows);
    await observe(gateway, { 0: 1 });
    await until(() => guest.frames[1]);
    expect(guest.frames.flatMap((_, frame) => guest.told(frame))).toEqual(['lamp 0 1']);
    expect(officer.frames.flatMap((_, frame) => officer.told(frame)).sort()).toEqual([
      'lamp 0 1',
      'pole 0 0',
      'pole 1 0',
    ]);
  });
});

describe('a cell by HTTP', () => {
  it('may be kept by a cache, changes its tag with its values alone, and is the public view whoever asks', async () => {
    const gateway = await gateways.start(gateways.city());
    const cell = (layer: string, slot: number, tag = '') =>
      fetch(`${gateway.url}api/cells/${layer}/${cellOfLamp(slot)}`, { headers: tag ? { 'if-none-match': tag } : {} });
    await observe(gateway, { 0: 1, [FAR]: 2 });
    const first = await cell('lamp', 0);
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=1/);
    const tag = first.headers.get('etag') as string;
    const rows: DeltaRow[] = [];
    decodeDelta(await first.arrayBuffer(), (row) => rows.push({ ...row }));
    expect(rows).toMatchObject([{ slot: 0, value: 1 }]);
    await observe(gateway, { [FAR]: 12 });
    expect((await cell('lamp', 0, tag)).status).toBe(304);
    await observe(gateway, { 0: 21 });
    const second = await cell('lamp', 0, tag);
    expect(second.status).toBe(200);
    expect(second.headers.get('etag')).not.toBe(tag);
    // P-1 is a camera pole; whether a pole is online is not public.
    const time = new Date(NOW).toISOString();
    const pole = [{ asset: 'P-1', property: 'online', value: 0, time }];
    await gateways.browser(gateway).ask('/api/observations', 'POST', pole);
    await observe(gateway, { 0: 22 });
    const poles = await cell('pole', 0);
    await observe(gateway, { 0: 23 });
    expect((await cell('pole', 0, poles.headers.get('etag') as string)).status).toBe(304);
    decodeDelta(await poles.arrayBuffer(), () => expect.unreachable());
    expect((await fetch(`${gateway.url}api/cells/lamp/1`)).status).toBe(404);
    expect((await fetch(`${gateway.url}api/cells/lamp/x`)).status).toBe(404);
  });
});

describe('a client that comes again', () => {
  it('gets exactly what it missed, however long ago', async () => {
    const gateway = await gateways.start(gateways.city());
    await observe(gateway, { 0: 1, 1: 2, 2: 3 });
    const first = await client(gateway);
    await observe(gateway, { 3: 4 });
    await until(() => first.frames[1]);
    const since = first.since();
    first.socket.terminate();
    for (const value of [10, 11, 12]) await observe(gateway, { 1: value });
    await observe(gateway, { 2: 13 });
    const again = await client(gateway, { since });
    await until(() => again.frames[0]);
    expect(again.hello.resumed).toBe(true);
    expect(again.frames[0]).toMatchObject({ kind: 'delta', previous: Number(since.split(':')[1]) });
    expect(again.told(0)).toEqual(['lamp 1 12', 'lamp 2 13']);
    await observe(gateway, { 0: 20 });
    await until(() => again.frames[1]);
    expect(again.frames[1]?.previous).toBe(again.frames[0]?.sequence);
  });

  it('gets nothing when nothing changed, and a whole picture from another run or another role', async () => {
    const city = gateways.city();
    const gateway = await gateways.start(city);
    await observe(gateway, { 0: 1 });
    const first = await client(gateway);
    const since = first.since();
    const same = await client(gateway, { since });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(same.frames).toEqual([]);
    const other = await client(gateway, { since, role: 'public' });
    expect(other.hello.resumed).toBe(false);
    expect(other.frames[0]?.kind).toBe('snapshot');
    await gateway.stop();
    const restarted = await gateways.start(city);
    const late = await client(restarted, { since });
    expect(late.hello.resumed).toBe(false);
    expect(late.told(0)).toEqual(['lamp 0 1']);
  });
});
