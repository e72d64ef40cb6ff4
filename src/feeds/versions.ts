import type { Outcome } from '../domain/outcome.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import {
  type Approval,
  type Consent,
  type Head,
  parseVersion,
  parseVersionHead,
  parseVersionList,
  type SentLetter,
  type StepKind,
  type VersionHead,
} from '../wire/scenario-version.ts';
import { ask } from './ask.ts';
import type { Gateway } from './request.ts';

interface StepOrder {
  readonly step: StepKind;
  readonly note: string;
  /** Goes with `convene`: the alternative to be signed. */
  readonly alternative?: string;
}

const STALE_DRAFT = {
  409: {
    zh: '他人已先保存：没有覆盖，您的内容已另存；请刷新后再试。',
    en: 'Somebody saved since: nothing was overwritten, yours is kept beside it. Look again and retry.',
  },
};

type SaveDraft = (scenario: string, etag: string, document: ScenarioDocument) => Promise<Outcome<Head>>;

/**
 * Saved versions of scenarios, and what is recorded about each. Every write names the state that it was made against.
 *
 * @param through the one path by which the page saves drafts
 */
export function createVersions(gateway: Gateway, through: (save: SaveDraft) => SaveDraft = (save) => save) {
  const path = (scenario: string, rest: string) => `/api/scenarios/${encodeURIComponent(scenario)}/${rest}`;
  const record = (
    scenario: string,
    { n, recordEtag }: VersionHead,
    part: string,
    method: 'PUT' | 'POST',
    body: object,
  ) =>
    ask(gateway, {
      path: path(scenario, `versions/${n}/${part}`),
      method,
      body,
      ifMatch: recordEtag,
      parse: parseVersionHead,
    });
  return {
    list: (scenario: string) => ask(gateway, { path: path(scenario, 'versions'), parse: parseVersionList }),
    draft: (scenario: string) => ask(gateway, { path: path(scenario, 'draft'), parse: parseVersion }),
    version: (scenario: string, n: number) =>
      ask(gateway, { path: path(scenario, `versions/${n}`), parse: parseVersion }),
    saveDraft: through((scenario, etag, document) =>
      ask(gateway, {
        path: path(scenario, 'draft'),
        method: 'PUT',
        body: document,
        ifMatch: etag,
        refusals: STALE_DRAFT,
        parse: (body) => parseVersion(body).head,
      }),
    ),
    name: (scenario: string, etag: string, name: string, note: string) =>
      ask(gateway, {
        path: path(scenario, 'versions'),
        method: 'POST',
        body: { name, note },
        ifMatch: etag,
        parse: parseVersionHead,
      }),
    step: (scenario: string, version: VersionHead, order: StepOrder) =>
      record(scenario, version, 'steps', 'POST', order),
    putConsents: (scenario: string, version: VersionHead, consents: readonly Consent[]) =>
      record(scenario, version, 'consents', 'PUT', { consents }),
    putLetters: (scenario: string, version: VersionHead, letters: readonly SentLetter[]) =>
      record(scenario, version, 'letters', 'PUT', { letters }),
    putApprovals: (scenario: string, version: VersionHead, approvals: readonly Approval[]) =>
      record(scenario, version, 'approvals', 'PUT', { approvals }),
  };
}
