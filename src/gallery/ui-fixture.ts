import type { Alert } from '../domain/alert.ts';
import type { AssetTable, AttributeValue } from '../domain/asset.ts';
import { slotOf } from '../domain/asset.ts';
import { DAY, type Era, eraOf, HOUR, type Instant, MINUTE, type Playhead } from '../domain/clock.ts';
import type { Fleet, FleetLayer } from '../domain/fleet.ts';
import { sensorPlan } from '../domain/furniture/bridge-sensors.ts';
import { LAYERS } from '../domain/layers/table.ts';
import type { Level } from '../domain/level.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { seededRandom, seedOf } from '../domain/random.ts';
import { DEFAULT_RETENTION, type HistoryLevel, stretchesOf } from '../domain/retention.ts';
import { assess } from '../domain/threshold.ts';
import { analyseInWorker } from '../recordings/client.ts';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { greedyPlan } from '../scenario/fixture/greedy-plan.ts';
import { syntheticStreet } from '../scenario/fixture/synthetic-street.ts';
import { polesStanding } from '../scenario/poles-standing.ts';
import type { Surroundings } from '../scenario/rules/surroundings.ts';
import type { CommandContext } from '../state/command.ts';
import { COMMANDS, runCommand } from '../state/commands.ts';
import { formatPlayhead } from '../state/playhead.ts';
import type { Connection, TwinPort } from '../state/port.ts';
import { DEFAULT_SESSION, type Session } from '../state/session.ts';
import { createShownColors } from '../state/shown-colors.ts';
import { createShownSlots } from '../state/shown-slots.ts';
import { agreedPart, signOffOf } from '../state/sign-off.ts';
import { createSessionStore } from '../state/store.ts';
import type { ServedCatalog } from '../wire/catalog.ts';
import { parseServedCatalog } from '../wire/catalog.ts';
import { fixtureDuty } from './duty-fixture.ts';
import { fixtureEditing } from './editing-fixture.ts';
import { readTables } from './light-tables.ts';
import { monitorHistory } from './monitor-history.ts';
import { fixturePeople, type Visitor } from './people-fixture.ts';
import { fixtureReviewPort, fixtureReviews } from './review-fixture.ts';
import { fixtureShared } from './shared-fixture.ts';
import { fixtureStorm } from './storm-fixture.ts';
import { streetSurroundings } from './street-surroundings.ts';
import { fixtureSurveys } from './survey-fixture.ts';
import { fixtureLatest, fixtureVersions } from './versions-fixture.ts';

/** Nothing is open, everything calm, a storm with a red point, or the gateway gone. */
export type Weather = 'calm' | 'storm' | 'stale' | 'lost' | 'empty';

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

/** As the tile build words them. */
const PROBLEMS = [
  {
    dataset: 'models/lamp-post.glb',
    what: { zh: '2,000,000 个三角形，简化为 4,000 个', en: '2,000,000 triangles, simplified to 4,000' },
    remedy: { zh: '导出低模，逐个部件减面', en: 'Export a low-polygon model, reduced part by part' },
    count: 1,
    examples: ['lamp single-arm'],
  },
  {
    dataset: 'models/lamp-post.glb',
    what: {
      zh: '单位像是毫米，按 0.001 换算为米，高 9.8 m',
      en: 'The unit looks like millimetres: scaled by 0.001 to metres, 9.8 m high',
    },
    remedy: { zh: '按 glTF 规范以米为单位导出', en: 'Export in metres, as glTF asks' },
    count: 1,
    examples: ['lamp single-arm'],
  },
  {
    dataset: 'buildings.geojson',
    what: {
      zh: '建筑没有高度也没有层数（或为 0），按 6 m 绘制',
      en: 'Building without height or storeys (or with 0), drawn 6 m high',
    },
    remedy: {
      zh: '补充高度或层数字段，或用 --height 指明高度字段',
      en: 'Give heights or storeys, or name the field with --height',
    },
    count: 37,
    examples: [],
  },
];

const SCENARIO = 'guanghe-poles';
const UTC_OFFSET = 480;

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

type Rows = readonly (readonly [id: string, attributes: Record<string, AttributeValue>])[];

