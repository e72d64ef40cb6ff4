import { gunzipSync, gzipSync } from 'node:zlib';
import { parseSurvey, parseSurveyHead, type Survey, type SurveyHead } from '../../wire/survey.ts';
import type { Database } from '../database.ts';
import type { Audit } from '../people/audit.ts';
import type { Caller } from '../people/rights.ts';
import { RequestProblem } from '../query.ts';

/** Accepted surveys: each written whole in one transaction with its entry in the log, or not at all. */
export interface SurveyStore {
  /** Newest first. */
  list(): Promise<SurveyHead[]>;
  get(id: string): Promise<Survey>;
  /** Keeps a survey under `wanted`, or the next free id after it. */
  accept(caller: Caller, wanted: string, survey: Omit<Survey, 'id'>): Promise<SurveyHead>;
  /** Takes a survey back. Plans that rest on it carry what it found and stand without it. */
  revert(caller: Caller, id: string): Promise<void>;
}

export async function openSurveyStore(database: Database, audit: Audit): Promise<SurveyStore> {
  await database.write((writer) =>
    writer.run(
      'CREATE TABLE IF NOT EXISTS surveys (id VARCHAR PRIMARY KEY, accepted BIGINT, head VARCHAR, body BYTEA)',
    ),
  );
  const unknown = (id: string) => new RequestProblem(404, `Unknown survey "${id}"; GET /api/surveys lists them.`);
  return {
    async list() {
      const rows = await database.read('SELECT head FROM surveys ORDER BY accepted DESC, id DESC');
      return rows.map(({ head }) => parseSurveyHead(JSON.parse(String(head))));
    },
    async get(id) {
      const [row] = await database.read('SELECT body FROM surveys WHERE id = ?', [id]);
      if (!row) throw unknown(id);
      return parseSurvey(JSON.parse(gunzipSync(row.body as Uint8Array).toString()));
    },
    accept(caller, wanted, survey) {
      return audit.record(caller, async (writer) => {
        const taken = new Set((await writer.read('SELECT id FROM surveys')).map(({ id }) => String(id)));
        let id = wanted;
        for (let n = 2; taken.has(id); n++) id = `${wanted}.${n}`;
        const whole: Survey = { id, ...survey };
        const head = headOf(whole);
        const text = JSON.stringify(whole);
        await writer.run('INSERT INTO surveys VALUES (?, ?, ?, ?)', [
          id,
          BigInt(survey.accepted.at),
          JSON.stringify(head),
          gzipSync(text),
        ]);
        const detail = { title: survey.title, poles: survey.counts.poles, leftOut: survey.counts.leftOut };
        return { change: { action: 'survey.accept', subject: `survey/${id}`, after: text, detail }, result: head };
      });
    },
    async revert(caller, id) {
      await audit.record(caller, async (writer) => {
        const [row] = await writer.read('SELECT head FROM surveys WHERE id = ?', [id]);
        if (!row) throw unknown(id);
        await writer.run('DELETE FROM surveys WHERE id = ?', [id]);
        return { change: { action: 'survey.revert', subject: `survey/${id}`, before: row.head }, result: undefined };
      });
    },
  };
}

function headOf({ tables: _t, problems: _p, ownerUnknown: _o, differences, ...head }: Survey): SurveyHead {
  const { same, shifted, added, unseen } = differences;
  return {
    ...head,
    differences: { same, shifted: shifted.length, added: added.length, unseen: unseen.length },
  };
}
