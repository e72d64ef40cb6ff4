import { afterEach, expect, it, vi } from 'vitest';
import type { TwinPort } from '../state/port.ts';
import { holdSamples, listenToSamples, sampleTick } from './sample-clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

function bench() {
  vi.useFakeTimers({ toFake: ['performance'] });
  const heard = new Set<() => void>();
  const hear = (listener: () => void) => {
    heard.add(listener);
    return () => heard.delete(listener);
  };
  const port = { onSample: hear, store: { subscribe: hear } } as unknown as TwinPort;
  const change = () => {
    for (const each of [...heard]) each();
  };
  return { port, change, heard };
}

it('tells every sample, through one listener a source', () => {
  const { port, change, heard } = bench();
  const seen = [0, 0];
  const undos = seen.map((_, i) => listenToSamples(port, () => (seen[i]! += 1)));
  expect(heard.size).toBe(1);
  change();
  change();
  expect(seen).toEqual([2, 2]);
  for (const undo of undos) undo();
  expect(heard.size).toBe(0);
});

it('lets one sample a second through while it is held, and is up to date after', () => {
  const { port, change } = bench();
  let seen = 0;
  listenToSamples(port, () => (seen += 1));
  change();
  const release = holdSamples(port);
  for (let i = 0; i < 480; i++) {
    vi.advanceTimersByTime(10);
    change();
  }
  expect(seen).toBe(1 + 4);
  const tick = sampleTick(port);
  release();
  release();
  expect(sampleTick(port)).toBe(tick + 1);
  change();
  expect(seen).toBe(7);
});