function table(layer: string, rows: Rows): AssetTable {
  const keys = [...new Set(rows.flatMap(([, attributes]) => Object.keys(attributes)))];
  const reserve = LAYERS.find((each) => each.id === layer)?.reserve ?? 0;
  const random = seededRandom(seedOf(layer));
  return {
    layer,
    count: rows.length,
    capacity: rows.length + reserve,
    ids: rows.map(([id]) => id),
    positions: Float64Array.from(rows.flatMap(() => [116.55 + random() * 0.1, 35.39 + random() * 0.06, 0])),
    headings: new Float32Array(rows.length),
    columns: Object.fromEntries(keys.map((key) => [key, rows.map(([, attributes]) => attributes[key] ?? null)])),
    provenance: 'illustrative',
  };
}

/** A layer without assets that knows its attributes, so that planned ones have theirs. */
function emptyTable(layer: string): AssetTable {
  const attributes = LAYERS.find((each) => each.id === layer)?.attributes ?? [];
  return { ...table(layer, []), columns: Object.fromEntries(attributes.map(({ key }) => [key, []])) };
}

function tablesOf(street: ReadonlyMap<string, AssetTable>): ReadonlyMap<string, AssetTable> {
  const place = (district: string, road: string) => ({ district, road, code: '37081101180001' });
  const bridge = { mainSpan: 60, deflectionLimit: 40, strainLimit: 180, baseFrequency: 2.1, width: 28, type: 'girder' };
  const greenway = { capacity: 1200, bankLevel: 35.2, width: 4, length: 2600 };
  return new Map([
    [
      'bridge',
      table('bridge', [
        [
          'BR-01',
          {
            ...bridge,
            ...place('任城区', '济宁大道'),
            name: '如意洸府河大桥',
            type: 'cable-stayed',
            mainSpan: 320,
            deflectionLimit: 400,
            towerHeight: 77,
            width: 40,
            baseFrequency: 0.42,
            maintenanceClass: 'Ⅰ类养护',
            rating: '合格级',
            referenceTemperature: 15,
            deflectionPerKelvin: 1.6,
            strainPerKelvin: 1.4,
            cableForcePerKelvin: -0.06,
            frequencyPerKelvin: -0.000126,
            river: '洸府河',
            note: '尺寸据公开报道，名称对应待核',
          },
        ],
        ...[2, 3, 4, 5].map(
          (n) =>
            [
              `BR-0${n}`,
              {
                ...bridge,
                ...place('高新区', '示意路'),
                name: `示意桥梁 ${n}`,
                maintenanceClass: 'Ⅱ类养护',
                rating: n === 4 ? 'A级' : 'B级',
              },
            ] as const,
        ),
      ]),
    ],
    ['bridge-sensor', table('bridge-sensor', sensorsOfFlagship())],
    [
      'waterlogging',
      table('waterlogging', [
        ['WL-01', { ...place('高新区', '火炬路'), name: '火炬路与深圳路', cause: '低洼' }],
        ...[2, 3, 4, 5].map((n) => [`WL-0${n}`, { ...place('任城区', '示意路'), name: `示意积水点 ${n}` }] as const),
      ]),
    ],
    [
      'greenway',
      table(
        'greenway',
        Array.from({ length: 14 }, (_, i) => [`GW-${i + 1}`, { ...greenway, name: `洸府河绿道 ${i + 1} 段` }] as const),
      ),
    ],
    ...[...street].map(([id, each]): [string, AssetTable] => [id, { ...each, provenance: 'illustrative' }]),
    [
      'billboard',
      table(
        'billboard',
        Array.from(
          { length: 1500 },
          (_, i) => [`AD-${String(i + 1).padStart(5, '0')}`, { ...place('任城区', '太白楼路'), type: 'wall' }] as const,
        ),
      ),
    ],
  ]);
}

function sensorsOfFlagship(): Rows {
  return sensorPlan({
    id: 'BR-01',
    type: 'cable-stayed',
    mainBridge: 600,
    mainSpan: 320,
    width: 40,
    deckHeight: 12,
    towerHeight: 77,
    sensors: 96,
    deflectionLimit: 400,
    strainLimit: 180,
    baseFrequency: 0.42,
  }).map(({ id, quantity, section, attributes }) => [
    id,
    { name: `示意测点 ${id}`, bridge: 'BR-01', quantity, section, ...attributes },
  ]);
}

/** What a measuring point of the flagship reads; one cable is slack in a storm. */
function pointValue(
  assets: AssetTable,
  slot: number,
  property: string,
  weather: Weather,
  random: () => number,
): number {
  const of = (key: string) => Number(assets.columns[key]?.[slot] ?? 0);
  const calm = CALM.bridge ?? {};
  switch (property) {
    case 'force':
      return (
        of('baseline') *
        (1 + (weather !== 'calm' && assets.ids[slot] === 'BR-01-SL-15' ? -0.062 : 0.05 * (random() - 0.5)))
      );
    case 'joint':
      return of('limit') * (0.5 + 0.1 * random());
    case 'load':
      return 30 * random();
    case 'tilt':
      return 0.02 * (random() - 0.5);
    case 'frequency':
      return 0.419;
    default:
      return (calm[property] ?? 0) * (0.9 + 0.2 * random());
  }
}

