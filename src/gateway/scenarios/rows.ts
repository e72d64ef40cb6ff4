import { gunzipSync } from 'node:zlib';
import { parseScenarioDocument, type ScenarioDocument } from '../../wire/scenario-document.ts';
import {
  type Head,
  parseVersionRecord,
  type Signature,
  type VersionHead,
  type VersionRecord,
} from '../../wire/scenario-version.ts';
import type { Row } from '../database.ts';

/** A version with everything that a change of its record may look at. */
export interface Saved {
  readonly name: string;
  readonly document: ScenarioDocument;
  readonly record: VersionRecord;
}

export function headOf(row: Row): Head {
  return {
    n: Number(row.n),
    parent: row.parent === null ? null : Number(row.parent),
    kind: String(row.kind) as Head['kind'],
    etag: String(row.etag),
    name: String(row.name),
    author: JSON.parse(String(row.author)) as Signature,
    bytes: Number(row.bytes),
  };
}

export function versionHeadOf(row: Row): VersionHead {
  const { note, progress, frozen } = parseVersionRecord(JSON.parse(String(row.record)));
  return { ...headOf(row), note, stage: progress.stage, recordEtag: String(row.recordEtag), frozen };
}

export function documentOfRow(row: Row): ScenarioDocument {
  return parseScenarioDocument(
    JSON.parse(gunzipSync(row.body as Uint8Array).toString('utf8')),
    `Revision ${String(row.n)}`,
  );
}
