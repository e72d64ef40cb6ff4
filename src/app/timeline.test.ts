import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../domain/clock.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import type { ReplayFeed } from '../feeds/replay-feed.ts';
import { DEFAULT_SESSION } from '../state/session.ts';
import { createSessionStore } from '../state/store.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { createWallClock } from './wall-clock.ts';

const NOW = 1_800_000_000_000;

function desk(freeze: number | null = null) {
  let wall = 0;
  const store = createSessionStore({ ...DEFAULT_SESSION, freeze });
  const clock = createWallClock(NOW, 1, () => wall);
  const table = () => new Map([['lamp', new ObservationTable('lamp', ['power'], 8)]]);
  const live = table();
  const shown = table();
  const sought: number[] = [];
  const replay: ReplayFeed = { start: () => {}, stop: () => {}, seek: (at) => void sought.push(at) };
  const timeline: Timeline = createTimeline({
    store,
    clock,
    live,
    shown,
    replay,
    scenario: () => null,
    onChange: () => {},
  });
  return {
    store,
    timeline,
    sought,
    pass: (ms: number) => {
      wall += ms;
    },
    observe(value: number) {
      live.get('lamp')?.write(0, 3, value, NOW, 'good');
      timeline.rows();
    },
    value: () => shown.get('lamp')?.values[0]?.[3],
    version: () => shown.get('lamp')?.version,
    lost: () => shown.get('lamp')?.lost,
  };
}

describe('timeline', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('admits a lost gateway at now, and not for what was recorded', () => {
    const d = desk();
    d.observe(10);
    d.timeline.lose(true);
    expect(d.lost()).toBe(true);
    d.store.change((draft) => {
      draft.playhead = { kind: 'instant', at: NOW - HOUR };
    });
    expect(d.lost()).toBe(false);
    d.store.change((draft) => {
      draft.playhead = { kind: 'now' };
    });
    expect(d.lost()).toBe(true);
    d.timeline.lose(false);
    expect(d.lost()).toBe(false);
  });

  it('shows live rows at now, and only there', () => {
    const d = desk();
    d.observe(10);
    expect(d.value()).toBe(10);
    d.store.change((draft) => {
      draft.playhead = { kind: 'instant', at: NOW + 100 * HOUR };
    });
    const version = d.version();
    d.observe(20);
    expect(d.value()).toBe(10);
    expect(d.version(), 'the future writes nothing').toBe(version);
    d.store.change((draft) => {
      draft.playhead = { kind: 'now' };
    });
    expect(d.value(), 'back at now the latest value stands').toBe(20);
  });

  it('asks the replay for the past and nothing else', () => {
    const d = desk();
    d.store.change((draft) => {
      draft.playhead = { kind: 'instant', at: NOW - HOUR };
    });
    d.observe(20);
    expect(d.value()).not.toBe(20);
    expect(d.sought).toEqual([NOW - HOUR]);
    expect(d.timeline.era()).toBe('past');
  });

  it('stands still when frozen, though rows arrive', () => {
    const d = desk(NOW - 5 * HOUR);
    d.observe(7);
    d.pass(60_000);
    expect(d.timeline.at()).toBe(NOW - 5 * HOUR);
    expect(d.value()).toBeNaN();
    expect(d.sought).toContain(NOW - 5 * HOUR);
  });

  it('plays into now and stops there', () => {
    const d = desk();
    d.store.change((draft) => {
      draft.playhead = { kind: 'instant', at: NOW - 60_000 };
      draft.playing = 600;
    });
    vi.advanceTimersByTime(1000);
    expect(d.store.getState().playhead).toEqual({ kind: 'now' });
    expect(d.store.getState().playing).toBe(0);
  });
});