/** Primary values that look like a working city; the storm's are written over them. */
const CALM: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  bridge: {
    deflection: 6.4,
    strain: 62,
    cableForce: 1.12,
    frequency: 2.11,
    vibration: 4.2,
    temperature: 18.6,
    wind: 3.4,
    vehicleLoad: 31,
    joint: 54,
    tilt: 0.006,
    offline: 3.1,
    supplierAlarm: 0,
  },
  waterlogging: { depth: 0.4, rain: 0, pump: 0, outlet: -0.62 },
  greenway: { people: 148, riverLevel: 33.42, lampsLit: 98 },
  lamp: { power: 142, dim: 80, fault: 0 },
  pole: { online: 1, power: 36 },
  billboard: { inspection: 0, windRatio: 0.21, lit: 1 },
};

function fleetOf(tables: ReadonlyMap<string, AssetTable>, now: Instant, weather: Weather): Fleet {
  return new Map(
    LAYERS.map((definition): [string, FleetLayer] => {
      const assets = tables.get(definition.id) ?? table(definition.id, []);
      const shown = new ObservationTable(
        definition.id,
        definition.properties.map((property) => property.key),
        assets.capacity,
      );
      const random = seededRandom(seedOf(definition.id));
      for (let slot = 0; slot < assets.count; slot++) {
        const tired = random();
        const { late, stale, offline } = definition.liveness;
        const age =
          weather === 'stale' || weather === 'lost'
            ? stale * (1.2 + 0.4 * random())
            : tired < 0.93
              ? 0.2 * late * random()
              : tired < 0.97
                ? late * 1.3
                : tired < 0.99
                  ? stale * 1.2
                  : offline * 1.1;
        definition.properties.forEach((property, index) => {
          if (definition.id === 'bridge-sensor') {
            const quantity = assets.columns.quantity?.[slot];
            const rings = property.key === 'frequency' && assets.columns.frequencyWeight?.[slot] === 1;
            if (property.key !== quantity && !rings) return;
            shown.write(index, slot, pointValue(assets, slot, property.key, weather, random), now - age * 1000, 'good');
            return;
          }
          if (property.key === 'cableForce' && assets.columns.type?.[slot] !== 'cable-stayed') return;
          const base = CALM[definition.id]?.[property.key] ?? 0;
          const span = property.states ? 0 : base * 0.2 * (random() - 0.5);
          shown.write(index, slot, Math.round((base + span) * 1000) / 1000, now - age * 1000, 'good');
        });
      }
      const set = (
        id: string,
        property: string,
        value: number,
        ageSeconds: number,
        quality: 'good' | 'suspect' = 'good',
      ) => {
        const slot = slotOf(assets, id);
        const index = definition.properties.findIndex((each) => each.key === property);
        if (slot !== undefined && index >= 0) shown.write(index, slot, value, now - ageSeconds * 1000, quality);
      };
      if (weather !== 'calm' && definition.id === 'waterlogging') {
        set('WL-01', 'depth', 18.4, 20);
        set('WL-02', 'depth', 30.2, 12);
        set('WL-03', 'depth', 46.8, 8);
        for (const n of [1, 2, 3, 4, 5]) {
          set(`WL-0${n}`, 'rain', 38.5, 20);
          set(`WL-0${n}`, 'pump', n === 3 ? 0.55 : 0, 20);
          set(`WL-0${n}`, 'outlet', n === 3 ? 0.34 : -0.4, 20);
        }
      }
      if (definition.id === 'bridge') set('BR-01', 'frequency', 0.4176, 3);
      if (weather !== 'calm' && definition.id === 'bridge') {
        set('BR-01', 'deflection', 84.6, 3);
        set('BR-01', 'wind', 14.6, 3);
        set('BR-01', 'vibration', 12.8, 400);
        set('BR-01', 'strain', 71, 2400, 'suspect');
        set('BR-02', 'deflection', 33.1, 5);
      }
      if (weather !== 'calm' && definition.id === 'lamp')
        for (let n = 0; n < 12; n++) set(assets.ids[40 + n] ?? '', 'fault', n < 8 ? 2 : 1, 60);
      return [definition.id, { definition, assets, shown, source: 'simulated' }];
    }),
  );
}

