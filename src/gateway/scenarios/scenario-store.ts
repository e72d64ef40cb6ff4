import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../scenario/versions/canonical.ts';
import { carriedConsents } from '../../scenario/versions/consents.ts';
import { merge3 } from '../../scenario/versions/merge3.ts';
import { begin } from '../../scenario/versions/workflow.ts';
import { parseScenarioDocument, type ScenarioDocument } from '../../wire/scenario-document.ts';
import {
  type Draft,
  type DraftConflict,
  type Head,
  parseVersionRecord,
  type ScenarioHead,
  type Signature,
  type Version,
  type VersionHead,
  type VersionList,
  type VersionRecord,
} from '../../wire/scenario-version.ts';
import type { City } from '../city.ts';
import type { Database, Row, Writer } from '../database.ts';
import { type Audit, type Change, sha256 } from '../people/audit.ts';
import type { Caller } from '../people/rights.ts';
import { RequestProblem } from '../query.ts';
import { frozenContent } from './freeze.ts';
import { documentOfRow, headOf, type Saved, versionHeadOf } from './rows.ts';
import { HEAD, RECORD, SCHEMA, writeRecord, writeRevision } from './tables.ts';

/** Scenarios with all that was saved of them. A version never changes its document; a finalised one changes nothing. */
export interface ScenarioStore {
  list(): Promise<ScenarioHead[]>;
  draft(id: string): Promise<Draft>;
  versions(id: string, caller: Caller): Promise<VersionList>;
  version(id: string, n: number): Promise<Version & { readonly recordEtag: string | null }>;
  /** The newest finalised version of each scenario; one whose hash does not hold is left out. */
  finalised(): Promise<readonly { readonly id: string; readonly version: Version }[]>;
  /** Saves the draft if `etag` is still its own; else keeps what came as a stale revision and says what conflicts. */
  save(caller: Caller, id: string, etag: string, document: ScenarioDocument): Promise<SaveResult>;
  /** Names the draft as a version. Throws RequestProblem 409 when it is no longer `etag` or the name is taken. */
  name(caller: Caller, id: string, etag: string, name: string, note: string): Promise<VersionHead>;
  /** Makes revision `n` the first one of a new scenario. */
  fork(
    caller: Caller,
    id: string,
    n: number,
    newId: string,
    title: ScenarioDocument['title'] | undefined,
  ): Promise<Head>;
  /** Changes the record of a version, if `etag` is its own and it is not frozen. `change` may throw. */
  changeRecord(
    caller: Caller,
    id: string,
    n: number,
    etag: string,
    action: string,
    change: (version: Saved) => VersionRecord,
  ): Promise<VersionHead>;
}

/** Inside a transaction or beside it. */
type Reader = Pick<Database, 'read'>;

type SaveResult =
  | { readonly ok: true; readonly head: Head }
  | { readonly ok: false; readonly conflict: Omit<DraftConflict, 'error'> };

/** Autosaves kept behind the draft, so that a late one finds what it was made from. */
const KEPT_DRAFTS = 100;

