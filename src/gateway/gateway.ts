import { randomUUID } from 'node:crypto';
import { type CityClock, cityNow, DAY, MINUTE } from '../domain/clock.ts';
import { isHeard } from '../domain/layer.ts';
import { DEFAULT_RETENTION } from '../domain/retention.ts';
import { SOURCE_TOPICS } from '../wire/source-status.ts';
import { createAccess } from './access.ts';
import { openAlertStore } from './alert-store.ts';
import { type MqttIn, startBroker } from './broker.ts';
import { type City, type CityLayer, readCity, rowOf } from './city.ts';
import { createComingPast } from './coming-past.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { type Database, firstLine } from './database.ts';
import { createDerived, recentRates } from './derived.ts';
import { checkCameras, readDutyBook } from './duty/book.ts';
import { openDuty } from './duty/duty.ts';
import { createEdition } from './edition.ts';
import { createFanOut } from './fan-out.ts';
import { createFeedMonitor } from './feed-state.ts';
import { followOthers } from './follow-others.ts';
import { openGatewayNotes } from './gateway-notes.ts';
import { openHistory } from './history/history.ts';
import { retentionOf } from './history/retention-options.ts';
import { restoreLast } from './history/snapshots.ts';
import { openImports } from './import/imports.ts';
import { createIngest, type Origin } from './ingest.ts';
import { keepStores } from './keep-stores.ts';
import { type Lease, openLease } from './lease.ts';
import { listen } from './listen.ts';
import { createLitShares } from './lit-shares.ts';
import { openMutes } from './mutes.ts';
import { createOfflineShares } from './offline-shares.ts';
import { openDatabase } from './open-database.ts';
import { caseOptions, DEFAULT_PEOPLE, type GatewayOptions } from './options.ts';
import { joinBroker } from './outside-broker.ts';
import type { Parts } from './parts.ts';
import { openPeople } from './people/people.ts';
import { openPlanMutes } from './plan-mutes.ts';
import { openRejectStore } from './reject-store.ts';
import { createRejects } from './rejects.ts';
import { startReplay } from './replay.ts';
import { openReviewStore } from './review/review-store.ts';
import { operatorView, publicView } from './role-view.ts';
import { openScenarioStore } from './scenarios/scenario-store.ts';
import { tellingChanges } from './scenarios/telling-store.ts';
import { createServer } from './server.ts';
import { sessionName } from './session-name.ts';
import { openSharedStore } from './shared/shared-store.ts';
import { shareAlerts } from './shared-alerts.ts';
import { openSources, readSources } from './sources/sources.ts';
import { steadyClock } from './steady-clock.ts';
import { openSurveys } from './survey/surveys.ts';

export interface Gateway {
  readonly port: number;
  readonly mqttPort: number;
  /** Address for a browser. */
  readonly url: string;
  /** Needed beyond loopback; undefined when nothing is asked. */
  readonly token: string | undefined;
  /** One-time address that makes the first admin; undefined when there is one, or only this machine can reach us. */
  readonly setupUrl: string | undefined;
  /** Whether it is the one of several that leads. */
  readonly lease: Pick<Lease, 'held' | 'onChange'>;
  /** Writes what is queued, closes everything. */
  stop(): Promise<void>;
}

/** Observations that may wait for the database while an outside broker is read; `history` itself drops none below 500,000. */
const ROOM = 400_000;
/** A step back of the machine's clock that is told, ms. */
const CLOCK_STEP_MS = 2000;

const LAPSE_INTERVAL = 1000; // ms