/** One alert for every value beyond a limit, at most three a layer. */
function alertsOf(fleet: Fleet, now: Instant): Alert[] {
  const alerts: Alert[] = [];
  for (const [layer, { definition, assets, shown }] of fleet) {
    let inLayer = 0;
    for (let slot = 0; slot < assets.count && inLayer < 3; slot++)
      definition.properties.forEach((property, index) => {
        const value = shown.values[index]?.[slot] ?? Number.NaN;
        const { level, by } = assess(definition, property.key, value, (key) => assets.columns[key]?.[slot]);
        if (level === 'normal' || !by) return;
        inLayer++;
        const raisedAt = now - (7 + 13 * alerts.length) * MINUTE;
        alerts.push({
          id: `alert-${alerts.length + 1}`,
          layer,
          asset: assets.ids[slot] ?? '',
          property: property.key,
          level: level as Exclude<Level, 'normal'>,
          value,
          limit: by.limit,
          stage: alerts.length % 3 === 1 ? 'confirmed' : 'raised',
          raisedAt,
          updatedAt: raisedAt + 3 * MINUTE,
          ...(alerts.length % 3 === 1 ? { by: '王值班', holder: { user: 'wang', name: '王值班' } } : {}),
          provenance: 'simulated',
          drill: false,
        });
      });
  }
  return alerts;
}

function planOf(
  street: ReturnType<typeof syntheticStreet>,
  tables: ReadonlyMap<string, AssetTable>,
  now: Instant,
  surroundings: Surroundings | undefined,
): CompiledScenario {
  const document = greedyPlan({
    tables: street.tables,
    project: { ...street.project, id: SCENARIO, title: { zh: '洸河路多杆合一', en: 'Guanghe Road pole merge' } },
  });
  return compileScenario(document, tables, now, UTC_OFFSET, surroundings);
}

function catalogOf(options: FixtureOptions, plan: CompiledScenario, fleet: Fleet): ServedCatalog {
  const home: [number, number, number, number, number, number] = [116.59, 35.4, 1500, 0, -38, 0];
  const catalog: ServedCatalog = {
    format: 'chengjing-catalog@1',
    city: {
      id: 'jining',
      title: { zh: '济宁', en: 'Jining' },
      centre: [116.595, 35.4105],
      bounds: [116.53, 35.36, 116.67, 35.46],
      timeZone: 'Asia/Shanghai',
      utcOffset: UTC_OFFSET,
      mapApproval: null,
    },
    homes: { review: home, hall: home, exhibition: home },
    places: [
      {
        id: 'taibai',
        title: { zh: '太白楼', en: 'Taibai Tower' },
        position: [116.5778, 35.4054],
        provenance: 'published',
      },
    ],
    roads: [
      { name: '洸河路', position: [116.59, 35.4199], lengthMetres: 5300, provenance: 'illustrative' },
      { name: '火炬路', position: [116.62, 35.41], lengthMetres: 4200, provenance: 'illustrative' },
    ],
    slots: '',
    tilesets: [
      {
        id: 'buildings',
        kind: 'buildings',
        title: { zh: '建筑', en: 'Buildings' },
        url: 'tiles/buildings/tileset.json',
        features: { building: 31_482 },
        provenance: 'illustrative',
        classification: 'public',
        source: 'jining-source',
      },
    ],
    layers: [...fleet.values()].map((layer) => ({
      id: layer.definition.id,
      assets: '',
      count: layer.assets.count,
      capacity: layer.assets.capacity,
      provenance: layer.assets.provenance,
    })),
    basemaps: [],
    scenarios: [
      {
        id: SCENARIO,
        title: plan.document.title,
        url: '',
        alternatives: plan.alternatives.slice(1).map(({ id, title }) => ({ id, title })),
      },
    ],
    sources: [
      {
        id: 'jining-source',
        title: { zh: '济宁主城区示意数据', en: 'Illustrative data of central Jining' },
        provenance: 'illustrative',
        classification: 'public',
        origin: '公开地名与道路走向',
        licence: 'Apache-2.0',
        datum: 'WGS-84',
        sha256: '0'.repeat(64),
      },
    ],
    problems: options.role === 'public' ? [] : PROBLEMS,
    now: options.now,
    rate: 1,
    role: options.role,
    version: '0.1.0',
  };
  return parseServedCatalog(catalog);
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
