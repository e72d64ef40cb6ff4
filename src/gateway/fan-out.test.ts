import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { WebSocket } from 'ws';
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
  readonly frames: { sequence: number; rows: DeltaRow[] }[] = [];
  readonly texts: { type: string }[] = [];

  send(data: string | Uint8Array): void {
    if (typeof data === 'string') {
      this.texts.push(JSON.parse(data));
      return;
    }
    const rows: DeltaRow[] = [];
    const { sequence } = decodeDelta(data.slice().buffer as ArrayBuffer, (row) => rows.push({ ...row }));
    this.frames.push({ sequence, rows });
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

function setup() {
  vi.useFakeTimers();
  const made = makeTestCity();
  const city = readCity(made.folder, 'simulator');
  made.remove();
  const fanOut = createFanOut({
    city,
    clock: () => ({ now: 0, rate: 1 }),
    alerts: () => [],
    mutes: () => [],
    duty: () => NO_DUTY,
    wall: Date.now,
  });
  const lamp = city.layer('lamp')!;
  const join = () => {
    const socket = new StubSocket();
    fanOut.join(socket as unknown as WebSocket, operatorView(city));
    return socket;
  };
  const write = (slot: number, value: number) => {
    lamp.last.write(0, slot, value, 1000 + value, 'good');
    fanOut.changed(rowOf(lamp, 0, slot));
  };
  return { fanOut, join, write };
}

describe('fan-out', () => {
  it('coalesces what a slow client has not read, by row, and keeps its numbering unbroken', () => {
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
    expect(slow.frames.map((frame) => frame.sequence)).toEqual([1, 2]);
    expect(slow.frames[1]!.rows.map((row) => [row.slot, row.value]).sort()).toEqual([
      [0, 99],
      [1, 97],
      [2, 98],
    ]);
    write(0, 200);
    vi.advanceTimersByTime(TICK_MS);
    expect(slow.frames[2]).toMatchObject({ sequence: 3, rows: [{ slot: 0, value: 200 }] });
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
