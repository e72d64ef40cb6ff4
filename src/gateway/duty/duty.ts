import type { Alert } from '../../domain/alert.ts';
import { withCaseNote } from '../../domain/alert.ts';
import { caseIdOf, type DutyCase } from '../../domain/duty-case.ts';
import type { HandoverLists } from '../../domain/handover.ts';
import { isHeard } from '../../domain/layer.ts';
import { liveness } from '../../domain/liveness.ts';
import type { DutyState } from '../../wire/duty.ts';
import type { DutyBook } from '../../wire/duty-book.ts';
import type { AlertEngine } from '../alert-engine.ts';
import type { City } from '../city.ts';
import type { Database } from '../database.ts';
import type { GatewayNotes } from '../gateway-notes.ts';
import type { CaseOptions } from '../options.ts';
import type { Audit } from '../people/audit.ts';
import { type Cameras, createCameras } from './cameras.ts';
import { caseNote, notesOwed } from './case-notes.ts';
import { type Cases, openCases } from './cases.ts';
import { createDrills, type Drills } from './drills.ts';
import { type Handovers, openHandovers } from './handovers.ts';
import { createOfficers, type Officers } from './officers.ts';

/** Assets named of each layer that has some offline. */
const NAMED_OFFLINE = 20;

/** The duty room: its book, who is there, cases on their way, hand-overs and drills. */
export interface Duty {
  readonly book: DutyBook;
  readonly officers: Officers;
  readonly cases: Cases;
  readonly handovers: Handovers;
  readonly drills: Drills;
  readonly cameras: Cameras;
  /** What operators' screens show of it. */
  state(): DutyState;
  /** What is offline now, by layer. */
  offline(): HandoverLists['offline'];
  /** Learns what changed at other gateways. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

export interface DutyParts {
  readonly book: DutyBook;
  readonly city: City;
  readonly database: Database;
  readonly audit: Audit;
  readonly alerts: AlertEngine;
  readonly cases: CaseOptions | undefined;
  /** City time and wall clock, ms. */
  readonly now: () => number;
  readonly wall: () => number;
  readonly changed: () => void;
  readonly alertChanged: (alert: Alert) => void;
  /** Resolves when what is changed of alerts so far is on disk. */
  readonly alertsKept: () => Promise<void>;
  /** Of the other gateways at the same database. */
  readonly notes: GatewayNotes;
  /** Whether this gateway sends cases. */
  readonly leads: () => boolean;
}

export async function openDuty(parts: DutyParts): Promise<Duty> {
  const { city, database, audit, alerts, now, wall, changed } = parts;
  const officers = createOfficers(now, changed, parts.notes);
  const handovers = await openHandovers(database, audit, now, changed);
  const played = (alert: Alert) => {
    parts.alertChanged(alert);
    changed();
  };
  const drills = createDrills(city, now, played, parts.notes);
  const noted = async (next: DutyCase, before: DutyCase | null) => {
    const note = caseNote(next, before);
    if (note === null) return;
    const at = Math.round(now());
    alerts.amend(next.alert, (alert) => withCaseNote(alert, at, before ? '' : next.by, note));
    // Where the database refuses just now the line waits with all others, and is owed at the next start.
    await parts.alertsKept().catch(() => undefined);
  };
  const cases = await openCases(database, audit, parts.cases, now, wall, noted, changed, parts.leads);
  // Case and alert are two rows: a power cut may have come between them.
  for (const { id, log } of alerts.open()) {
    const each = cases.find(caseIdOf(id));
    for (const { at, by, note } of each ? notesOwed(each, log ?? [], Math.round(now())) : [])
      alerts.amend(id, (alert) => withCaseNote(alert, at, by, note));
  }
  return {
    book: parts.book,
    officers,
    cases,
    handovers,
    drills,
    cameras: createCameras(wall),
    state() {
      const open = alerts.open();
      const here = officers.online();
      const holders = new Map(open.flatMap(({ holder }) => (holder ? [[holder.user, holder] as const] : [])));
      for (const { user } of here) holders.delete(user);
      const { last } = handovers;
      return {
        officers: [
          ...here.map((each) => ({ ...each, since: null })),
          ...[...holders.values()].map((each) => ({ ...each, since: officers.offlineSince(each.user) })),
        ],
        cases: [...cases.list()],
        casesGo: cases.go,
        handover: last && { id: last.id, at: last.at, from: last.from, note: last.note, accepted: last.accepted },
        drill: drills.running,
      };
    },
    offline: () =>
      city.layers.map((layer) => {
        const silent: string[] = [];
        for (let slot = 0; slot < layer.assets.count; slot++) {
          const newest = layer.last.times.reduce((latest, times, property) => {
            const told = layer.definition.properties[property];
            return told && isHeard(told) ? Math.max(latest, times[slot] || Number.NEGATIVE_INFINITY) : latest;
          }, Number.NEGATIVE_INFINITY);
          if (newest > 0 && liveness(newest, now(), layer.definition.liveness) === 'offline')
            silent.push(layer.assets.ids[slot] ?? '');
        }
        return { layer: layer.id, count: silent.length, assets: silent.slice(0, NAMED_OFFLINE) };
      }),
    async refresh() {
      await cases.refresh();
      await handovers.refresh();
    },
    stop: () => cases.stop(),
  };
}
