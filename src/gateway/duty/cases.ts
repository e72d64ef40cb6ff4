import type { Alert } from '../../domain/alert.ts';
import {
  CASE_SHOWN_FOR,
  type CaseNews,
  caseIdOf,
  type DutyCase,
  isDue,
  tried,
  withNews,
} from '../../domain/duty-case.ts';
import { parseCase } from '../../wire/duty.ts';
import type { Database, Row, Writer } from '../database.ts';
import type { CaseOptions } from '../options.ts';
import type { Audit } from '../people/audit.ts';
import type { Caller } from '../people/rights.ts';
import type { CaseContent } from './case-content.ts';
import { sendCase } from './send-case.ts';

/** Wall milliseconds between two looks at what is due. */
const LOOK_MS = 500;

/** 转案件: cases on their way to the bureau's 数字城管. Kept before they are sent, so that neither side forgets one. */
export interface Cases {
  /** Whether an address is configured. */
  readonly go: boolean;
  /** Those that wait, failed or are of the last day. */
  list(): readonly DutyCase[];
  find(id: string): DutyCase | undefined;
  /** Makes the case of an alert and sends it soon; the one that there is when there is one. */
  order(caller: Caller, alert: Alert, content: CaseContent): Promise<DutyCase>;
  /** Tries a failed case again; undefined when there is none. */
  again(caller: Caller, id: string): Promise<DutyCase | undefined>;
  /** Takes news of a case; undefined when there is none. */
  news(id: string, news: CaseNews): Promise<DutyCase | undefined>;
  /** Learns what other gateways did. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

interface Held {
  readonly each: DutyCase;
  readonly content: string;
}

/**
 * @param now city time; @param wall wall clock, by which tries are timed; both ms
 * @param changed notes each change; nobody is told of it, and nothing is sent, until that is done; `before` is null for a new case
 * @param tell what is listed has changed
 */
export async function openCases(
  database: Database,
  audit: Audit,
  options: CaseOptions | undefined,
  now: () => number,
  wall: () => number,
  changed: (next: DutyCase, before: DutyCase | null) => Promise<void>,
  tell: () => void,
  /** Whether this gateway sends: one of several does. */
  sends: () => boolean,
): Promise<Cases> {
  await database.write((writer) =>
    writer.run('CREATE TABLE IF NOT EXISTS duty_cases (id VARCHAR PRIMARY KEY, body VARCHAR, content VARCHAR)'),
  );
  let held = new Map<string, Held>();
  async function learn(): Promise<void> {
    const rows = await database.read('SELECT body, content FROM duty_cases');
    held = new Map(rows.map(heldOf).map((each) => [each.each.id, each]));
  }
  await learn();
  /** In the transaction that changes it: another gateway may have been quicker. */
  async function current(writer: Writer, id: string): Promise<Held | undefined> {
    if (!database.shared) return held.get(id);
    return (await writer.read('SELECT body, content FROM duty_cases WHERE id = ?', [id])).map(heldOf)[0];
  }
  const sending = new Set<Promise<void>>();
  const busy = new Set<string>();
  const making = new Map<string, Promise<DutyCase>>();
  let stopped = false;

  const list = () => {
    const oldest = now() - CASE_SHOWN_FOR;
    return [...held.values()]
      .map(({ each }) => each)
      .filter(({ state, at, toldAt }) => state !== 'sent' || Math.max(at, toldAt ?? at) > oldest);
  };

  /** One change after another, each on disk before it is told. */
  let last: Promise<unknown> = Promise.resolve();
  function change(id: string, work: (each: DutyCase) => DutyCase, caller?: Caller): Promise<DutyCase | undefined> {
    const done = last.then(async () => {
      const outcome = await audit.record(caller ?? null, async (writer) => {
        const kept = await current(writer, id);
        const next = kept && work(kept.each);
        if (!next || next === kept.each) return { change: null, result: kept && { kept, next: kept.each } };
        await writer.run('UPDATE duty_cases SET body = ? WHERE id = ?', [JSON.stringify(next), id]);
        const told = next.number !== kept.each.number || next.stage !== kept.each.stage;
        const detail = { state: next.state, number: next.number ?? '', stage: next.stage ?? '' };
        const action = caller ? 'case.again' : 'case.news';
        const change = caller || told ? { action, subject: `cases/${id}`, detail } : null;
        return { change, result: { kept, next } };
      });
      if (!outcome) return undefined;
      const { kept, next } = outcome;
      if (next !== kept.each) await changed(next, kept.each);
      held.set(id, { ...kept, each: next });
      if (next !== kept.each) tell();
      return next;
    });
    last = done.catch(() => undefined);
    return done;
  }

  async function send(id: string, content: string, to: CaseOptions): Promise<void> {
    const outcome = await sendCase(to, id, content, wall());
    // When the database refuses, the case stays due and is sent again: the other side knows it by its key.
    if (!stopped) await change(id, (each) => tried(each, outcome, wall())).catch(() => undefined);
  }

  const looking = setInterval(() => {
    if (!options || !sends()) return;
    for (const [id, { each, content }] of held) {
      if (busy.has(id) || !isDue(each, wall())) continue;
      busy.add(id);
      const sent = send(id, content, options).finally(() => {
        busy.delete(id);
        sending.delete(sent);
      });
      sending.add(sent);
    }
  }, LOOK_MS);

  async function make(caller: Caller, alert: Alert, content: CaseContent): Promise<DutyCase> {
    const id = caseIdOf(alert.id);
    const each: DutyCase = {
      id,
      alert: alert.id,
      asset: alert.asset,
      by: caller.name,
      at: Math.round(now()),
      state: 'waiting',
      attempts: 0,
      nextAt: 0,
      reason: null,
      number: null,
      stage: null,
      toldAt: null,
    };
    const text = JSON.stringify(content);
    const known = await audit.record(caller, async (writer) => {
      const there = database.shared && (await current(writer, id));
      if (there) return { change: null, result: there };
      await writer.run('INSERT INTO duty_cases VALUES (?, ?, ?)', [id, JSON.stringify(each), text]);
      return { change: { action: 'case.order', subject: `cases/${id}`, after: content }, result: undefined };
    });
    if (!known) await changed(each, null);
    held.set(id, known ?? { each, content: text });
    if (!known) tell();
    return known?.each ?? each;
  }

  return {
    go: options !== undefined,
    list,
    find: (id) => held.get(id)?.each,
    async order(caller, alert, content) {
      const id = caseIdOf(alert.id);
      const known = held.get(id)?.each;
      if (known) return known;
      const started = making.get(id) ?? make(caller, alert, content).finally(() => making.delete(id));
      making.set(id, started);
      return started;
    },
    again: (caller, id) =>
      change(
        id,
        (each) => (each.state === 'failed' ? { ...each, state: 'waiting', attempts: 0, nextAt: 0 } : each),
        caller,
      ),
    news: (id, news) => change(id, (each) => withNews(each, news)),
    refresh() {
      const done = last.then(learn);
      last = done.catch(() => undefined);
      return done;
    },
    async stop() {
      stopped = true;
      clearInterval(looking);
      await last;
    },
  };
}

function heldOf({ body, content }: Row): Held {
  return { each: parseCase(JSON.parse(String(body))), content: String(content) };
}
