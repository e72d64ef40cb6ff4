import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { Alert } from '../domain/alert.ts';
import { type DeltaRow, decodeDelta } from '../wire/delta.ts';
import { NO_DUTY } from '../wire/duty.ts';
import { readCity, rowOf } from './city.ts';
import { createFanOut, FULL_BYTES, TICK_MS } from './fan-out.ts';
import { operatorView } from './role-view.ts';
import { makeTestCity } from './test-city.ts';

/** A socket whose reader can be made to stop: what the operating system's buffers hide from a real one for megabytes. */
class StubSocket extends EventEmitter {
  bufferedAmount = 0;
  closed: number | undefined;
  readonly frames: { sequence: number; previous: number; answers: number; rows: DeltaRow[] }[] = [];
  readonly texts: { type: string }[] = [];
  /** Binary messages as they were handed over. */
  readonly sent: unknown[] = [];

  send(data: string | Uint8Array): void {
    if (typeof data === 'string') {
      this.texts.push(JSON.parse(data));
      return;
    }
    this.sent.push(data);
    const rows: DeltaRow[] = [];
    const copy = Uint8Array.from(data).buffer;
    const { sequence, previous, answers } = decodeDelta(copy, (row) => rows.push({ ...row }));
    this.frames.push({ sequence, previous, answers, rows });
  }

  close(): void {
    this.closed = 1001;
  }

  terminate(): void {
    this.closed = 1006;
    this.emit('close');
  }
}

afterEach(() => {
  vi.useRealTimers();
});

const ALERT: Alert = {
  ...{ id: 'a', layer: 'lamp', asset: 'LP-0', property: 'fault', level: 'red', value: 3, limit: 3, stage: 'raised' },
  ...{ raisedAt: 0, updatedAt: 0, provenance: 'simulated', drill: false },
};

function setup() {
  const alerts: Alert[] = [];
  vi.useFakeTimers();
  const made = makeTestCity();
  const city = readCity(made.folder, 'simulator');
  made.remove();
  const fanOut = createFanOut({
    city,
    clock: () => ({ now: 0, rate: 1 }),
    alerts: () => alerts,
    mutes: () => [],
    duty: () => NO_DUTY,
    editions: () => ({ reviews: 0, records: 0, shared: 0 }),
    wall: Date.now,
    run: 'test',
  });
  const view = operatorView(city);
  const lamp = city.layer('lamp')!;
  const join = (query = {}) => {
    const socket = new StubSocket();
    fanOut.join(socket as unknown as WebSocket, view, query);
    return socket;
  };
  const write = (slot: number, value: number) => {
    lamp.last.write(0, slot, value, 1000 + value, 'good');
    fanOut.changed(rowOf(lamp, 0, slot));
  };
  return { fanOut, join, write, alerts };
}

describe('fan-out', () => {
  it('coalesces what a slow client has not read, by row, and tells it from where on the frame is whole', () => {
    const { fanOut, join, write } = setup();
    const quick = join();
    const slow = join();
    slow.bufferedAmount = FULL_BYTES + 1;
    for (let i = 0; i < 100; i++) {
      write(i % 3, i);
      vi.advanceTimersByTime(TICK_MS);
    }
    expect(quick.frames.length).toBe(101);
    expect(slow.frames.length).toBe(1);
    slow.bufferedAmount = 0;
    vi.advanceTimersByTime(TICK_MS);
    expect(slow.frames.map(({ sequence, previous }) => [sequence, previous])).toEqual([
      [0, 0],
      [100, 0],
    ]);
    expect(slow.frames[1]!.rows.map((row) => [row.slot, row.value]).sort()).toEqual([
      [0, 99],
      [1, 97],
      [2, 98],
    ]);
    write(0, 200);
    vi.advanceTimersByTime(TICK_MS);
    expect(slow.frames[2]).toMatchObject({ sequence: 101, previous: 100, rows: [{ slot: 0, value: 200 }] });
    fanOut.stop();
  });

  it('sends one and the same buffer to all who show the same', () => {
    const { fanOut, join, write } = setup();
    const clients = [join(), join(), join({ interest: '{"lamp":true}' }), join({ interest: '{"lamp":true}' })];
    write(3, 7);
    vi.advanceTimersByTime(TICK_MS);
    const [first, second, third, fourth] = clients.map((client) => client.sent);
    expect(first?.[1]).toBe(second?.[1]);
    expect(third?.[1]).toBe(fourth?.[1]);
    expect(first?.[0], 'the snapshot of those who join in one tick').toBe(second?.[0]);
    fanOut.stop();
  });

  it('tells a slow client the newest alerts too, once it reads again', () => {
    const { fanOut, join, alerts } = setup();
    const slow = join();
    slow.bufferedAmount = FULL_BYTES + 1;
    alerts.push({ ...ALERT, level: 'yellow' });
    fanOut.alertChanged(ALERT);
    vi.advanceTimersByTime(TICK_MS);
    alerts.splice(0, 1, { ...ALERT, level: 'red' });
    fanOut.alertChanged(ALERT);
    vi.advanceTimersByTime(3 * TICK_MS);
    expect(slow.texts.filter(({ type }) => type === 'alerts')).toHaveLength(1);
    slow.bufferedAmount = 0;
    vi.advanceTimersByTime(TICK_MS);
    expect(slow.texts.filter(({ type }) => type === 'alerts')).toMatchObject([
      { alerts: [] },
      { alerts: [{ level: 'red' }] },
    ]);
    fanOut.stop();
  });

  it('cuts off a client that has read nothing for a minute', () => {
    const { fanOut, join } = setup();
    const stuck = join();
    stuck.bufferedAmount = FULL_BYTES + 1;
    vi.advanceTimersByTime(61_000);
    expect(stuck.closed).toBe(1006);
    expect(fanOut.clients).toBe(0);
    fanOut.stop();
  });

  it('says once a second that it lives when nothing else is sent', () => {
    const { fanOut, join, write } = setup();
    const client = join();
    const ticks = () => client.texts.filter((text) => text.type === 'tick').length;
    vi.advanceTimersByTime(3100);
    expect(ticks()).toBe(3);
    for (let i = 0; i < 8; i++) {
      write(0, i);
      vi.advanceTimersByTime(TICK_MS);
    }
    expect(ticks()).toBe(3);
    fanOut.stop();
  });
});
