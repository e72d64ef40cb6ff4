import { slotOf } from '../domain/asset.ts';
import { DAY, type Era, eraOf, HOUR, type Instant, MINUTE, type Playhead } from '../domain/clock.ts';
import type { Fleet } from '../domain/fleet.ts';
import { LAYERS } from '../domain/layers/table.ts';
import { seededRandom } from '../domain/random.ts';
import { DEFAULT_RETENTION, type HistoryLevel, stretchesOf } from '../domain/retention.ts';
import { analyseInWorker } from '../recordings/client.ts';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { syntheticStreet } from '../scenario/fixture/synthetic-street.ts';
import { polesStanding } from '../scenario/poles-standing.ts';
import type { CommandContext } from '../state/command.ts';
import { COMMANDS, runCommand } from '../state/commands.ts';
import { formatPlayhead } from '../state/playhead.ts';
import type { Connection, TwinPort } from '../state/port.ts';
import { DEFAULT_SESSION, type Session } from '../state/session.ts';
import { createShownColors } from '../state/shown-colors.ts';
import { createShownSlots } from '../state/shown-slots.ts';
import { agreedPart, signOffOf } from '../state/sign-off.ts';
import { createSessionStore } from '../state/store.ts';
import { catalogOf, planOf, SCENARIO, UTC_OFFSET } from './catalog-fixture.ts';
import { fixtureDuty } from './duty-fixture.ts';
import { fixtureEditing } from './editing-fixture.ts';
import { alertsOf, fleetOf, type Weather } from './fleet-fixture.ts';
import { readTables } from './light-tables.ts';
import { monitorHistory } from './monitor-history.ts';
import { fixturePeople, type Visitor } from './people-fixture.ts';
import { fixtureReviewPort, fixtureReviews } from './review-fixture.ts';
import { fixtureShared } from './shared-fixture.ts';
import { fixtureStorm } from './storm-fixture.ts';
import { streetSurroundings } from './street-surroundings.ts';
import { fixtureSurveys } from './survey-fixture.ts';
import { emptyTable, tablesOf } from './tables-fixture.ts';
import { fixtureLatest, fixtureVersions } from './versions-fixture.ts';

export interface FixtureOptions {
  readonly now: Instant;
  readonly weather: Weather;
  readonly role: 'operator' | 'public';
  readonly session?: Partial<Session>;
  /** Who looks at the page; the demo's planner when absent. */
  readonly visitor?: Visitor;
  /** Whether trees, houses and approaches of the plan's road are known. */
  readonly surroundings?: boolean;
  /** Nobody shares own data; some do when absent. */
  readonly nothingShared?: boolean;
}

/** As a store of a year's standing keeps it. */
function levelsKept(from: Instant, to: Instant, now: Instant): HistoryLevel[] {
  const { raw, minutes } = DEFAULT_RETENTION;
  const edges = { raw: now - raw * DAY, minutes: now - minutes * DAY, hours: Number.NEGATIVE_INFINITY };
  return [...new Set(stretchesOf(edges, [], from, to).map(({ level }) => level))];
}

