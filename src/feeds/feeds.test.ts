import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Quality } from '../domain/observation.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { type DeltaRow, encodeDelta } from '../wire/delta.ts';
import { LEVELS_HEADER } from '../wire/history.ts';
import { COMING_HEADER, type Coming, formatComing } from '../wire/source-status.ts';
import { backOff } from './back-off.ts';
import { fetchHistory } from './history.ts';
import { createLiveFeed, type LiveConnection } from './live-feed.ts';
import { clear, follow, mirror } from './mirror.ts';
import { createReplayFeed, type Shown } from './replay-feed.ts';
import type { Gateway } from './request.ts';

const T = 1_800_000_000_000;
const LAYERS = [{ id: 'pond', properties: ['depth', 'rain'] }];
const table = () => new ObservationTable('pond', ['rain', 'depth'], 4);
const row = (slot: number, value: number, time: number, property = 0): DeltaRow => ({
  layer: 0,
  property,
  slot,
  value,
  time,
  quality: 'good' as Quality,
});
const frame = (kind: 'delta' | 'snapshot', sequence: number, rows: DeltaRow[], previous?: number) =>
  encodeDelta(kind, sequence, rows, previous).slice().buffer as ArrayBuffer;
const depths = (of: ObservationTable) => Array.from(of.values[1]!);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Stands in for the network only: what the gateway would send is made by the same encoder. */
class StubSocket {
  binaryType = '';
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  readyState = 0;
  readonly sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
  hears(data: unknown): void {
    this.onmessage?.({
      data: typeof data === 'object' && !(data instanceof ArrayBuffer) ? JSON.stringify(data) : data,
    });
  }
}

const HELLO = {
  type: 'hello',
  now: T,
  rate: 1,
  slots: 'hash',
  sequence: 0,
  epoch: 'run-operator',
  resumed: false,
  role: 'operator',
  layers: [{ id: 'pond', properties: ['depth', 'rain'], source: 'simulated' }],
};

