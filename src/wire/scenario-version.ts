import * as v from 'valibot';
import { AssetId } from './common.ts';
import { lostFields } from './lost-fields.ts';
import { unmarked } from './marked-document.ts';
import { parseWith, WireError } from './parse.ts';
import { parseScenarioDocument, type ScenarioDocument } from './scenario-document.ts';
import { toCurrentFormat } from './scenario-format.ts';

/** Stages of a version: 编制, 校核, 征求意见, 会审, 定稿. */
const StageSchema = v.picklist(['drafting', 'checking', 'consulting', 'review', 'final']);
export type Stage = v.InferOutput<typeof StageSchema>;

/** `submit` 送校, `pass` 校核通过, `convene` 提交会审, `finalise` 定稿; `return` 退回编制 from any stage before 定稿. */
const StepKindSchema = v.picklist(['submit', 'pass', 'convene', 'finalise', 'return']);
export type StepKind = v.InferOutput<typeof StepKindSchema>;

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** A calendar date of the city. */
const CalendarDate = v.pipe(
  v.string(),
  v.regex(DATE, 'expected a date YYYY-MM-DD'),
  v.check((text) => {
    const time = Date.parse(`${text}T00:00:00Z`);
    return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
  }, 'names a day that no calendar has'),
);

const Line = v.pipe(v.string(), v.trim(), v.maxLength(200));
const Note = v.pipe(v.string(), v.trim(), v.maxLength(2000));

/** Who did something, and when by the city clock (ms). */
const Signature = v.object({
  user: v.string(),
  name: v.string(),
  at: v.number(),
  /** Signed by a 演示 user: worth nothing outside a demonstration. */
  demo: v.boolean(),
});
export type Signature = v.InferOutput<typeof Signature>;

/** The 意见 of the owner of one pole, or of one mount on it where its owner is another. */
const Consent = v.pipe(
  v.object({
    target: v.object({
      layer: v.string(),
      id: AssetId,
      /** As in the pole's `mounts`; null: the pole itself. */ mount: v.nullable(Line),
    }),
    /** 产权单位; 不明 is allowed and stays a to-do. */
    owner: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
    /** 同意, 有条件, 不同意, 未回复. */
    answer: v.picklist(['agreed', 'conditional', 'refused', 'unanswered']),
    date: v.nullable(CalendarDate),
    documentNumber: v.nullable(Line),
    note: Note,
    /** `owner`: it came with an answer of the owner to all its objects, and goes with the next one. Absent: to this object. */
    scope: v.optional(v.literal('owner')),
    /** Who signed the answer at the owner's: a name, an office. */
    by: v.optional(Line),
    /** Who entered it here, and when; the gateway writes it. */
    recorded: v.optional(Signature),
  }),
  v.check((each) => each.answer === 'unanswered' || each.date !== null, 'an answer needs its date'),
  v.check(
    (each) => each.answer !== 'conditional' || each.note !== '',
    'a conditional answer needs its condition as note',
  ),
);
export type Consent = v.InferOutput<typeof Consent>;

/** A letter to an owner about the plan: 征求意见函, or 催办函 that reminds of one. */
const LetterFields = {
  id: AssetId,
  owner: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  kind: v.picklist(['request', 'reminder']),
  sent: CalendarDate,
  number: v.nullable(Line),
  /** The day by which an answer is asked for; null: none was named. */
  due: v.nullable(CalendarDate),
  note: Note,
};
const isSentBeforeDue = ({ sent, due }: { readonly sent: string; readonly due: string | null }) =>
  due === null || sent <= due;
const DUE_FIRST = 'asks for an answer before it is sent';
const Letter = v.pipe(
  v.object({
    ...LetterFields,
    /** Number of the version that it was sent with. */
    version: v.number(),
    /** Who entered it here, and when. */
    recorded: Signature,
  }),
  v.check((each) => isSentBeforeDue(each), DUE_FIRST),
);
export type Letter = v.InferOutput<typeof Letter>;

/** 占掘路许可, 交警方案, 树木移植, 施工图审查. */
const ApprovalKindSchema = v.picklist(['road-occupation', 'traffic-police', 'tree-relocation', 'drawing-review']);
export type ApprovalKind = v.InferOutput<typeof ApprovalKindSchema>;

/** An approval as a dated task that gates phases: none of them may start before it is granted. */
const Approval = v.pipe(
  v.object({
    id: AssetId,
    kind: ApprovalKindSchema,
    applied: v.nullable(CalendarDate),
    /** The day it was or is expected to be granted; null: not known. */
    granted: v.nullable(CalendarDate),
    /** Last day on which it holds; null: without end. */
    until: v.nullable(CalendarDate),
    documentNumber: v.nullable(Line),
    gates: v.pipe(
      v.array(v.object({ /** null: of every alternative. */ alternative: v.nullable(v.string()), phase: v.string() })),
      v.maxLength(100),
    ),
    note: Note,
  }),
  v.check(
    ({ applied, granted }) => applied === null || granted === null || applied <= granted,
    'is granted before it was applied for',
  ),
  v.check(({ granted, until }) => granted === null || until === null || granted <= until, 'ends before it is granted'),
);
export type Approval = v.InferOutput<typeof Approval>;