/** A port without a gateway: real layers, tables, commands, store and scenario engine; made-up values, the same every time. */
export function fixturePort(options: FixtureOptions): TwinPort {
  const { now, weather } = options;
  const street = syntheticStreet(5300);
  const tables = tablesOf(street.tables);
  const fleet: Fleet = weather === 'empty' ? new Map() : fleetOf(tables, now, weather);
  // Works of drainage are planned beside the street's poles.
  const planned = new Map([...street.tables, ['drain', emptyTable('drain')] as const]);
  const around = options.surroundings ? streetSurroundings(street.tables.get('pole')) : undefined;
  const compiled = planOf(street, planned, now, around);
  const editions = [compiled];
  const shown = () => editions[store.getState().editions[SCENARIO] ?? 0] ?? compiled;
  const store = createSessionStore({
    ...DEFAULT_SESSION,
    layers: LAYERS.map((layer) => layer.id),
    ...options.session,
  });
  const context: CommandContext = {
    store,
    layers: LAYERS.map((layer) => layer.id),
    alternatives: (id) => (id === SCENARIO ? compiled.alternatives.map((each) => each.id) : undefined),
    assetLayer: (id) =>
      [...fleet].find(([, layer]) => slotOf(layer.assets, id) !== undefined)?.[0] ??
      [...shown().assets].find(([, table]) => slotOf(table, id) !== undefined)?.[0],
    basemaps: [],
    ...(options.role === 'public'
      ? {}
      : {
          review: {
            thread: (id) => reviews.threads?.find(({ thread }) => thread.id === id)?.thread,
            placeOf: () => null,
          },
          working: {
            document: () => shown().document,
            keep: (document) => ({ edition: editions.push(part(document)) - 1, leftOut: [] }),
            tables: planned,
            download: () => {},
          },
        }),
  };
  const alerts = weather === 'calm' || weather === 'empty' ? [] : alertsOf(fleet, now);
  const connection: Connection =
    weather === 'lost' ? { kind: 'lost', since: now - 42_000, retryInSeconds: 7 } : { kind: 'live' };
  const part = (document: CompiledScenario['document']) => compileScenario(document, planned, now, UTC_OFFSET, around);
  const scenario = () => {
    const { scenario: open, consents } = store.getState();
    if (!open) return null;
    return consents === 'all' ? shown() : agreedPart(shown(), recorded, consents, part).compiled;
  };
  const at = () => instantOf(store.getState().playhead, now, scenario());
  const era = (): Era => (store.getState().playhead.kind === 'now' ? 'now' : eraOf(at(), now, 500));
  const people = fixturePeople(now, options.visitor ?? 'planner');
  const versions = fixtureVersions(now, compiled.document);
  const latest = fixtureLatest(now, compiled.document);
  const recorded = { latest, all: [latest] };
  const surveys = fixtureSurveys(now, compiled);
  const shared = fixtureShared(now, options.nothingShared);
  const duty = fixtureDuty(now, alerts);
  const reviews = fixtureReviews(now, compiled);
  return {
    store,
    commands: COMMANDS,
    run: (command, argument) => runCommand(context, command, argument),
    catalog: catalogOf(options, compiled, fleet),
    fleet: () => fleet,
    now: () => now,
    rate: () => 1,
    at,
    era,
    comparedAt: () => {
      const { compare, compareAt, playhead } = store.getState();
      return instantOf(compare ? (compareAt ?? playhead) : playhead, now, scenario());
    },
    scenario,
    colors: createShownColors({ session: store.getState, fleet: () => fleet, at, era }),
    slots: createShownSlots({ session: store.getState, fleet: () => fleet, at, scenario }),
    compile: part,
    signOff: () => (store.getState().scenario ? signOffOf(compiled, recorded, store.getState().consents, part) : null),
    editing: fixtureEditing(store, compiled, scenario),
    alerts: () => alerts,
    connection: () => connection,
    settled: async () => {},
    pictures: (size, work) =>
      work(
        async (onto) =>
          onto ?? Object.assign(document.createElement('canvas'), { width: size.width, height: size.height }),
        1,
      ),
    stats: () => ({
      frames: 0,
      frameReasons: {},
      layers: {},
      scenario: store.getState().scenario && {
        id: SCENARIO,
        alternative: store.getState().scenario?.alternative ?? 'base',
        t: formatPlayhead(store.getState()),
        poles: polesStanding(compiled, store.getState().scenario?.alternative ?? 'base', at()),
      },
      primitives: 0,
      tiles: { loaded: 0, pending: 0, bytes: 0, features: 0 },
      uploads: { bytesLastFrame: 0, bytesTotal: 0 },
      drawCalls: 0,
      governed: { rung: 0, resolution: 1, screenSpaceError: 1, median: 0, budget: 0, steps: 0 },
      heapBytes: 0,
      contextLosses: 0,
    }),
    governed: () => ({ rung: 0, resolution: 1, screenSpaceError: 1, median: 0, budget: 0, steps: 0 }),
    onSample: () => () => {},
    history: async (asset, property, from, to, buckets) => {
      const layer = [...fleet.values()].find((each) => slotOf(each.assets, asset) !== undefined);
      const index = layer?.definition.properties.findIndex((each) => each.key === property) ?? -1;
      const value = layer?.shown.values[index]?.[slotOf(layer.assets, asset) ?? 0] ?? 0;
      const own = monitorHistory(property, value, from, to, buckets, now);
      const kept = { bucket: (to - from) / buckets, levels: levelsKept(from, to, now) };
      if (own && layer?.definition.panel) return { points: own, ...kept };
      const points = Array.from({ length: buckets }, (_, i) => {
        const time = from + ((i + 0.5) * (to - from)) / buckets;
        const rise = 1 / (1 + Math.exp((now - time) / (0.35 * HOUR) - 4));
        const day = 0.12 * Math.sin((time / DAY) * 2 * Math.PI) + 0.04 * Math.sin(time / (17 * MINUTE));
        const mean = value * (0.35 + 0.65 * rise + day);
        return { time, mean, min: mean - Math.abs(value) * 0.05, max: mean + Math.abs(value) * 0.05 };
      }).filter((point) => Math.abs(point.time - (now - 9 * HOUR)) > 0.8 * HOUR);
      return { points, ...kept };
    },
    alertDensity: async (from, to, buckets) => {
      const random = seededRandom(3);
      return Array.from({ length: buckets }, (_, i) => {
        const start = from + (i * (to - from)) / buckets;
        const end = from + ((i + 1) * (to - from)) / buckets;
        const hoursAgo = (now - start) / HOUR;
        const storm = hoursAgo < 3 && weather !== 'calm' ? 6 : hoursAgo > 90 && hoursAgo < 97 ? 7 : 0.35;
        const count = (share: number) => Math.floor(random() * storm * share + random() * 0.6);
        return {
          from: start,
          to: end,
          yellow: count(0.8),
          orange: storm > 1 ? count(0.5) : 0,
          red: storm > 5 ? count(0.3) : 0,
          observed: hoursAgo < 7 * 24 && !(hoursAgo > 8.2 && hoursAgo < 9.8),
        };
      }).map((each) => (each.observed ? each : { ...each, yellow: 0, orange: 0, red: 0 }));
    },
    mutes: () => [],
    duty: () => duty.state,
    editions: () => ({ reviews: 1, records: 1, shared: 1 }),
    reviews: () => reviews,
    reviewRecord: async () => fixtureReviewPort,
    dutyRoom: async () => duty.room,
    decideAlerts: () => Promise.reject(new Error('gallery')),
    muteAsset: () => Promise.reject(new Error('gallery')),
    people: async () => people,
    versions: async () => versions,
    surveys: async () => surveys,
    sharedData: async () => shared,
    readTables,
    readTerrain: async ({ name }) => ({ ok: false, status: 0, reason: { zh: name, en: name } }),
    analyseRecording: analyseInWorker,
    // A tenth of a degree over the screen: the gallery has no camera.
    groundAt: (x, y) => [116.55 + (0.1 * x) / innerWidth, 35.45 - (0.06 * y) / innerHeight],
    placeAt: (x, y) => [116.55 + (0.1 * x) / innerWidth, 35.45 - (0.06 * y) / innerHeight, 0],
    freeAhead: (_, __, most) => most,
    deckBelow: () => 0,
    screenOf: (places) =>
      places.map(([x, y]) => [((x - 116.55) / 0.1) * innerWidth, ((35.45 - y) / 0.06) * innerHeight]),
    onFrame: () => () => {},
    groundHeight: () => 0,
    jump: () => {},
    pick: async () => null,
    hover: async () => null,
    frameAsset: () => null,
    view: () => null,
    onCamera: () => () => {},
    sceneGeneration: () => 0,
    lightPending: () => false,
    storm: fixtureStorm(tables, store.getState, scenario),
    // Down on the houses of the street, from over it.
    buildingAt: async () => null,
    rayAt: () => ({ from: [116.5805, 35.4195, 40], direction: [0.0, 1, -0.16] }),
    cancelStorm: () => {},
    attachScene: () => () => {},
    densityRange: () => (store.getState().density?.kind === 'hexagon' ? [3, 41] : null),
    mountOverview: (element) => backdrop(element),
    mountCloseup: (element) => backdrop(element),
  };
}

