import { type Alert, isOpen } from '../domain/alert.ts';
import { slotOf } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import { DAY } from '../domain/clock.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import type { Words } from '../domain/words.ts';
import { decideAlert, fetchAlertDensity, fetchAlerts, fetchHistory } from '../feeds/history.ts';
import { createLiveFeed } from '../feeds/live-feed.ts';
import { createReplayFeed } from '../feeds/replay-feed.ts';
import type { Gateway } from '../feeds/request.ts';
import { MODES } from '../modes/table.ts';
import { polesStanding } from '../scenario/poles-standing.ts';
import { createCityScene } from '../scene/city-scene.ts';
import type { CityScene } from '../scene/scene-spec.ts';
import { COMMANDS, type CommandContext, formatPlayhead, runCommand } from '../state/commands.ts';
import type { Connection, TwinPort, TwinStats } from '../state/port.ts';
import type { Notice, Session } from '../state/session.ts';
import type { SessionStore } from '../state/store.ts';
import { frameLayers } from '../wire/frame-layers.ts';
import { createEvents, type Events } from './events.ts';
import { type City, fleetOf } from './load-city.ts';
import { createScenarios } from './scenarios.ts';
import { sceneSpec } from './scene-spec-of.ts';
import { createTimeline } from './timeline.ts';
import { createWallClock } from './wall-clock.ts';

export interface Connected {
  readonly port: TwinPort;
  readonly context: CommandContext;
  readonly events: Events;
  /** Resolves when the city first stands on screen. */
  readonly ready: Promise<void>;
  destroy(): void;
}

/** Longest wait of the overview for a city that never comes to rest, milliseconds. */
const OVERVIEW_WAIT = 60_000;

const NO_STATS: Omit<TwinStats, 'scenario' | 'heapBytes'> = {
  frames: 0,
  frameReasons: {},
  layers: {},
  primitives: 0,
  tiles: { loaded: 0, pending: 0, bytes: 0, features: 0 },
  uploads: { bytesLastFrame: 0, bytesTotal: 0 },
  drawCalls: 0,
  contextLosses: 0,
};

