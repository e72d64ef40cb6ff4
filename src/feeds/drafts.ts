import { parseSessionInfo, WRITE_HEADER } from '../wire/people.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';
import { type Draft, parseDraftConflict, parseScenarioHeads, parseVersion } from '../wire/scenario-version.ts';
import { address, type Gateway, request } from './request.ts';

/** What became of a save. */
export type Saved =
  | { readonly kind: 'saved'; readonly etag: string }
  /** Somebody else saved since: nothing was overwritten, ours is kept as revision `yours`. */
  | { readonly kind: 'conflict'; readonly by: string; readonly yours: number }
  /** This session may not write drafts. */
  | { readonly kind: 'reader' };

/** Role of whoever this page speaks for; `public` is nobody. */
async function role(gateway: Gateway): Promise<string> {
  if (gateway.role === 'public') return 'public';
  return parseSessionInfo(await (await request(gateway, address(gateway, '/api/session'))).json()).role;
}

/** The state of a scenario's draft: its tag, and its document unless it is still the built one. Null for the public. */
export async function fetchDraft(
  gateway: Gateway,
  scenario: string,
): Promise<{ readonly etag: string; readonly edited: Draft | null } | null> {
  if ((await role(gateway)) === 'public') return null;
  const heads = parseScenarioHeads(await (await request(gateway, address(gateway, '/api/scenarios'))).json());
  const head = heads.find((each) => each.id === scenario)?.draft;
  if (!head) return null;
  if (head.kind === 'built') return { etag: head.etag, edited: null };
  const draft = parseVersion(await (await request(gateway, pathOf(gateway, scenario))).json());
  return { etag: draft.head.etag, edited: draft };
}

/** Saves the draft that was made from revision `etag`. Rejects with the gateway's words when it cannot be saved at all. */
export async function saveDraft(gateway: Gateway, document: ScenarioDocument, etag: string): Promise<Saved> {
  if ((await role(gateway)) !== 'planner') return { kind: 'reader' };
  const url = pathOf(gateway, document.id);
  const response = await gateway.fetch(url, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', [WRITE_HEADER]: '1', 'If-Match': `"${etag}"` },
    body: JSON.stringify(document),
  });
  if (response.status === 409) {
    const { server, yours } = parseDraftConflict(await response.json());
    return { kind: 'conflict', by: server.author.name, yours: yours.n };
  }
  if (!response.ok) throw new Error(`${url}: ${response.status} ${(await response.text()).slice(0, 300)}`);
  return { kind: 'saved', etag: parseVersion(await response.json()).head.etag };
}

function pathOf(gateway: Gateway, scenario: string): string {
  return address(gateway, `/api/scenarios/${encodeURIComponent(scenario)}/draft`);
}
