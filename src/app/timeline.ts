import { type Era, eraOf, type Instant, type Playhead } from '../domain/clock.ts';
import type { ObservationTable } from '../domain/observation-table.ts';
import { follow, mirror } from '../feeds/mirror.ts';
import type { ReplayFeed } from '../feeds/replay-feed.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { SessionStore } from '../state/store.ts';
import type { WallClock } from './wall-clock.ts';

export interface TimelineOptions {
  readonly store: SessionStore;
  readonly clock: WallClock;
  readonly live: ReadonlyMap<string, ObservationTable>;
  readonly shown: ReadonlyMap<string, ObservationTable>;
  readonly replay: ReplayFeed;
  readonly scenario: () => CompiledScenario | null;
  /** The shown tables, the playhead or its era may have changed. */
  readonly onChange: () => void;
}

/** Past | now | future on one axis: decides which feed writes the shown tables. */
export interface Timeline {
  at(): Instant;
  era(): Era;
  /** Where the compared side stands: at the playhead, unless it has a time of its own. */
  comparedAt(): Instant;
  /** Live rows have arrived. */
  rows(): void;
  /** The gateway is out of reach, or back: what follows *now* may not pass for live meanwhile. */
  lose(lost: boolean): void;
  destroy(): void;
}

/** Steps of a playing playhead a second. */
const STEPS = 10;

export function createTimeline(options: TimelineOptions): Timeline {
  const { store, clock, live, shown, replay } = options;
  const versions = new Map<string, number>();
  let mode: 'follow' | 'replay' | 'rest' | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  let lost = false;

  function at(): Instant {
    return resolve(store.getState().playhead, clock.now(), options.scenario());
  }
  function comparedAt(): Instant {
    const { compare, compareAt, playhead } = store.getState();
    return resolve(compare ? (compareAt ?? playhead) : playhead, clock.now(), options.scenario());
  }
  function era(): Era {
    const { playhead } = store.getState();
    return playhead.kind === 'now' ? 'now' : eraOf(at(), clock.now(), 500);
  }

  /** A frozen screen at *now* shows the store at that instant: live rows keep arriving and change nothing. */
  function wanted(): typeof mode {
    const where = era();
    if (where === 'future') return 'rest';
    return where === 'now' && store.getState().freeze === null ? 'follow' : 'replay';
  }

  function update(): void {
    const next = wanted();
    if (next !== mode) {
      if (mode === 'replay') replay.stop();
      if (next === 'replay') replay.start();
      if (next === 'follow') for (const [id, table] of live) join(id, table);
      mode = next;
      admitLoss();
    }
    if (mode === 'replay') replay.seek(at());
    options.onChange();
  }

  function join(id: string, from: ObservationTable): void {
    const to = shown.get(id);
    if (!to) return;
    mirror(from, to);
    versions.set(id, from.version);
  }

  function admitLoss(): void {
    for (const table of shown.values()) table.lose(lost && mode === 'follow');
  }

  function rows(): void {
    if (mode !== 'follow') return;
    for (const [id, from] of live) {
      const to = shown.get(id);
      if (to) versions.set(id, follow(from, to, versions.get(id) ?? 0));
    }
    options.onChange();
  }

  function play(): void {
    const { playing } = store.getState();
    if (playing === 0) {
      clearInterval(timer);
      timer = undefined;
      return;
    }
    timer ??= setInterval(() => {
      const session = store.getState();
      const before = at();
      const next = before + (session.playing * 1000) / STEPS;
      const now = clock.now();
      const end = options.scenario()?.end ?? now;
      const arrives = before < now && next >= now && session.playing > 0;
      store.change((draft) => {
        if (arrives || (before >= now && next > end)) draft.playing = 0;
        draft.playhead = arrives ? { kind: 'now' } : { kind: 'instant', at: Math.min(next, Math.max(end, now)) };
      });
    }, 1000 / STEPS);
  }

  const unsubscribe = store.subscribe((session, previous) => {
    if (session.freeze !== previous.freeze) clock.freeze(session.freeze);
    if (session.playing !== previous.playing) play();
    if (
      session.playhead !== previous.playhead ||
      session.freeze !== previous.freeze ||
      session.scenario !== previous.scenario
    )
      update();
  });
  clock.freeze(store.getState().freeze);
  play();
  update();
  return {
    at,
    era,
    comparedAt,
    rows,
    lose(next) {
      lost = next;
      admitLoss();
      options.onChange();
    },
    destroy() {
      unsubscribe();
      clearInterval(timer);
      replay.stop();
    },
  };
}

/** Instant of a playhead. A slice of a scenario that is still loading stands at now. */
function resolve(playhead: Playhead, now: Instant, scenario: CompiledScenario | null): Instant {
  switch (playhead.kind) {
    case 'now':
      return now;
    case 'instant':
      return playhead.at;
    case 'slice':
      return scenario?.slices.find((slice) => slice.id === playhead.slice)?.at ?? now;
  }
}