/** Joins store, clock, feeds, scene and screens: every wire of the product, once. */
export function connect(city: City, store: SessionStore, gateway: Gateway): Connected {
  const events = createEvents();
  const clock = createWallClock(city.catalog.now, city.catalog.rate);
  const sources = new Map<string, FleetLayer['source']>();
  const scenarios = createScenarios(city, gateway, clock.now);
  const undo: (() => void)[] = [];

  let fleet: Fleet = fleetOf(city, undefined, () => 'simulated');
  let alerts: readonly Alert[] = [];
  let connection: Connection = { kind: 'connecting' };
  let scene: CityScene | undefined;
  let generation = 0;
  let scheduled = false;
  let seenView = store.getState().view;
  let lossesBefore = 0;
  let resolveReady = () => {};
  const ready = new Promise<void>((resolve) => {
    resolveReady = resolve;
  });

  const context: CommandContext = {
    store,
    layers: city.definitions.map((definition) => definition.id),
    alternatives: scenarios.alternatives,
    assetLayer: (id) => [...fleet].find(([, layer]) => slotOf(layer.assets, id) !== undefined)?.[0],
    basemaps: city.catalog.basemaps.map((basemap) => basemap.id),
  };

  // ── scenario and fleet ────────────────────────────────────────────────────────────────────────────────────────────
  const openScenario = () => {
    const { scenario } = store.getState();
    return scenario && scenarios.get(scenario.id);
  };
  function rebindFleet(): void {
    fleet = fleetOf(city, openScenario()?.assets, (layer) => sources.get(layer) ?? 'simulated');
    scene?.fleet(fleet);
  }
  function loadScenario(): void {
    const wanted = store.getState().scenario;
    if (!wanted || scenarios.get(wanted.id)) {
      rebindFleet();
      changed();
      return;
    }
    scenarios.load(wanted.id).then(
      () => {
        rebindFleet();
        changed();
      },
      (error: Error) =>
        notify({
          key: 'scenario',
          tone: 'error',
          text: { zh: `情景方案无法打开：${error.message}`, en: `The scenario does not open: ${error.message}` },
        }),
    );
  }

  // ── feeds and timeline ────────────────────────────────────────────────────────────────────────────────────────────
  const replay = createReplayFeed({
    gateway,
    tables: city.shown,
    layers: frameLayers(
      city.catalog.layers.map((layer) => layer.id),
      city.catalog.role,
    ),
    now: clock.now,
    onShown: (_at, rows) => {
      tell('replay.empty', rows === 0, {
        tone: 'info',
        text: { zh: '该时刻没有记录', en: 'Nothing was recorded at that time' },
      });
      changed();
    },
    onError: (error) =>
      notify({
        key: 'replay',
        tone: 'warning',
        text: { zh: `历史数据读取失败：${error.message}`, en: `History does not load: ${error.message}` },
      }),
  });
  const timeline = createTimeline({
    store,
    clock,
    live: city.live,
    shown: city.shown,
    replay,
    scenario: openScenario,
    onChange: changed,
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
    onSlotsMismatch: reloadOnce,
    onHello(hello) {
      for (const layer of hello.layers) sources.set(layer.id, layer.source);
      rebindFleet();
      changed();
      // Also brings the ends that were missed while the connection was lost.
      fetchAlerts(gateway, clock.now() - DAY, clock.now() + 1).then(takeAlerts, (error: Error) =>
        events.emit('error', error.message),
      );
    },
    onAlerts: takeAlerts,
    onRows: timeline.rows,
    onError: (error) => events.emit('error', error.message),
  });

  /** Keeps the newest word on each alert: the open ones, and for replay those that ended within the last day. */
  function takeAlerts(list: readonly Alert[]): void {
    const known = new Map(alerts.map((alert) => [alert.id, alert]));
    for (const alert of list) {
      const before = known.get(alert.id);
      if (!before || alert.updatedAt >= before.updatedAt) known.set(alert.id, alert);
    }
    const oldest = clock.now() - DAY;
    alerts = [...known.values()].filter((alert) => isOpen(alert) || (alert.clearedAt ?? alert.updatedAt) > oldest);
    events.emit('alerts', alerts.filter(isOpen));
  }

  // ── scene ─────────────────────────────────────────────────────────────────────────────────────────────────────────
  function changed(): void {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(() => {
      scheduled = false;
      if (!scene) return;
      scene.sync(
        sceneSpec({
          city,
          session: store.getState(),
          now: clock.now(),
          at: timeline.at(),
          era: timeline.era(),
          scenario: openScenario(),
        }),
      );
      scene.touch();
    });
  }

  function attachScene(widget: unknown): () => void {
    const made = createCityScene(widget as Parameters<typeof createCityScene>[0]);
    const session = store.getState();
    scene = made;
    made.fleet(fleet);
    made.setView(session.view ?? city.catalog.homes[session.mode]);
    changed();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const cameraUndo = made.onCamera((view) => {
      events.emit('camera', view);
      clearTimeout(timer);
      timer = setTimeout(() => {
        seenView = view;
        store.change((draft) => {
          draft.view = view;
        });
      }, 250);
    });
    const lostUndo = made.onContextLost(() => {
      lossesBefore += 1;
      generation += 1;
      notify({
        key: 'context',
        tone: 'warning',
        text: { zh: '显卡上下文丢失，正在恢复画面', en: 'The graphics context was lost; restoring the view' },
      });
      events.emit('error', 'context lost');
    });
    const troubleUndo = made.onTrouble((trouble) => {
      if (trouble.over) {
        tell(`trouble.${trouble.kind}.${trouble.id}`, false);
        return;
      }
      events.emit('error', trouble);
      if (trouble.kind === 'basemap') {
        notify({ key: `trouble.basemap.${trouble.id}`, tone: 'warning', text: basemapGone(city, trouble.id) });
        return;
      }
      notify({
        key: `trouble.${trouble.kind}.${trouble.id}`,
        tone: 'warning',
        text: {
          zh: `${trouble.id || '画面'} 部分内容无法显示：${trouble.message}`,
          en: `${trouble.id || 'Scene'}: part of it cannot be shown: ${trouble.message}`,
        },
      });
    });
    void made.settled().then(() => {
      tell('context', false);
      resolveReady();
    });
    return () => {
      clearTimeout(timer);
      cameraUndo();
      lostUndo();
      troubleUndo();
      if (scene === made) scene = undefined;
      made.destroy();
    };
  }

  // ── session ───────────────────────────────────────────────────────────────────────────────────────────────────────
  undo.push(
    store.subscribe((session, previous) => {
      if (session.scenario?.id !== previous.scenario?.id) loadScenario();
      if (session.view !== previous.view && session.view !== seenView && session.view) {
        seenView = session.view;
        scene?.flyTo(session.view, flightSeconds(session));
      }
      if (session.select !== previous.select) events.emit('select', session.select);
      events.emit('change', session);
      changed();
    }),
  );

  function notify(notice: Notice): void {
    store.change((draft) => {
      draft.notices = [...draft.notices.filter((each) => each.key !== notice.key), notice];
    });
  }
  /** Shows or removes a standing notice; touches the session only when that changes it. */
  function tell(key: string, shown: boolean, notice?: Omit<Notice, 'key'>): void {
    const there = store.getState().notices.some((each) => each.key === key);
    if (shown && notice && !there) notify({ key, ...notice });
    if (!shown && there)
      store.change((draft) => {
        draft.notices = draft.notices.filter((each) => each.key !== key);
      });
  }
  function reloadOnce(expected: string, received: string): void {
    if (sessionStorage.getItem('slots') === received) {
      notify({
        key: 'slots',
        tone: 'error',
        text: {
          zh: `城市数据与网关不一致（${expected.slice(0, 8)}≠${received.slice(0, 8)}），请重新构建瓦片`,
          en: `City and gateway disagree (${expected.slice(0, 8)} ≠ ${received.slice(0, 8)}); rebuild the tiles`,
        },
      });
      return;
    }
    sessionStorage.setItem('slots', received);
    location.reload();
  }

  // ── screens ───────────────────────────────────────────────────────────────────────────────────────────────────────
  const port: TwinPort = {
    store,
    commands: COMMANDS,
    run: (id, argument) => runCommand(context, id, argument),
    catalog: city.catalog,
    fleet: () => fleet,
    now: clock.now,
    rate: clock.rate,
    at: timeline.at,
    era: timeline.era,
    scenario: openScenario,
    alerts: () => alerts,
    connection: () => connection,
    stats,
    onSample: (listener) => events.on('sample', listener),
    history: (asset, property, from, to, buckets) => fetchHistory(gateway, asset, property, from, to, buckets),
    alertDensity: (from, to, buckets) => fetchAlertDensity(gateway, from, to, buckets),
    decideAlert: (id, decision, note) => decideAlert(gateway, { id, decision, note }),
    pick: async (x, y) => scene?.pick(x, y) ?? null,
    view: () => scene?.view() ?? store.getState().view,
    onCamera: (listener) => events.on('camera', (view) => listener(view as CameraView)),
    frameAsset: (id) => scene?.frameAsset(id) ?? null,
    sceneGeneration: () => generation,
    attachScene,
    mountOverview: (element) =>
      lazily(element, async () => {
        // The city comes first: the map's code and tiles wait until it stands.
        await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, OVERVIEW_WAIT))]);
        return (await import('./overview-panel.ts')).mountOverviewPanel(element, port, city);
      }),
    mountCloseup: (element) =>
      lazily(element, async () => (await import('./closeup-panel.ts')).mountCloseupPanel(element, port)),
  };

  function stats(): TwinStats {
    const drawn = scene?.stats() ?? NO_STATS;
    const session = store.getState();
    const scenario = openScenario();
    return {
      ...drawn,
      scenario:
        session.scenario && scenario
          ? {
              ...session.scenario,
              t: formatPlayhead(session),
              poles: polesStanding(scenario, session.scenario.alternative, timeline.at()),
            }
          : null,
      heapBytes: (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
      contextLosses: lossesBefore,
    };
  }

  const sampler = setInterval(() => {
    events.emit('sample', undefined);
    // The sun, the ages and the clock move on while nobody touches anything; the scene decides whether that is visible.
    if (store.getState().freeze === null) changed();
  }, 250);
  undo.push(() => clearInterval(sampler));

  loadScenario();
  live.start();
  return {
    port,
    context,
    events,
    ready,
    destroy() {
      for (const each of undo) each();
      live.stop();
      timeline.destroy();
      scene?.destroy();
    },
  };
}

