import type { Alert } from '../domain/alert.ts';
import { DAY } from '../domain/clock.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import type { Mute } from '../domain/mute.ts';
import { fetchAlerts } from '../feeds/history.ts';
import { createLiveFeed } from '../feeds/live-feed.ts';
import { createReplayFeed } from '../feeds/replay-feed.ts';
import type { Gateway } from '../feeds/request.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { Connection } from '../state/port.ts';
import type { SessionStore } from '../state/store.ts';
import { type DutyState, NO_DUTY } from '../wire/duty.ts';
import { frameLayers } from '../wire/frame-layers.ts';
import type { Editions } from '../wire/socket.ts';
import type { Events } from './events.ts';
import { createKnownAlerts } from './known-alerts.ts';
import type { City } from './load-city.ts';
import { historyFailed, NOTHING_RECORDED, type Notices, RECORD_FILLING, slotsDiffer } from './notices.ts';
import { createRecalledAlerts } from './recalled-alerts.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import type { WallClock } from './wall-clock.ts';

interface WatchParts {
  readonly city: City;
  readonly gateway: Gateway;
  readonly store: SessionStore;
  readonly clock: WallClock;
  readonly notices: Notices;
  readonly events: Events;
  readonly scenario: () => CompiledScenario | null;
  /** Tables, playhead or alerts of the past may have changed. */
  readonly onChange: () => void;
  /** The gateway has said from where each layer's values come. */
  readonly onSources: () => void;
  /** What is fetched, not told, is another. */
  readonly onEditions: (now: Editions, before: Editions) => void;
}

/** What is observed, now and before: the feeds, the timeline that chooses between them, and what the socket tells beside values. */
export interface Watch {
  readonly timeline: Timeline;
  source(layer: string): FleetLayer['source'];
  /** Those of the day that is replayed among them. */
  alerts(): readonly Alert[];
  mutes(): readonly Mute[];
  duty(): DutyState;
  editions(): Editions;
  connection(): Connection;
  /** Resolves when nothing that was recorded of the playhead's instant is on its way. */
  recorded(): Promise<void>;
  start(): void;
  destroy(): void;
}

export function createWatch(parts: WatchParts): Watch {
  const { city, gateway, store, clock, notices, events, onChange } = parts;
  const sources = new Map<string, FleetLayer['source']>();
  const known = createKnownAlerts(clock.now, (open) => events.emit('alerts', open));
  let mutes: readonly Mute[] = [];
  let duty: DutyState = NO_DUTY;
  let editions: Editions = { reviews: 0, records: 0, shared: 0 };
  let connection: Connection = { kind: 'connecting' };
  let loading = false;
  const waiting: (() => void)[] = [];

  const recalled = createRecalledAlerts(
    (from, to) => fetchAlerts(gateway, from, to),
    onChange,
    (error) => notices.show(historyFailed(error)),
  );
  const replay = createReplayFeed({
    gateway,
    tables: city.shown,
    layers: frameLayers(
      city.catalog.layers.map((layer) => layer.id),
      city.catalog.role,
    ),
    now: clock.now,
    random: Math.random,
    onShown: ({ at, rows, coming, renewed }) => {
      if (at < clock.now() - DAY) recalled.seek(at, renewed);
      notices.stand(NOTHING_RECORDED.key, rows === 0 && !coming ? NOTHING_RECORDED : null);
      notices.stand(RECORD_FILLING.key, rows === 0 && coming ? RECORD_FILLING : null);
      onChange();
    },
    onLoading(now) {
      loading = now;
      if (!loading) for (const resolve of waiting.splice(0)) resolve();
    },
    onError: (error) => notices.show(historyFailed(error)),
  });
  const timeline = createTimeline({
    store,
    clock,
    live: city.live,
    shown: city.shown,
    replay,
    scenario: parts.scenario,
    onChange,
  });
  const socket = new URL(`/live${city.catalog.role === 'public' ? '?role=public' : ''}`, location.href);
  socket.protocol = socket.protocol.replace('http', 'ws');
  const live = createLiveFeed({
    url: socket.href,
    tables: city.live,
    slots: city.catalog.slots,
    now: clock.now,
    random: Math.random,
    onClock: clock.set,
    onConnection(next) {
      connection = next;
      timeline.lose(next.kind === 'lost');
      events.emit('connection', next);
    },
    onSlotsMismatch: (expected, received) => reloadOnce(expected, received, notices),
    onHello(hello) {
      for (const layer of hello.layers) sources.set(layer.id, layer.source);
      parts.onSources();
      // Also brings the ends that were missed while the connection was lost.
      fetchAlerts(gateway, clock.now() - DAY, clock.now() + 1).then(known.take, (error: Error) =>
        events.emit('error', error.message),
      );
    },
    onAlerts: known.take,
    onMutes: (list) => {
      mutes = list;
    },
    onDuty: (next) => {
      duty = next;
    },
    onEditions: ({ reviews, records, shared }) => {
      const before = editions;
      editions = { reviews, records, shared };
      parts.onEditions(editions, before);
    },
    onRows: timeline.rows,
    onError: (error) => events.emit('error', error.message),
  });

  return {
    timeline,
    source: (layer) => sources.get(layer) ?? 'simulated',
    alerts: () => recalled.beside(known.list()),
    mutes: () => mutes,
    duty: () => duty,
    editions: () => editions,
    connection: () => connection,
    recorded: () => new Promise((resolve) => (loading ? waiting.push(resolve) : resolve())),
    start: () => live.start(),
    destroy() {
      live.stop();
      timeline.destroy();
    },
  };
}

/** A city that was built anew numbers its assets otherwise: the page loads it, unless that has not helped before. */
function reloadOnce(expected: string, received: string, notices: Notices): void {
  if (sessionStorage.getItem('slots') === received) {
    notices.show(slotsDiffer(expected, received));
    return;
  }
  sessionStorage.setItem('slots', received);
  location.reload();
}