function live() {
  const shown = table();
  const sockets: StubSocket[] = [];
  const urls: string[] = [];
  const connections: LiveConnection[] = [];
  const errors: Error[] = [];
  const mismatches: string[][] = [];
  const clocks: number[] = [];
  const feed = createLiveFeed({
    url: 'ws://gateway/live',
    tables: new Map([['pond', shown]]),
    slots: 'hash',
    now: () => T + 1000,
    random: () => 0.5,
    onClock: (now) => clocks.push(now),
    onConnection: (connection) => connections.push(connection),
    onSlotsMismatch: (...hashes) => mismatches.push(hashes),
    onError: (error) => errors.push(error),
    openSocket: (url) => {
      urls.push(url);
      const socket = new StubSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
  });
  feed.start();
  return { feed, shown, sockets, urls, connections, errors, mismatches, clocks };
}

describe('live feed', () => {
  it('writes the joining snapshot as a difference and deltas after it, by property name', () => {
    const { shown, sockets, connections, feed } = live();
    shown.write(1, 3, 99, T - 5, 'good');
    sockets[0]!.hears(HELLO);
    sockets[0]!.hears(frame('snapshot', 1, [row(0, 12, T), row(1, 7, T, 1)]));
    expect(depths(shown)).toEqual([12, Number.NaN, Number.NaN, Number.NaN]);
    expect(shown.values[0]![1]).toBe(7);
    sockets[0]!.hears(frame('delta', 2, [row(0, 13, T + 250), row(1, 1, Number.NaN, 1)]));
    expect(depths(shown)[0]).toBe(13);
    expect(shown.values[0]![1]).toBeNaN();
    sockets[0]!.hears(frame('delta', 3, [row(0, 5, T - 1000), row(2, 4, T + 9000)]));
    expect(depths(shown)[0], 'an older sample').toBe(13);
    expect(shown.times[1]![2], 'from ahead of our clock').toBe(T + 1000);
    expect(connections).toEqual([{ kind: 'connecting' }, { kind: 'live' }]);
    feed.stop();
  });

  it('joins anew after a gap, a foreign frame, silence or a closed line, waiting longer each time', () => {
    const { sockets, connections, errors, feed } = live();
    sockets[0]!.hears(HELLO);
    sockets[0]!.hears(frame('snapshot', 1, []));
    sockets[0]!.hears(frame('delta', 3, []));
    expect(errors[0]?.message).toMatch('frame 3 follows 2, received 1');
    expect(connections.at(-1)).toEqual({ kind: 'lost', since: T + 1000, retryInSeconds: 0.375 });
    vi.advanceTimersByTime(400);
    sockets[1]!.hears(new ArrayBuffer(40));
    expect(errors[1]?.message).toMatch('does not start with CJD2');
    vi.advanceTimersByTime(800);
    vi.advanceTimersByTime(6000);
    expect(connections.at(-1)).toMatchObject({ kind: 'lost', retryInSeconds: 1.5 });
    vi.advanceTimersByTime(1500);
    sockets[3]!.onclose?.();
    expect(connections.at(-1)).toMatchObject({ retryInSeconds: 3 });
    vi.advanceTimersByTime(3000);
    sockets[4]!.hears(HELLO);
    expect(connections.at(-1)).toEqual({ kind: 'live' });
    feed.stop();
    vi.advanceTimersByTime(60_000);
    expect(sockets.length).toBe(5);
    expect(sockets.every((socket) => socket.closed)).toBe(true);
  });

  it('comes again from where it left off, and with a whole picture after a fault or an interest unanswered', () => {
    const { sockets, urls, errors, feed, shown } = live();
    const lose = (socket: number) => {
      sockets[socket]!.onclose?.();
      vi.advanceTimersByTime(400);
    };
    sockets[0]!.hears(HELLO);
    sockets[0]!.hears(frame('snapshot', 4, [row(0, 12, T)]));
    sockets[0]!.hears(frame('delta', 7, [row(1, 5, T)], 4));
    lose(0);
    expect(urls[1]).toBe('ws://gateway/live?since=run-operator%3A7');
    sockets[1]!.hears({ ...HELLO, sequence: 7, resumed: true });
    sockets[1]!.hears(frame('delta', 9, [row(2, 6, T)], 7));
    expect(depths(shown)).toEqual([12, 5, 6, Number.NaN]);
    expect(errors).toEqual([]);

    sockets[1]!.readyState = 1;
    feed.show({ pond: true });
    feed.show({ pond: true });
    expect(sockets[1]!.sent).toEqual(['{"type":"interest","interest":{"pond":true}}']);
    lose(1);
    expect(urls[2], 'what is new in the interest has not come').toBe(
      'ws://gateway/live?interest=%7B%22pond%22%3Atrue%7D',
    );
    sockets[2]!.hears(HELLO);
    sockets[2]!.hears(frame('snapshot', 9, []));
    sockets[2]!.readyState = 1;
    feed.show(null);
    const answer = frame('delta', 9, [], 9);
    new DataView(answer).setUint32(36, 1, true);
    sockets[2]!.hears(answer);
    lose(2);
    expect(urls[3]).toBe('ws://gateway/live?since=run-operator%3A9');
    sockets[3]!.hears({ ...HELLO, sequence: 9, resumed: true });
    sockets[3]!.hears(frame('delta', 12, [], 11));
    vi.advanceTimersByTime(400);
    expect(urls[4], 'a gap').toBe('ws://gateway/live');
    feed.stop();
  });

  it('stops for good when the gateway numbers slots otherwise', () => {
    const { sockets, mismatches } = live();
    sockets[0]!.hears({ ...HELLO, slots: 'other' });
    expect(mismatches).toEqual([['hash', 'other']]);
    vi.advanceTimersByTime(60_000);
    expect(sockets.length).toBe(1);
  });
});

/** A gateway whose store holds `samples` of the pond; counts what it is asked. */
function store(
  samples: readonly DeltaRow[],
  answer: (url: string) => Response | undefined = () => undefined,
  coming: () => Coming | undefined = () => undefined,
) {
  const asked: string[] = [];
  const aborted: string[] = [];
  const gateway: Gateway = {
    origin: 'http://gateway',
    role: 'public',
    fetch: async (input, init) => {
      const url = String(input);
      asked.push(url);
      init?.signal?.addEventListener('abort', () => aborted.push(url));
      await new Promise((resolve) => setTimeout(resolve, 100));
      init?.signal?.throwIfAborted();
      const other = answer(url);
      if (other) return other;
      const still = coming();
      const headers: HeadersInit = still ? { [COMING_HEADER]: formatComing(still) } : {};
      const query = new URL(url).searchParams;
      if (query.has('at')) {
        const at = Number(query.get('at'));
        const last = new Map(samples.filter((each) => each.time <= at).map((each) => [each.slot, each]));
        return new Response(frame('snapshot', 0, [...last.values()]), { headers });
      }
      const [from, to] = [Number(query.get('from')), Number(query.get('to'))];
      return new Response(
        frame(
          'delta',
          0,
          samples.filter((each) => each.time > from && each.time <= to),
        ),
        { headers },
      );
    },
  };
  return { gateway, asked, aborted };
}

const HOUR = 3_600_000;
const START = Math.floor(T / HOUR) * HOUR;
const SAMPLES = [
  row(0, 1, START - 500),
  row(0, 2, START + 60_000),
  row(1, 8, START + 120_000),
  row(0, 3, START + 180_000),
];

function replay(given = store(SAMPLES)) {
  const shown = table();
  const errors: Error[] = [];
  const seen: Shown[] = [];
  const feed = createReplayFeed({
    gateway: given.gateway,
    tables: new Map([['pond', shown]]),
    layers: LAYERS,
    now: () => START + 10 * HOUR,
    random: () => 0.5,
    onShown: (shown) => seen.push(shown),
    onError: (error) => errors.push(error),
  });
  feed.start();
  return { ...given, shown, errors, seen, feed };
}

describe('replay feed', () => {
  it('shows the state as of any instant, forwards and back, and asks nobody inside a window', async () => {
    const { shown, feed, asked, seen } = replay();
    feed.seek(START + 130_000);
    await vi.advanceTimersByTimeAsync(150);
    expect(depths(shown)).toEqual([2, 8, Number.NaN, Number.NaN]);
    await vi.advanceTimersByTimeAsync(500);
    const before = asked.length;
    feed.seek(START + 200_000);
    expect(depths(shown)).toEqual([3, 8, Number.NaN, Number.NaN]);
    const { version } = shown;
    feed.seek(START + 210_000);
    expect(shown.version, 'nothing differs, nothing is written').toBe(version);
    feed.seek(START + 10_000);
    expect(depths(shown)).toEqual([1, Number.NaN, Number.NaN, Number.NaN]);
    feed.seek(START + 60_000);
    expect(depths(shown)[0]).toBe(2);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked.length - before, 'only the window ahead when the direction turns').toBeLessThanOrEqual(2);
    expect(asked.every((url) => url.includes('role=public'))).toBe(true);
    expect(seen.length).toBe(5);
    feed.stop();
  });

  it('prefetches in the direction of travel and cancels what is no longer wanted', async () => {
    const { feed, asked, aborted } = replay();
    feed.seek(START + 5);
    await vi.advanceTimersByTimeAsync(150);
    expect(asked.some((url) => url.includes(`at=${START + 2 * HOUR}`))).toBe(true);
    feed.seek(START - 100 * HOUR);
    await vi.advanceTimersByTimeAsync(10);
    expect(aborted.some((url) => url.includes(`at=${START + HOUR}`))).toBe(true);
    feed.stop();
  });

  it('shows only the last wanted instant', async () => {
    const { feed, seen, shown } = replay();
    feed.seek(START - 3 * HOUR);
    feed.seek(START + 70_000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.map(({ at }) => at)).toEqual([START + 70_000]);
    expect(depths(shown)[0]).toBe(2);
    feed.stop();
  });

  it('reports in the gateway’s own words and tries again at the next seek', async () => {
    let broken = true;
    const given = store(SAMPLES, () =>
      broken ? new Response('{"error":"the database sleeps"}', { status: 500 }) : undefined,
    );
    const { feed, errors, shown } = replay(given);
    feed.seek(START + 70_000);
    await vi.advanceTimersByTimeAsync(200);
    expect(errors[0]?.message).toMatch(/\/api\/snapshot.*500 the database sleeps/);
    broken = false;
    feed.seek(START + 70_001);
    await vi.advanceTimersByTimeAsync(200);
    expect(depths(shown)[0]).toBe(2);
    feed.stop();
  });
});

