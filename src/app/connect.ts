import { type Alert, isOpen } from '../domain/alert.ts';
import { slotOf } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import { DAY } from '../domain/clock.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import type { Mute } from '../domain/mute.ts';
import { decideAlerts, fetchAlertDensity, fetchAlerts, fetchHistory } from '../feeds/history.ts';
import { createLiveFeed } from '../feeds/live-feed.ts';
import { muteAsset } from '../feeds/mutes.ts';
import { createReplayFeed } from '../feeds/replay-feed.ts';
import type { Gateway } from '../feeds/request.ts';
import { analyseInWorker } from '../recordings/client.ts';
import { assume } from '../scenario/assume.ts';
import { polesStanding } from '../scenario/poles-standing.ts';
import type { CommandContext } from '../state/command.ts';
import { COMMANDS, runCommand } from '../state/commands.ts';
import { leftOutNotice } from '../state/editions.ts';
import { formatPlayhead } from '../state/playhead.ts';
import type { Connection, TwinPort, TwinStats } from '../state/port.ts';
import type { SessionStore } from '../state/store.ts';
import { type DutyState, NO_DUTY } from '../wire/duty.ts';
import { frameLayers } from '../wire/frame-layers.ts';
import { downloadDocument } from './download-document.ts';
import { createDrafts } from './drafts.ts';
import { createEvents, type Events } from './events.ts';
import { firstAlert } from './first-alert.ts';
import { createHand } from './hand.ts';
import { lazily } from './lazily.ts';
import { type City, fleetOf } from './load-city.ts';
import { createLuxView } from './lux-view.ts';
import {
  CONTEXT_LOST,
  createNotices,
  historyFailed,
  lightFailed,
  NOTHING_RECORDED,
  noAlternative,
  RECORD_FILLING,
  scenarioFailed,
  sceneTrouble,
  signOffFailed,
  slotsDiffer,
  troubleKey,
} from './notices.ts';
import { once } from './once.ts';
import { createRecalledAlerts } from './recalled-alerts.ts';
import { createScenarios } from './scenarios.ts';
import { sceneSpec } from './scene-spec-of.ts';
import { createSignOffs } from './sign-off.ts';
import { createStage } from './stage.ts';
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

const UNGOVERNED: TwinStats['governed'] = {
  rung: 0,
  resolution: 1,
  screenSpaceError: 1,
  median: 0,
  budget: 0,
  steps: 0,
};
const NO_STATS: Omit<TwinStats, 'scenario' | 'heapBytes'> = {
  frames: 0,
  frameReasons: {},
  layers: {},
  primitives: 0,
  tiles: { loaded: 0, pending: 0, bytes: 0, features: 0 },
  uploads: { bytesLastFrame: 0, bytesTotal: 0 },
  drawCalls: 0,
  governed: UNGOVERNED,
  contextLosses: 0,
};

