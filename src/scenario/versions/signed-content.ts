import type { ScenarioDocument } from '../../wire/scenario-document.ts';
import type { VersionRecord } from '../../wire/scenario-version.ts';
import { canonicalJson } from './canonical.ts';

/**
 * The text whose SHA-256 a finalised version carries: document, name, consents, approvals and the whole way of
 * signatures, as canonical JSON. Anybody with the exported version can compute it again.
 */
export function signedContent(name: string, document: ScenarioDocument, record: Omit<VersionRecord, 'frozen'>): string {
  const { note, progress, consents, letters, approvals } = record;
  return canonicalJson({
    format: 'chengjing-signed-version@1',
    name,
    note,
    document,
    progress,
    consents,
    letters,
    approvals,
  });
}
