import type { CameraView } from '../domain/camera.ts';
import type { Fleet } from '../domain/fleet.ts';
import type { Gateway } from '../feeds/request.ts';
import { MODES } from '../modes/table.ts';
import { assume } from '../scenario/assume.ts';
import type { CommandContext } from '../state/command.ts';
import { COMMANDS, runCommand } from '../state/commands.ts';
import { leftOutNotice } from '../state/editions.ts';
import type { TwinPort } from '../state/port.ts';
import { createShownColors } from '../state/shown-colors.ts';
import { createShownSlots } from '../state/shown-slots.ts';
import type { SessionStore } from '../state/store.ts';
import { cityBuildings } from './city-buildings.ts';
import { commandContext } from './command-context.ts';
import { createDrafts } from './drafts.ts';
import { drawnPanels } from './drawn-panels.ts';
import { createEvents, type Events } from './events.ts';
import { gatewayPort } from './gateway-port.ts';
import { createHand } from './hand.ts';
import { type City, fleetOf } from './load-city.ts';
import { createLuxView } from './lux-view.ts';
import {
  CONTEXT_LOST,
  createNotices,
  lightFailed,
  scenarioFailed,
  sceneTrouble,
  signOffFailed,
  troubleKey,
} from './notices.ts';
import { once } from './once.ts';
import { createOwnData } from './own-data.ts';
import { createReviewBoard } from './review-board.ts';
import { createScenarios } from './scenarios.ts';
import { createScenePort } from './scene-port.ts';
import { sceneSpec } from './scene-spec-of.ts';
import { createSharedNews } from './shared-news.ts';
import { createSignOffs } from './sign-off.ts';
import { createStage } from './stage.ts';
import { stayOnKnown } from './stay-on-known.ts';
import { createStormView } from './storm-view.ts';
import { twinStats, UNGOVERNED } from './twin-stats.ts';
import { createWallClock } from './wall-clock.ts';
import { createWatch } from './watch.ts';

export interface Connected {
  readonly port: TwinPort;
  readonly context: CommandContext;
  readonly events: Events;
  /** Resolves when the city first stands on screen. */
  readonly ready: Promise<void>;
  destroy(): void;
}