/** Joins store, clock, feeds, scene and screens: every wire of the product, once. */
export function connect(city: City, store: SessionStore, gateway: Gateway): Connected {
  const events = createEvents();
  const notices = createNotices(store);
  const clock = createWallClock(city.catalog.now, city.catalog.rate);
  const sources = new Map<string, FleetLayer['source']>();
  const drafts = createDrafts({ gateway, document: (id) => scenarios.get(id)?.document ?? null, show: notices.show });
  const scenarios = createScenarios({
    city,
    gateway,
    now: clock.now,
    edition: (id) => store.getState().editions[id] ?? 0,
    draft: drafts.load,
    onLeftOut: (leftOut) => notices.show(leftOutNotice(leftOut)),
  });
  const versions = once(async () =>
    signOffs.watching((await import('../feeds/versions.ts')).createVersions(gateway, drafts.through)),
  );
  const signOffs = createSignOffs({
    store,
    versions,
    document: (id) => scenarios.get(id)?.document ?? null,
    compile: scenarios.part,
    onChange: () => {
      rebindFleet();
      changed();
    },
    onFailed: (because) => notices.show(signOffFailed(because)),
  });
  // Read before the address follows the session and loses its fragment.
  const setupToken = /^#setup=(.+)$/.exec(location.hash)?.[1] ?? null;
  const undo: (() => void)[] = [];

  let fleet: Fleet = fleetOf(city, undefined, () => 'simulated');
  let alerts: readonly Alert[] = [];
  let mutes: readonly Mute[] = [];
  let duty: DutyState = NO_DUTY;
  let connection: Connection = { kind: 'connecting' };
  let scheduled = false;
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
    ...(gateway.role === 'public'
      ? {}
      : {
          firstAlert: () => firstAlert(port),
          working: {
            document: (id) => scenarios.get(id)?.document ?? null,
            keep: scenarios.keep,
            tables: city.assets,
            download: downloadDocument,
          },
        }),
  };

  // ── scenario and fleet ────────────────────────────────────────────────────────────────────────────────────────────
  const wholeScenario = () => {
    const { scenario } = store.getState();
    return scenario && scenarios.get(scenario.id);
  };
  /** As far as the session shows it. */
  const openScenario = () => {
    const whole = wholeScenario();
    return whole && signOffs.shown(whole);
  };
  function rebindFleet(): void {
    fleet = fleetOf(city, openScenario()?.assets, (layer) => sources.get(layer) ?? 'simulated');
    stage.scene?.fleet(fleet);
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
        stay();
        rebindFleet();
        changed();
        if (city.catalog.role !== 'public') signOffs.read(wanted.id);
      },
      (error: Error) => notices.show(scenarioFailed(error)),
    );
  }

  /** A link may name an alternative that the draft does not hold any more. */
  function stay(): void {
    const { scenario, compare } = store.getState();
    const known = scenario && scenarios.alternatives(scenario.id);
    if (!scenario || !known) return;
    if (compare && !known.includes(compare.alternative))
      store.change((draft) => {
        draft.compare = null;
        draft.compareAt = null;
      });
    if (known.includes(scenario.alternative)) return;
    store.change((draft) => {
      draft.scenario = { id: scenario.id, alternative: 'base' };
    });
    notices.show(noAlternative(scenario.alternative));
  }

  // ── feeds and timeline ────────────────────────────────────────────────────────────────────────────────────────────
  const recalled = createRecalledAlerts(
    (from, to) => fetchAlerts(gateway, from, to),
    changed,
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
      changed();
    },
    onError: (error) => notices.show(historyFailed(error)),
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
    onMutes: (list) => {
      mutes = list;
    },
    onDuty: (next) => {
      duty = next;
    },
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
      const { scene } = stage;
      if (!scene) return;
      scene.sync(
        sceneSpec({
          city,
          session: store.getState(),
          now: clock.now(),
          at: timeline.at(),
          era: timeline.era(),
          comparedAt: timeline.comparedAt(),
          scenario: openScenario(),
          assumed: port.scenario(),
          lux: lux.of({
            session: store.getState(),
            scenario: port.scenario(),
            at: timeline.at(),
            comparedAt: timeline.comparedAt(),
          }),
        }),
      );
      scene.touch();
    });
  }

  const lux = createLuxView(changed, (error) => notices.show(lightFailed(error)));
  undo.push(lux.close);
  const hand = createHand({
    store,
    plan: () => port.scenario(),
    run: (id, what) => port.run(id, what),
    show: notices.show,
  });
  undo.push(hand.destroy);
  const stage = createStage({
    store,
    terrain: city.terrain,
    home: (session) => city.catalog.homes[session.mode],
    onMade: (made) => {
      made.fleet(fleet);
      hand.scene(made);
      changed();
    },
    onCamera: (view) => events.emit('camera', view),
    onContextLost: () => {
      notices.show(CONTEXT_LOST);
      events.emit('error', 'context lost');
    },
    onTrouble: (trouble) => {
      if (trouble.over) return notices.stand(troubleKey(trouble), null);
      events.emit('error', trouble);
      notices.show(sceneTrouble(trouble, city));
    },
    onSettled: () => {
      notices.stand(CONTEXT_LOST.key, null);
      resolveReady();
    },
  });

  // ── session ───────────────────────────────────────────────────────────────────────────────────────────────────────
  undo.push(
    store.subscribe((session, previous) => {
      if (
        session.scenario?.id !== previous.scenario?.id ||
        session.editions !== previous.editions ||
        session.consents !== previous.consents
      )
        loadScenario();
      for (const id of Object.keys({ ...previous.editions, ...session.editions }))
        if ((session.editions[id] ?? 0) !== (previous.editions[id] ?? 0)) drafts.changed(id);
      stage.follow(session, previous);
      if (session.select !== previous.select) events.emit('select', session.select);
      events.emit('change', session);
      changed();
    }),
  );

  function reloadOnce(expected: string, received: string): void {
    if (sessionStorage.getItem('slots') === received) {
      notices.show(slotsDiffer(expected, received));
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
    comparedAt: timeline.comparedAt,
    scenario: () => {
      const open = openScenario();
      return open && assume(open, store.getState().assume);
    },
    signOff: () => {
      const whole = wholeScenario();
      return whole && signOffs.of(whole);
    },
    editing: hand.live,
    alerts: () => recalled.beside(alerts),
    mutes: () => mutes,
    duty: () => duty,
    connection: () => connection,
    stats,
    settled: async () => stage.scene?.settled(),
    governed: () => stage.scene?.governed() ?? UNGOVERNED,
    onSample: (listener) => events.on('sample', listener),
    history: (asset, property, from, to, buckets) => fetchHistory(gateway, asset, property, from, to, buckets),
    alertDensity: (from, to, buckets) => fetchAlertDensity(gateway, from, to, buckets),
    decideAlerts: (ids, step) => decideAlerts(gateway, ids, step),
    muteAsset: (asset, until, reason) => muteAsset(gateway, asset, until, reason),
    dutyRoom: once(async () => (await import('../feeds/duty-room.ts')).createDutyRoom(gateway)),
    people: once(async () => (await import('../feeds/people.ts')).createPeople(gateway, setupToken)),
    versions,
    surveys: once(async () => (await import('../feeds/surveys.ts')).createSurveys(gateway)),
    analyseRecording: analyseInWorker,
    readTables: async (name, bytes) => (await import('./read-tables.ts')).readTables(name, bytes),
    pick: async (x, y) => stage.scene?.pick(x, y) ?? null,
    view: () => stage.scene?.view() ?? store.getState().view,
    onCamera: (listener) => events.on('camera', (view) => listener(view as CameraView)),
    frameAsset: (id) => stage.scene?.frameAsset(id) ?? null,
    sceneGeneration: () => stage.generation,
    lightPending: () => lux.pending,
    attachScene: stage.attach,
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
    const drawn = stage.scene?.stats() ?? NO_STATS;
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
      contextLosses: stage.generation,
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
      drafts.destroy();
      live.stop();
      timeline.destroy();
      stage.destroy();
    },
  };
}
