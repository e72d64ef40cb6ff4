import type { IncomingRow } from '../wire/observation-message.ts';
import { parseObservationBatch } from '../wire/observation-message.ts';
import { type City, placeOfRow } from './city.ts';
import { type Database, firstLine } from './database.ts';
import type { Duty } from './duty/duty.ts';
import type { Edition } from './edition.ts';
import type { GatewayNotes } from './gateway-notes.ts';
import type { History } from './history/history.ts';
import type { Ingest } from './ingest.ts';
import type { Mutes } from './mutes.ts';
import type { People } from './people/people.ts';
import type { SharedAlerts } from './shared-alerts.ts';

/** Rows of one message between gateways; PostgreSQL carries 8000 bytes. */
const ROWS_TOLD = 30;
/** City changes that came while this gateway joined the broker are read once, this long after the start, ms. */
const JOINED_MS = 5000;

export interface FollowingParts {
  readonly city: City;
  readonly now: () => number;
  readonly history: History;
  readonly ingest: Ingest;
  readonly alerts: SharedAlerts;
  readonly mutes: Mutes;
  readonly duty: Duty;
  readonly people: People;
  readonly notes: GatewayNotes;
  readonly editions: Readonly<Record<'reviews' | 'records' | 'shared', Edition>>;
}

/** What a gateway does so that its viewers see the same as those of the other gateways at its database. */
export interface Following {
  /** Tells the others what was pushed to this gateway alone. */
  tellRows(layer: string, rows: readonly IncomingRow[]): void;
  stop(): void;
}

/** Where the database has one gateway alone, there is nobody to follow. */
export async function followOthers(
  database: Database,
  parts: FollowingParts,
  log: (line: string) => void,
): Promise<Following> {
  const { shared } = database;
  if (!shared) return { tellRows: () => undefined, stop: () => undefined };
  const { city, now, history, ingest, alerts, mutes, duty, people, notes, editions } = parts;
  const refreshed = (work: () => Promise<void>) => onceAtATime(work, log);
  const refresh = {
    alerts: refreshed(alerts.refresh),
    mutes: refreshed(mutes.learn),
    plans: refreshed(mutes.refresh),
    records: refreshed(editions.records.learn),
    reviews: refreshed(editions.reviews.learn),
    shared: refreshed(editions.shared.learn),
    duty: refreshed(duty.refresh),
    accounts: refreshed(people.accounts.refresh),
    sessions: refreshed(people.sessions.refresh),
    notes: refreshed(notes.refresh),
    history: refreshed(history.refresh),
    last: refreshed(catchUp),
  };
  const byTable: Readonly<Record<string, () => void>> = {
    alerts: refresh.alerts,
    mutes: refresh.mutes,
    scenarios: refresh.plans,
    scenario_revisions: refresh.plans,
    scenario_records() {
      refresh.plans();
      refresh.records();
    },
    review_threads: refresh.reviews,
    shared_data: refresh.shared,
    duty_cases: refresh.duty,
    handovers: refresh.duty,
    people: refresh.accounts,
    sessions: refresh.sessions,
    gateway_notes: refresh.notes,
    series: refresh.history,
    forgotten: refresh.history,
  };

  /** Takes in last values that are in the store and were not heard: of before the subscription, or pushed elsewhere meanwhile. */
  async function catchUp(): Promise<void> {
    for (const { row, ...observed } of await history.asOf(now())) {
      const { layer, property, slot } = placeOfRow(city, row);
      if (layer.last.times[property]![slot]! >= observed.time) continue;
      const key = layer.definition.properties[property]?.key ?? '';
      const asset = layer.assets.ids[slot] ?? '';
      ingest.row(layer.id, { ...observed, asset, property: key }, layer.feed, 'another gateway');
    }
  }

  function hear(text: string): void {
    try {
      for (const { layer, incoming } of parseObservationBatch(JSON.parse(text), 'another gateway'))
        if (incoming.ok && layer !== undefined) ingest.row(layer, incoming.row, 'external', 'another gateway');
    } catch (error) {
      log(`another gateway: what it tells cannot be read (${firstLine(error)}).`);
    }
  }

  await shared.watch(Object.keys(byTable), {
    changed: (table) => byTable[table]?.(),
    told: hear,
    afresh() {
      for (const each of Object.values(refresh)) each();
    },
  });
  const joined = setTimeout(refresh.last, JOINED_MS);

  let telling: Promise<unknown> = Promise.resolve();
  return {
    tellRows(layer, rows) {
      for (let at = 0; at < rows.length; at += ROWS_TOLD) {
        const observations = rows
          .slice(at, at + ROWS_TOLD)
          .map((row) => ({ ...row, time: new Date(row.time).toISOString() }));
        // Lost, it is in the store all the same.
        telling = telling.then(() => shared.tell(JSON.stringify({ layer, observations }))).catch(() => undefined);
      }
    },
    stop: () => clearTimeout(joined),
  };
}

/** What is asked for while it runs makes it run once more. */
function onceAtATime(work: () => Promise<void>, log: (line: string) => void): () => void {
  let running = false;
  let again = false;
  return function ask() {
    again = running;
    if (running) return;
    running = true;
    work()
      .catch((error: unknown) => log(`another gateway's changes cannot be read (${firstLine(error)}).`))
      .finally(() => {
        running = false;
        if (again) ask();
      });
  };
}