function instantOf(playhead: Playhead, now: Instant, plan: CompiledScenario | null): Instant {
  switch (playhead.kind) {
    case 'now':
      return now;
    case 'instant':
      return playhead.at;
    case 'slice':
      return plan?.slices.find((slice) => slice.id === playhead.slice)?.at ?? now;
  }
}

/** Something map-like to stand where a map or a model would be. */
export function backdrop(element: HTMLElement): () => void {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 160 100');
  svg.setAttribute('preserveAspectRatio', 'xMidYMid slice');
  svg.setAttribute('style', 'display:block;width:100%;height:100%');
  const random = seededRandom(5);
  const blocks = Array.from({ length: 260 }, () => {
    const [x, y] = [Math.floor(random() * 40) * 4, Math.floor(random() * 25) * 4];
    return `<rect x="${x + 0.5}" y="${y + 0.5}" width="${1 + random() * 2}" height="${1 + random() * 2}" fill="var(--surface)" opacity=".8"/>`;
  });
  svg.innerHTML = `<rect width="160" height="100" fill="var(--ground)"/><path d="M-5 70C40 60 60 95 165 60" stroke="#7fa9bc" stroke-width="4" fill="none" opacity=".7"/>${blocks.join('')}<path d="M0 40H160M0 22H160M60 0V100M112 0V100" stroke="var(--line-strong)" stroke-width=".7" opacity=".6"/>`;
  element.append(svg);
  return () => svg.remove();
}