/** Starts everything or throws SettingError with one line. Nothing is left behind when it throws. */
export async function startGateway(options: GatewayOptions, log: (line: string) => void): Promise<Gateway> {
  const undo: (() => unknown)[] = [];
  const stopAll = async () => {
    for (const each of undo.splice(0).reverse())
      await Promise.resolve(each()).catch?.((error: unknown) => log(`Stopping: ${firstLine(error)}`));
  };
  try {
    return await start(options, log, undo, stopAll);
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function start(
  options: GatewayOptions,
  log: (line: string) => void,
  undo: (() => unknown)[],
  stopAll: () => Promise<void>,
): Promise<Gateway> {
  const book = readDutyBook(options.dutyFile, options.city);
  const city = readCity(options.city, options.feed, book.rules);
  checkCameras(book, city);
  const mappings = readSources(options.feedsFile, city);
  const cases =
    options.cases ?? (book.cases && caseOptions('duty.json: cases.url', book.cases.url, options.caseSecret));
  undo.push(lockDataDir(options.dataDir, options.port));
  const database: Database = await openDatabase(options.dataDir, options.databaseUrl);
  undo.push(() => database.close());
  const session = sessionName(options.dataDir);
  const name = options.replica ? `${options.replica}-${session}` : session;
  const lease = await openLease(database, name, log);
  undo.push(() => lease.stop());
  const notes = await openGatewayNotes(database, name);
  undo.push(() => notes.stop());
  const wall = Date.now();
  const clock: CityClock = { now: options.now ?? wall, wall, rate: options.rate };
  const now = steadyClock(() => cityNow(clock, Date.now()));
  const retentions = new Map(
    city.layers.map(({ id, definition }) => [id, retentionOf(definition, city.retention, options)]),
  );
  const keptOf = ({ id }: CityLayer) => retentions.get(id) ?? DEFAULT_RETENTION;
  const history = await openHistory(city, database, keptOf);
  const alertStore = await openAlertStore(database, lease);
  const rejectStore = await openRejectStore(database);
  const rejects = createRejects();
  restoreLast(city, await history.asOf(now()));

  const feeds = createFeedMonitor(expectedFeeds(city, options), Date.now);
  const alerts = shareAlerts(city, options.drill, alertStore, lease, log, (alert) => {
    fanOut.alertChanged(alert);
    fanOut.dutyChanged();
  });
  // On the machine's own clock, which may have been set back, what is ahead by less than a day did happen.
  const latest = now() + (options.now === undefined ? DAY : 0);
  alerts.restore((await alertStore.unfinished()).filter((kept) => kept.alert.raisedAt <= latest));
  const imports = await openImports(database);
  // The gateway stands still while something is imported, so its list does not grow under it.
  const imported = await imports.list();
  history.keep((layer) => [
    ...imported.filter((each) => each.layer === layer.id).map(({ first, last }) => ({ from: first, to: last })),
    ...alerts
      .open()
      .flatMap((alert) =>
        alert.layer === layer.id ? [{ from: alert.raisedAt - DAY, to: Number.MAX_SAFE_INTEGER }] : [],
      ),
  ]);
  const fanOut = createFanOut({
    city,
    clock: () => ({ now: now(), rate: clock.rate }),
    alerts: () => [...alerts.open(), ...duty.drills.open()],
    mutes: () => mutes.list(),
    duty: () => duty.state(),
    editions: () => ({
      reviews: editions.reviews.number,
      records: editions.records.number,
      shared: editions.shared.number,
    }),
    wall: Date.now,
    run: randomUUID(),
  });
  undo.push(() => fanOut.stop());

  const ingest = createIngest({
    city,
    now,
    keptFor: (layer) => keptOf(layer).raw * DAY,
    rejects,
    onSample(sample) {
      const told = sample.layer.definition.properties[sample.property];
      const heard = told !== undefined && isHeard(told);
      if (heard) feeds.arrived(sample.origin, sample.time);
      if (sample.newest) fanOut.changed(sample.row);
      if (sample.origin !== 'replay') history.add(sample);
      alerts.observe(sample);
      if (heard) derived.observe(sample);
    },
  });
  const derived = createDerived(city, now, ingest.row);
  derived.remember(await recentRates(city, history, now()));
  if (city.layers.some(({ feed }) => feed !== 'replay')) {
    derived.day();
    const turning = setInterval(() => derived.day(), MINUTE);
    undo.push(() => clearInterval(turning));
  }

  const keeper = keepStores({ database, lease, history, alerts: alertStore, rejects, rejectStore }, now, log);
  undo.push(() => keeper.stop());
  const shares = createOfflineShares(city, ingest);
  const lit = createLitShares(city, ingest);

  const people = await openPeople(database, options.host, options.people ?? DEFAULT_PEOPLE, now, Date.now);
  undo.push(() => people.stop());
  const duty = await openDuty({
    book,
    city,
    database,
    audit: people.audit,
    alerts,
    cases,
    now,
    wall: Date.now,
    changed: () => fanOut.dutyChanged(),
    alertChanged: (alert) => fanOut.alertChanged(alert),
    alertsKept: alertStore.flush,
    notes,
    leads: () => lease.held,
  });
  undo.push(() => duty.stop());
  const tellEditions = () => fanOut.editionsChanged();
  const editions = {
    reviews: createEdition(database, people.audit, tellEditions),
    records: createEdition(database, people.audit, tellEditions),
    shared: createEdition(database, people.audit, tellEditions),
  };
  const scenarios = tellingChanges(await openScenarioStore(database, people.audit, city, now), editions.records);
  const reviews = await openReviewStore(database, people.audit, now, editions.reviews);
  const shared = await openSharedStore(database, people.audit, now, editions.shared);
  const mutes = await openMutes(database, people.audit, await openPlanMutes(scenarios, city), now, () =>
    fanOut.mutesChanged(),
  );
  const lapsing = setInterval(() => {
    shares.tell(now());
    lit.tell(now());
    alerts.lapse(now());
    mutes.look();
  }, LAPSE_INTERVAL);
  undo.push(() => clearInterval(lapsing));
  const surveys = await openSurveys(database, people.audit, city, options.dataDir);
  undo.push(() => surveys.stop());
  const access = createAccess(options.host, options.operatorToken, people);
  const simulated = city.layers.some(({ feed }) => feed === 'simulator');
  const coming = createComingPast(simulated, now);
  const sources = openSources(mappings, city, ingest, now, log, (layer, rows) => others.tellRows(layer, rows));
  sources.start();
  undo.push(() => sources.stop());
  const onMessage = (topic: string, payload: Uint8Array, origin: Origin) =>
    topic.startsWith(SOURCE_TOPICS)
      ? coming.hear(topic, payload)
      : sources.message(topic, payload) || ingest.message(topic, payload, origin);
  const mqtt: MqttIn = options.mqttUrl
    ? joinBroker(
        {
          url: options.mqttUrl,
          version: options.mqttVersion,
          clientId: options.mqttClientId ?? (options.replica ? `gateway${options.replica}` : session),
          commit: keeper.commit,
          hasRoom: () => history.backlog < ROOM,
          topics: sources.topics,
        },
        onMessage,
        log,
      )
    : await startBroker(options.host, options.mqttPort, access, sources.topics, onMessage);
  undo.push(() => mqtt.stop());

  if (city.layers.some((layer) => layer.feed === 'replay'))
    undo.push(
      startReplay(city, history, now, (row) => fanOut.changed(rowOf(row.layer, row.property, row.slot)), feeds),
    );

  const told = { city, now, history, ingest, alerts, mutes, duty, people, notes, editions };
  const others = await followOthers(database, told, log);
  undo.push(() => others.stop());

  const parts: Parts = {
    options: { ...options, cases },
    version: options.version,
    city,
    clock,
    now,
    access,
    people,
    scenarios,
    reviews,
    shared,
    surveys,
    views: { operator: operatorView(city), public: publicView(city) },
    ingest,
    rejects,
    rejectStore,
    commit: keeper.commit,
    others,
    gateways: () => ({ name, leads: lease.held, alive: notes.alive }),
    feeds,
    coming,
    sources,
    history,
    alerts,
    alertStore,
    mutes,
    duty,
    imports,
    fanOut,
    mqtt: () => mqtt,
    problems: () => [
      ...keeper.problems(),
      ...sources.problems(),
      ...(now.behind() > CLOCK_STEP_MS
        ? [`the machine's clock was set back by ${Math.round(now.behind() / 1000)} s; the city clock waits for it`]
        : []),
      ...(mqtt.connected() ? [] : [`MQTT ${mqtt.host}:${mqtt.port} is not connected`]),
    ],
  };

  const server = await createServer(parts);
  undo.push(() => server.close());
  const { port, url } = await listen(server, options);
  // Behind "#": it enters no log and no Referer.
  const setupUrl =
    people.setup.token &&
    `${people.options.publicUrl ? `${people.options.publicUrl}/` : url}#setup=${people.setup.token}`;
  return { port, mqttPort: mqtt.port, url, token: access.token, setupUrl, lease, stop: stopAll };
}

function expectedFeeds(city: City, options: GatewayOptions): Origin[] {
  return [...new Set<Origin>([options.feed, ...city.layers.map((layer) => layer.feed)])];
}