/** Seconds of a flight: short at a desk, slow enough to be followed where the director flies; none in tests. */
function flightSeconds(session: Session): number {
  if (session.quality === 'test') return 0;
  return MODES[session.mode].director === 'none' ? 1.2 : 3;
}

function basemapGone(city: City, id: string): Words {
  const title = city.catalog.basemaps.find((each) => each.id === id)?.title ?? { zh: id, en: id };
  return {
    zh: `底图“${title.zh}”没有应答，显示城市模型地面；稍后自动重试`,
    en: `Basemap "${title.en}" does not answer; the model's own ground is shown, and it is tried again`,
  };
}

/** Mounts what a promise brings, unless it was unmounted before it came; says in `element` why it could not. */
function lazily(element: HTMLElement, mount: () => Promise<() => void>): () => void {
  let unmounted = false;
  let undo: (() => void) | undefined;
  mount().then(
    (made) => {
      if (unmounted) made();
      else undo = made;
    },
    (error: unknown) => {
      if (unmounted) return;
      console.error(error);
      const english = document.documentElement.lang.startsWith('en');
      element.textContent = english
        ? 'This view cannot be drawn here; the graphics card offers no further 3D view.'
        : '此处无法绘制：显卡不再提供新的三维视图。';
    },
  );
  return () => {
    unmounted = true;
    undo?.();
  };
}
