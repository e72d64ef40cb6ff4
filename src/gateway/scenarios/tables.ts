import { gzipSync } from 'node:zlib';
import { canonicalJson } from '../../scenario/versions/canonical.ts';
import type { Head, VersionRecord } from '../../wire/scenario-version.ts';
import type { Writer } from '../database.ts';
import { sha256 } from '../people/audit.ts';

/** Revisions are written once; of a scenario only its head moves; a record is replaced until it is frozen. */
export const SCHEMA: readonly string[] = [
  'CREATE TABLE IF NOT EXISTS scenarios (id VARCHAR, head INTEGER, fork VARCHAR)',
  `CREATE TABLE IF NOT EXISTS scenario_revisions
    (scenario VARCHAR, n INTEGER, parent INTEGER, kind VARCHAR, etag VARCHAR, name VARCHAR, who VARCHAR, author VARCHAR,
     authors VARCHAR, bytes INTEGER, body BYTEA)`,
  `CREATE TABLE IF NOT EXISTS scenario_records
    (scenario VARCHAR, n INTEGER, frozen BOOLEAN, "recordEtag" VARCHAR, record VARCHAR)`,
];

/** Columns of a head, and of a version's record. */
export const HEAD = 'n, parent, kind, etag, name, author, authors, bytes';
export const RECORD = '"recordEtag", record';

export interface Revision extends Omit<Head, 'bytes'> {
  readonly scenario: string;
  /** Users whose edits are in it, from the first revision on. */
  readonly authors: readonly string[];
}

export async function writeRevision(writer: Writer, revision: Revision, text: string): Promise<Head> {
  const { scenario, n, parent, kind, etag, name, author, authors } = revision;
  const bytes = Buffer.byteLength(text);
  await writer.run('INSERT INTO scenario_revisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    scenario,
    n,
    parent,
    kind,
    etag,
    name,
    author.user,
    JSON.stringify(author),
    JSON.stringify(authors),
    bytes,
    gzipSync(text),
  ]);
  return { n, parent, kind, etag, name, author, bytes };
}

/** Puts a record in the place of the old one, which must not be frozen. */
export async function writeRecord(writer: Writer, scenario: string, n: number, record: VersionRecord): Promise<void> {
  await writer.run('DELETE FROM scenario_records WHERE scenario = ? AND n = ? AND NOT frozen', [scenario, n]);
  const text = canonicalJson(record);
  await writer.run('INSERT INTO scenario_records VALUES (?, ?, ?, ?, ?)', [
    scenario,
    n,
    record.frozen !== null,
    sha256(text),
    text,
  ]);
}
