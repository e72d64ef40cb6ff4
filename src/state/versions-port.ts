import type { Outcome } from '../domain/outcome.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import type {
  Approval,
  Consent,
  Difference,
  Head,
  Letter,
  SentLetter,
  Signature,
  Stage,
  StepKind,
  Version,
  VersionHead,
  VersionList,
  VersionRecord,
} from '../wire/scenario-version.ts';

/** The named version of a list; the document and its record come apart. */
export type NamedVersion = VersionHead;
/** Named versions, the draft and one's own kept drafts. */
export type NamedVersions = VersionList;
export type SavedVersion = Version;
export type SavedRecord = VersionRecord;
export type Opinion = Consent;
export type Permit = Approval;
export type OwnerLetter = Letter;
export type NewLetter = SentLetter;
export type Change = Difference;
export type Signed = Signature;
export type VersionStage = Stage;
export type VersionStep = StepKind;

/** A step that somebody asks for. */
interface StepOrder {
  readonly step: StepKind;
  readonly note: string;
  /** Goes with `convene`: the alternative to be signed. */
  readonly alternative?: string;
}

/** Saved versions of scenarios, and what is recorded about each. Every write names the state that it was made against. */
export interface VersionsPort {
  list(scenario: string): Promise<Outcome<VersionList>>;
  draft(scenario: string): Promise<Outcome<Version>>;
  version(scenario: string, n: number): Promise<Outcome<Version>>;
  /** Replaces the draft if it is still `etag`; else what was sent is kept beside it and the refusal says so. */
  saveDraft(scenario: string, etag: string, document: ScenarioDocument): Promise<Outcome<Head>>;
  /** Names the draft, if it is still `etag`, as a version. */
  name(scenario: string, etag: string, name: string, note: string): Promise<Outcome<VersionHead>>;
  step(scenario: string, version: VersionHead, order: StepOrder): Promise<Outcome<VersionHead>>;
  /** Puts answers in place of earlier ones to the same question. */
  putConsents(scenario: string, version: VersionHead, consents: readonly Consent[]): Promise<Outcome<VersionHead>>;
  /** Replaces the whole list of letters. */
  putLetters(scenario: string, version: VersionHead, letters: readonly SentLetter[]): Promise<Outcome<VersionHead>>;
  /** Replaces the whole list. */
  putApprovals(scenario: string, version: VersionHead, approvals: readonly Approval[]): Promise<Outcome<VersionHead>>;
}