/** Joins store, clock, feeds, scene and screens: every wire of the product, once. */
export function connect(city: City, store: SessionStore, gateway: Gateway): Connected {
  const events = createEvents();
  const notices = createNotices(store);
  const clock = createWallClock(city.catalog.now, city.catalog.rate);
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
  const asked = gatewayPort(gateway);
  const undo: (() => void)[] = [];

  let fleet: Fleet = fleetOf(city, undefined, () => 'simulated');
  let scheduled = false;
  let densityRange: readonly [number, number] | null = null;
  let resolveReady = () => {};
  const ready = new Promise<void>((resolve) => {
    resolveReady = resolve;
  });

  const board = createReviewBoard({
    store,
    gateway,
    fleet: () => fleet,
    tables: (layer) => city.assets.get(layer),
    scenario: () => openScenario(),
    run: (id, argument) => port.run(id, argument),
    onChange: () => changed(),
  });
  undo.push(board.destroy);
  const context = commandContext({
    city,
    store,
    gateway,
    scenarios,
    fleet: () => fleet,
    port: () => port,
    review: board,
    own: () => own,
  });

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
    fleet = fleetOf(city, openScenario()?.assets, watch.source);
    stage.scene?.fleet(fleet);
    board.bound();
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
        stayOnKnown(store, scenarios.alternatives, (id) => context.assetLayer(id) !== undefined, notices);
        changed();
        if (city.catalog.role !== 'public') signOffs.read(wanted.id);
      },
      (error: Error) => notices.show(scenarioFailed(error)),
    );
  }

  // ── what is observed ────────────────────────────────────────────────────────────────────────────────────────────
  const watch = createWatch({
    city,
    gateway,
    store,
    clock,
    notices,
    events,
    scenario: openScenario,
    onChange: changed,
    onSources: () => {
      rebindFleet();
      changed();
    },
    onEditions: (now, before) => {
      if (now.reviews !== before.reviews) board.changed();
      sharedNews.edition(now.shared);
      const open = store.getState().scenario;
      if (now.records !== before.records && open && scenarios.get(open.id)) signOffs.read(open.id);
    },
  });
  const { timeline } = watch;

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
          slots: slots(),
          colors: colors(),
          lux: lux.of({
            session: store.getState(),
            scenario: port.scenario(),
            at: timeline.at(),
            comparedAt: timeline.comparedAt(),
          }),
          water: storms.water(stormMoment(), timeline.at()),
          pins: board.pins(),
          own: own.shown(),
        }),
      );
      scene.touch();
    });
  }

  const slots = createShownSlots({
    session: store.getState,
    fleet: () => fleet,
    at: timeline.at,
    scenario: openScenario,
  });
  const colors = createShownColors({
    session: store.getState,
    fleet: () => fleet,
    at: timeline.at,
    era: timeline.era,
  });
  const lux = createLuxView(changed, (error) => notices.show(lightFailed(error)));
  undo.push(lux.close);
  const storms = createStormView(city.assets, changed);
  const stormMoment = () => ({ session: store.getState(), scenario: port.scenario() });
  undo.push(storms.close);
  const own = createOwnData({
    store,
    near: city.catalog.city.centre,
    view: () => port.view(),
    zoom: (id) => stage.scene?.zoomToOwn(id),
    show: notices.show,
    changed,
  });
  undo.push(own.destroy);
  const sharedData = once(async () => (await import('./shared-data.ts')).createSharedBoard(gateway, store, own));
  const sharedNews = createSharedNews({
    store,
    list: async () => (await sharedData()).list(),
    me: async () => (await asked.people()).getState()?.user ?? null,
    now: clock.now,
    wanted: () => MODES[store.getState().mode].panels.includes('own'),
    show: notices.show,
  });
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
    landscape: city.catalog.landscapeLighting,
    home: (session) => city.catalog.homes[session.mode],
    onMade: (made) => {
      made.fleet(fleet);
      hand.scene(made);
      surface.made(made);
      changed();
    },
    onCamera: (view) => events.emit('camera', view),
    onContextLost: () => {
      notices.show(CONTEXT_LOST);
      events.emit('error', 'context lost');
    },
    onTrouble: (trouble) => {
      if (trouble.kind === 'own') return own.failed(trouble.id, trouble.message);
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

  /** What is recorded of the playhead's instant is shown, and so is the city. */
  async function settled(): Promise<void> {
    await watch.recorded();
    await stage.scene?.settled();
  }

  // ── screens ───────────────────────────────────────────────────────────────────────────────────────────────────────
  const surface = createScenePort(city, () => stage.scene);
  const buildings = cityBuildings(city.catalog.tilesets, gateway, () => stage.scene);
  const port: TwinPort = {
    ...asked,
    ...surface.port,
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
    slots,
    colors,
    compile: scenarios.part,
    signOff: () => {
      const whole = wholeScenario();
      return whole && signOffs.of(whole);
    },
    editing: hand.live,
    alerts: watch.alerts,
    mutes: watch.mutes,
    duty: watch.duty,
    editions: watch.editions,
    reviews: board.state,
    reviewRecord: board.record,
    connection: watch.connection,
    stats: () => twinStats(stage, store.getState(), openScenario(), timeline.at()),
    settled,
    async pictures(size, work) {
      if (!stage.scene) throw new Error('The scene does not stand yet; a picture can be made once it does.');
      return stage.scene.capture(size, (shot, ratio) =>
        work(async (onto) => {
          await watch.recorded();
          await storms.settled(stormMoment);
          return shot(onto);
        }, ratio),
      );
    },
    governed: () => stage.scene?.governed() ?? UNGOVERNED,
    onSample: (listener) => events.on('sample', listener),
    versions,
    sharedData,
    buildingAt: buildings.at,
    rayAt: (x, y) => stage.scene?.rayAt(x, y) ?? null,
    pick: async (x, y) => stage.scene?.pick(x, y) ?? null,
    groundAt: (x, y) => stage.scene?.groundAt(x, y) ?? null,
    hover: async (x, y) => (stage.scene ? stage.scene.hover(x, y) : null),
    view: () => stage.scene?.view() ?? store.getState().view,
    onCamera: (listener) => events.on('camera', (view) => listener(view as CameraView)),
    frameAsset: (id) => stage.scene?.frameAsset(id) ?? null,
    sceneGeneration: () => stage.generation,
    lightPending: () => lux.pending,
    storm: () => storms.of(stormMoment()),
    cancelStorm: storms.cancel,
    attachScene: stage.attach,
    densityRange: () => densityRange,
    ...drawnPanels(
      () => port,
      city,
      ready,
      (range) => {
        densityRange = range;
      },
    ),
  };

  const sampler = setInterval(() => {
    events.emit('sample', undefined);
    // The sun, the ages and the clock move on while nobody touches anything; the scene decides whether that is visible.
    if (store.getState().freeze === null) changed();
  }, 250);
  undo.push(() => clearInterval(sampler));

  loadScenario();
  watch.start();
  return {
    port,
    context,
    events,
    ready,
    destroy() {
      for (const each of undo) each();
      drafts.destroy();
      watch.destroy();
      stage.destroy();
    },
  };
}
