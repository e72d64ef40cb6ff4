import { signedContent } from '../../scenario/versions/signed-content.ts';
import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { Signature, VersionRecord } from '../../wire/scenario-version.ts';
import { sha256 } from '../people/audit.ts';
import type { Saved } from './rows.ts';

/** The record of a version that just reached 定稿, with its hash, author and checker. */
export function freeze({ name, document, record }: Saved, finalised: Signature): VersionRecord {
  const { maker, checker } = record.progress;
  if (!checker) throw new Error(`Version "${name}" is to be frozen without a checker.`);
  return {
    ...record,
    frozen: { sha256: sha256(frozenContent(name, document, record)), author: maker, checker, finalised },
  };
}

/** What the hash of a frozen version is over. */
export function frozenContent(name: string, document: ScenarioDocument, record: VersionRecord): string {
  const { frozen: _, ...signed } = record;
  return signedContent(name, document, signed);
}