const Step = v.object({ step: StepKindSchema, from: StageSchema, to: StageSchema, by: Signature, note: Note });

/** How far a version has come. */
const Progress = v.object({
  stage: StageSchema,
  /** Who named the version and answers for it. */
  maker: Signature,
  /** Users whose edits are in it, the maker included: none of them may check or finalise it. */
  authors: v.array(v.string()),
  checker: v.nullable(Signature),
  /** The alternative that goes to 会审 and is signed; null before. */
  chosen: v.nullable(v.string()),
  steps: v.array(Step),
});
export type Progress = v.InferOutput<typeof Progress>;

/** What 定稿 prints on every report. */
const Frozen = v.object({
  /** sha256 of the canonical JSON (RFC 8785) of what was signed, hexadecimal. */
  sha256: v.string(),
  author: Signature,
  checker: Signature,
  finalised: Signature,
});

/** Head of a saved document. `etag` names its content; two heads with one etag hold the same document. */
const Head = v.object({
  /** Number of the revision in its scenario: 0 is the built one. Autosaves take numbers too. */
  n: v.number(),
  /** The revision that it was made from; null for the first. */
  parent: v.nullable(v.number()),
  /** `stale`: an autosave that came too late, kept beside the draft so that nothing is lost. */
  kind: v.picklist(['built', 'draft', 'stale', 'version']),
  etag: v.string(),
  /** Empty unless named. */
  name: v.string(),
  author: Signature,
  bytes: v.number(),
});
export type Head = v.InferOutput<typeof Head>;

const VersionHead = v.object({
  ...Head.entries,
  note: Note,
  stage: StageSchema,
  /** Names the state of consents, approvals and stage; a change needs it as `If-Match`. */
  recordEtag: v.string(),
  frozen: v.nullable(Frozen),
});
export type VersionHead = v.InferOutput<typeof VersionHead>;

/** `GET /api/scenarios` */
const ScenarioHead = v.object({
  id: v.string(),
  title: v.object({ zh: v.string(), en: v.string() }),
  /** Where it was forked from; null for a scenario of the built city. */
  fork: v.nullable(v.object({ scenario: v.string(), n: v.number() })),
  draft: Head,
});
export type ScenarioHead = v.InferOutput<typeof ScenarioHead>;

/** `GET /api/scenarios/:id/versions`, newest first. */
const VersionList = v.object({
  draft: Head,
  versions: v.array(VersionHead),
  /** Autosaves that were refused as stale, the asking person's own. */
  stale: v.array(Head),
});
export type VersionList = v.InferOutput<typeof VersionList>;

/** `GET` and `PUT /api/scenarios/:id/draft`; the header `ETag` is the head's. */
export interface Draft {
  readonly head: Head;
  readonly document: ScenarioDocument;
}

/** `GET /api/scenarios/:id/versions/:n`. Only a named version has a record. */
export interface Version {
  readonly head: Head;
  readonly document: ScenarioDocument;
  readonly record: VersionRecord | null;
}

/** All about a version that is not its document. */
const VersionRecordSchema = v.object({
  note: Note,
  progress: Progress,
  consents: v.array(Consent),
  /** Absent in records from before letters were kept. */
  letters: v.optional(v.array(Letter)),
  approvals: v.array(Approval),
  frozen: v.nullable(Frozen),
});
export type VersionRecord = v.InferOutput<typeof VersionRecordSchema>;

/** What became otherwise between two documents; a list of these can be flown through. */
const Difference = v.object({
  /** What it is about: an asset's fate (added … lit), the plan's frame (phase, assumption …) or the document itself. */
  kind: v.picklist([
    'added',
    'removed',
    'moved',
    'modified',
    'merged',
    'closed',
    'lit',
    'phase',
    'assumption',
    'alternative',
    'baseline',
    'document',
  ]),
  /** `new`: only in the second document; `gone`: only in the first; `changed`: in both, otherwise. */
  change: v.picklist(['new', 'gone', 'changed']),
  /** Names the thing in both documents. */
  key: v.string(),
  alternative: v.nullable(v.string()),
  /** Phase in the second document, or in the first where it is gone. */
  phase: v.nullable(v.string()),
  objects: v.array(v.object({ layer: v.string(), id: v.string() })),
  /** Fields that differ, as paths; empty unless `changed`. */
  fields: v.array(v.string()),
  before: v.unknown(),
  after: v.unknown(),
});
export type Difference = v.InferOutput<typeof Difference>;