describe('a frozen page while the store still fills up', () => {
  const COMING = { from: START - 24 * HOUR, to: START + 5 * HOUR };

  it('asks again, longer apart each time, until the store has everything; nobody seeks', async () => {
    const samples: DeltaRow[] = [];
    let coming: Coming | undefined = COMING;
    const { feed, seen, shown, asked } = replay(store(samples, undefined, () => coming));
    feed.seek(START + 130_000);
    await vi.advanceTimersByTimeAsync(150);
    expect(seen).toEqual([{ at: START + 130_000, rows: 0, coming: true, renewed: false }]);
    samples.push(...SAMPLES.slice(0, 2));
    await vi.advanceTimersByTimeAsync(700);
    expect(depths(shown)).toEqual([2, Number.NaN, Number.NaN, Number.NaN]);
    expect(seen.at(-1)).toEqual({ at: START + 130_000, rows: 2, coming: true, renewed: true });
    samples.push(...SAMPLES.slice(2));
    // What comes after the window does not concern it.
    coming = { from: START + 2 * HOUR, to: COMING.to };
    await vi.advanceTimersByTimeAsync(1500);
    expect(depths(shown)).toEqual([2, 8, Number.NaN, Number.NaN]);
    expect(seen.at(-1)).toMatchObject({ coming: false, renewed: true });
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked.length).toBe(before);
    feed.stop();
  });

  it('never asks again about an instant that is older than all that comes, nor when it has stopped', async () => {
    const { feed, asked, seen } = replay(store([], undefined, () => COMING));
    feed.seek(START - 100 * HOUR);
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen).toMatchObject([{ rows: 0, coming: false }]);
    const old = asked.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked.length).toBe(old);
    feed.seek(START);
    await vi.advanceTimersByTimeAsync(1000);
    expect(seen.at(-1)).toMatchObject({ coming: true });
    feed.stop();
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked.length).toBe(before);
  });

  it('leaves no more than eight seconds between two questions while it fills', async () => {
    const { feed, asked } = replay(store([], undefined, () => COMING));
    feed.seek(START);
    await vi.advanceTimersByTimeAsync(60_000);
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(60_000);
    // A snapshot and the changes, at least every 8.1 s.
    expect(asked.length - before).toBeGreaterThanOrEqual(2 * 7);
    expect(asked.length - before).toBeLessThanOrEqual(2 * 12);
    feed.stop();
  });

  it('asks again after a failure too, and tells of it once', async () => {
    let broken = true;
    const given = store(SAMPLES, () => (broken ? new Response('{"error":"away"}', { status: 502 }) : undefined));
    const { feed, errors, shown } = replay(given);
    feed.seek(START + 70_000);
    await vi.advanceTimersByTimeAsync(5000);
    expect(errors.length).toBe(1);
    broken = false;
    await vi.advanceTimersByTimeAsync(8000);
    expect(depths(shown)[0]).toBe(2);
    feed.stop();
  });
});

