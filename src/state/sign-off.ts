import type { Outcome } from '../domain/outcome.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { type ApprovalFinding, checkApprovals } from '../scenario/versions/approvals.ts';
import { canonicalJson } from '../scenario/versions/canonical.ts';
import { carriedConsents, type HeldBack, withConsentsOnly } from '../scenario/versions/consents.ts';
import { sha256 } from '../scenario/versions/sha256.ts';
import type { SignOff } from './port.ts';
import type { ConsentsShown } from './session.ts';
import type { SavedVersion, VersionsPort } from './versions-port.ts';

type Document = CompiledScenario['document'];

/** Named versions of a scenario that matter to what is on screen, as they were read. */
export interface SignedVersions {
  readonly latest: SavedVersion | null;
  readonly all: readonly SavedVersion[];
}

/** Reads the newest named version, and the one that holds just `document`. */
export async function readVersions(
  port: VersionsPort,
  scenario: string,
  document: Document,
): Promise<Outcome<SignedVersions>> {
  const list = await port.list(scenario);
  if (!list.ok) return list;
  const { versions } = list.value;
  const hash = hashOf(document);
  const wanted = [...new Set([versions[0]?.n, versions.find(({ etag }) => etag === hash)?.n])];
  const all: SavedVersion[] = [];
  for (const n of wanted) {
    if (n === undefined) continue;
    const version = await port.version(scenario, n);
    if (!version.ok) return version;
    all.push(version.value);
  }
  return { ok: true, value: { latest: all[0] ?? null, all } };
}

const HASHES = new WeakMap<Document, string>();

/** The entity tag that the gateway gives a document. */
function hashOf(document: Document): string {
  const hash = HASHES.get(document) ?? sha256(canonicalJson(document));
  HASHES.set(document, hash);
  return hash;
}

const SIGN_OFFS = new WeakMap<SignedVersions, Map<string, { readonly of: CompiledScenario; readonly made: SignOff }>>();

/** What is recorded about a plan; the same object until plan, record or switch is another. */
export function signOffOf(
  compiled: CompiledScenario,
  read: SignedVersions,
  shown: ConsentsShown,
  compile: (document: Document) => CompiledScenario,
): SignOff {
  const made = SIGN_OFFS.get(read) ?? new Map();
  SIGN_OFFS.set(read, made);
  const before = made.get(shown);
  if (before?.of === compiled) return before.made;
  const { document } = compiled;
  const hash = hashOf(document);
  const approvals = new Map<string, readonly ApprovalFinding[]>();
  const signOff: SignOff = {
    latest: read.latest,
    same: read.all.find(({ head }) => head.etag === hash) ?? null,
    hash,
    consents: consentsIn(read, document),
    approvals(id) {
      const alternative = document.alternatives.find((each) => each.id === id);
      const record = read.latest?.record;
      if (!alternative || !record || record.approvals.length === 0) return NONE;
      const found =
        approvals.get(id) ?? checkApprovals(alternative, record.approvals, compiled.start, compiled.utcOffsetMinutes);
      approvals.set(id, found);
      return found;
    },
    heldBack: (id) => (shown === 'all' ? [] : (agreedPart(compiled, read, shown, compile).heldBack.get(id) ?? [])),
  };
  made.set(shown, { of: compiled, made: signOff });
  return signOff;
}

function consentsIn({ latest }: SignedVersions, document: Document) {
  return latest?.record ? carriedConsents(latest.document, document, latest.record.consents) : [];
}

interface AgreedPart {
  readonly compiled: CompiledScenario;
  /** By alternative. */
  readonly heldBack: ReadonlyMap<string, readonly HeldBack[]>;
}

const PARTS = new WeakMap<SignedVersions, { key: string; of: CompiledScenario; part: AgreedPart }>();

/** A plan without what today's consents do not allow: a document of its own, which nothing saves. */
export function agreedPart(
  compiled: CompiledScenario,
  read: SignedVersions,
  shown: Exclude<ConsentsShown, 'all'>,
  compile: (document: Document) => CompiledScenario,
): AgreedPart {
  const before = PARTS.get(read);
  if (before?.of === compiled && before.key === shown) return before.part;
  const { document } = compiled;
  const consents = consentsIn(read, document);
  const parts = document.alternatives.map((each) => withConsentsOnly(each, consents, shown === 'conditional'));
  const part: AgreedPart = {
    compiled: compile({ ...document, alternatives: parts.map(({ alternative }) => alternative) }),
    heldBack: new Map(parts.map(({ alternative, heldBack }) => [alternative.id, heldBack])),
  };
  PARTS.set(read, { key: shown, of: compiled, part });
  return part;
}

/** Always the same: what samples it sees no change. */
const NONE: readonly never[] = [];