/** A thing that two edits changed in two ways. */
const Conflict = v.object({
  /** `both`: two different changes; `deleted`: one deleted what the other changed; `dangling`: one needs what the other took away. */
  kind: v.picklist(['both', 'deleted', 'dangling']),
  key: v.string(),
  alternative: v.nullable(v.string()),
  objects: v.array(v.object({ layer: v.string(), id: v.string() })),
  fields: v.array(v.string()),
  base: v.unknown(),
  ours: v.unknown(),
  theirs: v.unknown(),
});
export type Conflict = v.InferOutput<typeof Conflict>;

/** Answer 409 of `PUT …/draft`: somebody else saved since. Nothing was overwritten; what came is kept as `yours`. */
const DraftConflict = v.object({
  error: v.string(),
  /** What `If-Match` named, or the first revision where the server no longer has that. */
  base: Head,
  server: Head,
  yours: Head,
  /** Changes on the server since the base, and changes in what was sent. */
  serverChanges: v.array(Difference),
  yourChanges: v.array(Difference),
  /** Empty: the client can merge without a question. */
  conflicts: v.array(Conflict),
});
export type DraftConflict = v.InferOutput<typeof DraftConflict>;

/** Body of `POST /api/scenarios/:id/versions`: names the draft that `If-Match` says. */
export const NameVersionSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  note: v.optional(Note, ''),
});

/** Body of `POST /api/scenarios/:id/fork`: revision `from` becomes the first one of a new scenario. */
export const ForkSchema = v.strictObject({
  from: v.pipe(v.number(), v.integer(), v.minValue(0)),
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected 1–64 letters, digits, "_" or "-"')),
  title: v.optional(v.object({ zh: Line, en: Line })),
});

/** Body of `POST /api/scenarios/:id/versions/:n/steps`. `alternative` goes with `convene`: the one to be signed. */
export const StepSchema = v.strictObject({
  step: StepKindSchema,
  note: v.optional(Note, ''),
  alternative: v.optional(v.string()),
});

const MOST_CONSENTS = 20_000;

/** Body of `PUT …/consents`: answers to put in or replace, by target. */
export const ConsentsSchema = v.strictObject({
  consents: v.pipe(v.array(Consent), v.maxLength(MOST_CONSENTS)),
});

/** Body of `PUT …/letters`: the whole list. Version and recorder are the gateway's to write; what a client sends of them is ignored. */
export const LettersSchema = v.strictObject({
  letters: v.pipe(
    v.array(
      v.pipe(
        v.object(LetterFields),
        v.check((each) => isSentBeforeDue(each), DUE_FIRST),
      ),
    ),
    v.maxLength(2000),
    v.check((all) => new Set(all.map((each) => each.id)).size === all.length, 'two letters have one id'),
  ),
});
export type SentLetter = v.InferOutput<typeof LettersSchema>['letters'][number];

/** Body of `PUT …/approvals`: the whole list. */
export const ApprovalsSchema = v.strictObject({
  approvals: v.pipe(
    v.array(Approval),
    v.maxLength(200),
    v.check((all) => new Set(all.map((each) => each.id)).size === all.length, 'two approvals have one id'),
  ),
});

/**
 * Reads a document that is to be stored. Unlike `parseScenarioDocument` it refuses fields that this product does not know,
 * each named: saving would silently drop them. The marking of a file that was handed out is no part of the plan.
 *
 * @throws WireError
 */
export function receiveScenarioDocument(input: unknown, what: string): ScenarioDocument {
  const current = toCurrentFormat(unmarked(input), what);
  const document = parseScenarioDocument(current, what);
  const lost = lostFields(current, document).map((path) => path.join('.'));
  if (lost.length > 0) {
    const list = lost.slice(0, 5).join('", "') + (lost.length > 5 ? '", …' : '"');
    throw new WireError(
      `${what}: ${lost.length === 1 ? 'field' : `${lost.length} fields:`} "${list} unknown to this product and would be lost; remove them or update the product.`,
      `${what}：本产品不认识字段“${list.slice(0, -1)}”，保存会丢失；请删去或升级产品。`,
    );
  }
  return document;
}

export function parseScenarioHeads(input: unknown): ScenarioHead[] {
  return parseWith(v.array(ScenarioHead), input, '/api/scenarios');
}

export function parseVersionList(input: unknown): VersionList {
  return parseWith(VersionList, input, 'Versions');
}

export function parseVersionHead(input: unknown): VersionHead {
  return parseWith(VersionHead, input, 'Version');
}

export function parseDraftConflict(input: unknown): DraftConflict {
  return parseWith(DraftConflict, input, 'Conflict');
}

const Envelope = v.object({
  head: Head,
  document: v.unknown(),
  record: v.optional(v.nullable(VersionRecordSchema), null),
});

/** A draft or a version, as its endpoints answer. */
export function parseVersion(input: unknown): Version {
  const { head, document, record } = parseWith(Envelope, input, 'Version');
  return { head, document: parseScenarioDocument(document, `Version ${head.n}`), record };
}

export function parseVersionRecord(input: unknown): VersionRecord {
  return parseWith(VersionRecordSchema, input, 'Version record');
}