describe('history', () => {
  it('brings the width of its buckets and the levels that are kept', async () => {
    const headers = { [LEVELS_HEADER]: 'hours,minutes,raw,weeks' };
    const { gateway } = store([], () => Response.json([], { headers }));
    const asking = fetchHistory(gateway, 'WL-1', 'depth', T, T + 3_600_000, 60);
    await vi.advanceTimersByTimeAsync(200);
    expect(await asking).toEqual({ points: [], bucket: 60_000, levels: ['hours', 'minutes', 'raw'] });
  });

  it('refuses an answer that is not history', async () => {
    const { gateway, asked } = store([], () => Response.json([{ time: 1, min: 'low' }]));
    const asking = expect(fetchHistory(gateway, 'WL-1', 'depth', T, T + 240_000, 240)).rejects.toThrow(
      /History: 0\.min/,
    );
    await vi.advanceTimersByTimeAsync(200);
    await asking;
    expect(asked[0]).toContain('/api/assets/WL-1/history?property=depth');
    expect(asked[0]).toContain('bucket=1s');
  });
});

describe('mirror', () => {
  it('copies differences, follows changes and clears', () => {
    const [from, to] = [table(), table()];
    from.write(1, 2, 5, T, 'suspect');
    to.write(0, 0, 1, T, 'good');
    expect(mirror(from, to)).toBe(2);
    expect(mirror(from, to)).toBe(0);
    expect([to.values[1]![2], to.qualities[1]![2]]).toEqual([5, 1]);
    const since = from.version;
    from.write(1, 0, 6, T, 'good');
    expect(follow(from, to, since)).toBe(from.version);
    expect(to.values[1]![0]).toBe(6);
    expect(clear(to)).toBe(2);
    expect(depths(to)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
    expect(() => mirror(new ObservationTable('lamp', ['power', 'dim'], 4), to)).toThrow('Cannot mirror layer "lamp"');
  });
});

describe('following a table', () => {
  it('copies what was written, scattered or much, and looks at nothing else', () => {
    const big = () => new ObservationTable('pond', ['rain', 'depth'], 40_000);
    const [from, to] = [big(), big()];
    let since = 0;
    for (const writes of [1, 500, 30_000, 3]) {
      for (let i = 0; i < writes; i++) from.write(i % 2, (i * 7919) % 40_000, writes + i, T, 'good');
      const before = to.version;
      // A row that nobody wrote, beside one that was, differs: it is left as it is.
      if (writes <= 500) to.values[0]![1] = 77;
      since = follow(from, to, since);
      expect(to.version - before).toBe(writes);
      if (writes <= 500) expect(to.values[0]![1]).toBe(77);
      to.values[0]![1] = from.values[0]![1]!;
      expect(to.values).toEqual(from.values);
    }
  });
});

describe('back-off', () => {
  it('grows from half a second to half a minute and never leaves its bounds', () => {
    for (let attempt = 0; attempt < 40; attempt++)
      for (const random of [0, 0.3, 0.999]) {
        const wait = backOff(attempt, () => random);
        expect(wait).toBeGreaterThanOrEqual(250);
        expect(wait).toBeLessThan(30_000);
        expect(backOff(attempt + 1, () => random)).toBeGreaterThanOrEqual(wait);
      }
    expect(backOff(40, () => 0)).toBe(15_000);
  });
});