/** @param now city time, ms */
export async function openScenarioStore(
  database: Database,
  audit: Audit,
  city: City,
  now: () => number,
): Promise<ScenarioStore> {
  await database.write(async (writer) => {
    for (const statement of SCHEMA) await writer.run(statement);
  });
  for (const { id, url } of city.catalog.scenarios) await takeBuilt(id, join(city.folder, url));

  async function draftRow(source: Reader, id: string): Promise<Row> {
    const sql = 'SELECT * FROM scenario_revisions JOIN scenarios ON id = scenario AND head = n WHERE id = ?';
    const [row] = await source.read(sql, [id]);
    if (!row) throw new RequestProblem(404, `Unknown scenario "${id}"; GET /api/scenarios lists them.`);
    return row;
  }

  async function savedOf(source: Reader, id: string, n: number): Promise<Row> {
    const [row] = await source.read(
      `SELECT ${HEAD}, body, ${RECORD} FROM scenario_revisions LEFT JOIN scenario_records USING (scenario, n)
       WHERE scenario = ? AND n = ?`,
      [id, n],
    );
    if (!row)
      throw new RequestProblem(404, `Scenario "${id}" has no version ${n}; it was never saved or long replaced.`);
    return row;
  }

  async function nextNumber(writer: Writer, id: string): Promise<number> {
    const [row] = await writer.read(
      'SELECT coalesce(max(n), -1) + 1 AS next FROM scenario_revisions WHERE scenario = ?',
      [id],
    );
    return Number(row?.next ?? 0);
  }

  /** A built document enters once; a rebuilt one becomes the draft only where nobody has edited. */
  async function takeBuilt(id: string, file: string): Promise<void> {
    let document: ScenarioDocument;
    try {
      document = parseScenarioDocument(JSON.parse(readFileSync(file, 'utf8')), file);
    } catch {
      // `/city/` answers with what is wrong with the file; the other scenarios go on.
      return;
    }
    const text = canonicalJson(document);
    const etag = sha256(text);
    const author: Signature = { user: '-', name: 'Tile build', at: now(), demo: false };
    await audit.record(null, async (writer) => {
      const known = await writer.read(
        `SELECT n FROM scenario_revisions WHERE scenario = ? AND kind = 'built' AND etag = ?`,
        [id, etag],
      );
      if (known.length > 0) return { change: null, result: undefined };
      const n = await nextNumber(writer, id);
      const [head] = await writer.read(
        'SELECT kind FROM scenarios JOIN scenario_revisions ON scenario = id AND n = head WHERE id = ?',
        [id],
      );
      await writeRevision(
        writer,
        { scenario: id, n, parent: null, kind: 'built', etag, name: '', author, authors: [] },
        text,
      );
      if (!head) await writer.run('INSERT INTO scenarios VALUES (?, ?, NULL)', [id, n]);
      else if (head.kind === 'built') await writer.run('UPDATE scenarios SET head = ? WHERE id = ?', [n, id]);
      return { change: { action: 'scenario.built', subject: `scenario/${id}/${n}`, after: etag }, result: undefined };
    });
  }

  const sign = ({ user, name, demo }: Caller): Signature => ({ user, name, at: Math.round(now()), demo });
  const authorsWith = (row: Row, caller: Caller) => [
    ...new Set([...(JSON.parse(String(row.authors)) as string[]), caller.user]),
  ];
  const changeOf = (
    action: string,
    subject: string,
    before: unknown,
    after: unknown,
    detail: Change['detail'] = {},
  ) => ({
    action,
    subject,
    before,
    after,
    detail,
  });

  async function keepStale(writer: Writer, caller: Caller, id: string, etag: string, document: ScenarioDocument) {
    const text = canonicalJson(document);
    const server = await draftRow(writer, id);
    const known = await writer.read(
      `SELECT * FROM scenario_revisions WHERE scenario = ? AND (etag = ? OR n = 0) ORDER BY (etag = ?) DESC, n DESC LIMIT 1`,
      [id, etag, etag],
    );
    const base = known[0] ?? server;
    await writer.run(
      `DELETE FROM scenario_revisions WHERE scenario = ? AND kind = 'stale' AND parent = ? AND who = ?`,
      [id, Number(base.n), caller.user],
    );
    const yours = await writeRevision(
      writer,
      {
        scenario: id,
        n: await nextNumber(writer, id),
        parent: Number(base.n),
        kind: 'stale',
        etag: sha256(text),
        name: '',
        author: sign(caller),
        authors: authorsWith(base, caller),
      },
      text,
    );
    const { conflicts, ourChanges, theirChanges } = merge3(documentOfRow(base), document, documentOfRow(server));
    const conflict: Omit<DraftConflict, 'error'> = {
      base: headOf(base),
      server: headOf(server),
      yours,
      serverChanges: [...theirChanges],
      yourChanges: [...ourChanges],
      conflicts: [...conflicts],
    };
    return {
      change: changeOf('scenario.stale', `scenario/${id}/${yours.n}`, base.etag, yours.etag, {
        conflicts: conflicts.length,
      }),
      result: { ok: false as const, conflict },
    };
  }

  const store: ScenarioStore = {
    async list() {
      const found = await database.read(
        `SELECT id, fork, ${HEAD}, body FROM scenarios JOIN scenario_revisions ON id = scenario AND head = n ORDER BY id`,
      );
      return found.map((row) => ({
        id: String(row.id),
        title: documentOfRow(row).title,
        fork: row.fork === null ? null : (JSON.parse(String(row.fork)) as ScenarioHead['fork']),
        draft: headOf(row),
      }));
    },

    async draft(id) {
      const row = await draftRow(database, id);
      return { head: headOf(row), document: documentOfRow(row) };
    },

    async versions(id, caller) {
      const draft = headOf(await draftRow(database, id));
      const found = await database.read(
        `SELECT ${HEAD}, ${RECORD} FROM scenario_revisions JOIN scenario_records USING (scenario, n)
         WHERE scenario = ? ORDER BY n DESC`,
        [id],
      );
      const stale = await database.read(
        `SELECT ${HEAD} FROM scenario_revisions WHERE scenario = ? AND kind = 'stale' AND who = ? ORDER BY n DESC`,
        [id, caller.user],
      );
      return { draft, versions: found.map(versionHeadOf), stale: stale.map(headOf) };
    },

    async finalised() {
      const newest = await database.read(
        'SELECT scenario, max(n) AS n FROM scenario_records WHERE frozen GROUP BY scenario ORDER BY scenario',
      );
      const read = newest.map(async ({ scenario, n }) => {
        const id = String(scenario);
        const version = await store.version(id, Number(n)).catch(() => null);
        return version ? [{ id, version }] : [];
      });
      return (await Promise.all(read)).flat();
    },
    async version(id, n) {
      const row = await savedOf(database, id, n);
      const document = documentOfRow(row);
      if (row.record === null) return { head: headOf(row), document, record: null, recordEtag: null };
      const record = parseVersionRecord(JSON.parse(String(row.record)));
      if (record.frozen && sha256(frozenContent(String(row.name), document, record)) !== record.frozen.sha256)
        throw new RequestProblem(
          500,
          `Version ${n} of "${id}" is not what was finalised (sha256 ${record.frozen.sha256}): the database was changed from outside. Restore a backup.`,
        );
      return { head: headOf(row), document, record, recordEtag: String(row.recordEtag) };
    },

    save(caller, id, etag, document) {
      return audit.record<SaveResult>(caller, async (writer) => {
        const head = await draftRow(writer, id);
        const text = canonicalJson(document);
        const next = sha256(text);
        // A repeated request whose answer was lost is no conflict.
        if (next === head.etag) return { change: null, result: { ok: true, head: headOf(head) } };
        if (etag !== head.etag) return keepStale(writer, caller, id, etag, document);
        const saved = await writeRevision(
          writer,
          {
            scenario: id,
            n: await nextNumber(writer, id),
            parent: Number(head.n),
            kind: 'draft',
            etag: next,
            name: '',
            author: sign(caller),
            authors: authorsWith(head, caller),
          },
          text,
        );
        await writer.run('UPDATE scenarios SET head = ? WHERE id = ?', [saved.n, id]);
        await writer.run(
          `DELETE FROM scenario_revisions WHERE scenario = ? AND kind = 'draft' AND n <
             (SELECT min(n) FROM (SELECT n FROM scenario_revisions WHERE scenario = ? AND kind = 'draft' ORDER BY n DESC LIMIT ${KEPT_DRAFTS}) AS kept)`,
          [id, id],
        );
        const change = changeOf('scenario.draft', `scenario/${id}/${saved.n}`, head.etag, next);
        return { change, result: { ok: true, head: saved } };
      });
    },

    name(caller, id, etag, name, note) {
      return audit.record(caller, async (writer) => {
        const head = await draftRow(writer, id);
        if (etag !== head.etag)
          throw new RequestProblem(
            409,
            'The draft was changed since you saw it; look at it again before you name it.',
            {},
            { server: headOf(head) },
          );
        const named = await writer.read(
          `SELECT n, name, body, record FROM scenario_revisions JOIN scenario_records USING (scenario, n)
           WHERE scenario = ? ORDER BY n DESC`,
          [id],
        );
        if (named.some((each) => each.name === name))
          throw new RequestProblem(409, `Scenario "${id}" has a version "${name}" already; choose another name.`);
        const [previous] = named;
        const earlier = previous && parseVersionRecord(JSON.parse(String(previous.record)));
        const document = documentOfRow(head);
        const n = await nextNumber(writer, id);
        const author = sign(caller);
        const authors = authorsWith(head, caller);
        await writeRevision(
          writer,
          { scenario: id, n, parent: Number(head.n), kind: 'version', etag, name, author, authors },
          canonicalJson(document),
        );
        await writeRecord(writer, id, n, {
          note,
          progress: begin(author, authors),
          consents: earlier ? carriedConsents(documentOfRow(previous), document, earlier.consents) : [],
          // A letter says with which version it was sent; whether the owner is to be asked again is the planner's to say.
          ...(earlier?.letters ? { letters: earlier.letters } : {}),
          approvals: earlier?.approvals ?? [],
          frozen: null,
        });
        await writer.run('UPDATE scenarios SET head = ? WHERE id = ?', [n, id]);
        const result = versionHeadOf(await savedOf(writer, id, n));
        return { change: changeOf('scenario.name', `scenario/${id}/${n}`, null, etag, { name }), result };
      });
    },

    fork(caller, id, n, newId, title) {
      return audit.record(caller, async (writer) => {
        const from = await savedOf(writer, id, n);
        const taken = await writer.read('SELECT id FROM scenarios WHERE id = ?', [newId]);
        if (taken.length > 0) throw new RequestProblem(409, `A scenario "${newId}" exists already; choose another id.`);
        const source = documentOfRow(from);
        const text = canonicalJson({ ...source, id: newId, title: title ?? source.title });
        const revision = {
          scenario: newId,
          n: 0,
          parent: null,
          kind: 'draft' as const,
          etag: sha256(text),
          name: '',
          author: sign(caller),
          authors: authorsWith(from, caller),
        };
        const head = await writeRevision(writer, revision, text);
        await writer.run('INSERT INTO scenarios VALUES (?, 0, ?)', [newId, JSON.stringify({ scenario: id, n })]);
        const detail = { from: id, n };
        return { change: changeOf('scenario.fork', `scenario/${newId}/0`, from.etag, head.etag, detail), result: head };
      });
    },

    changeRecord(caller, id, n, etag, action, change) {
      return audit.record(caller, async (writer) => {
        const row = await savedOf(writer, id, n);
        if (row.record === null)
          throw new RequestProblem(409, `Revision ${n} of "${id}" is an autosave; name it as a version first.`);
        const before = parseVersionRecord(JSON.parse(String(row.record)));
        if (before.frozen)
          throw new RequestProblem(
            423,
            `Version ${n} of "${id}" is finalised (sha256 ${before.frozen.sha256}) and can no longer be changed; make a new version.`,
          );
        if (etag !== row.recordEtag)
          throw new RequestProblem(
            409,
            `Somebody changed version ${n} since you saw it; look again.`,
            {},
            {
              version: versionHeadOf(row),
            },
          );
        const document = documentOfRow(row);
        const after = change({ name: String(row.name), document, record: before });
        await writeRecord(writer, id, n, after);
        const detail = { stage: after.progress.stage, from: before.progress.stage };
        return {
          change: changeOf(action, `scenario/${id}/${n}`, before, after, detail),
          result: versionHeadOf(await savedOf(writer, id, n)),
        };
      });
    },
  };
  return store;
}
