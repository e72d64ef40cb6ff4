import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Gateway } from '../feeds/request.ts';
import { createVersions } from '../feeds/versions.ts';
import { testDocument } from '../scenario/versions/test-document.ts';
import type { Notice } from '../state/session.ts';
import type { Head } from '../wire/scenario-version.ts';
import { createDrafts } from './drafts.ts';

const document = testDocument();
const tag = (letter: string) => letter.repeat(64);
const headOf = (etag: string, kind: Head['kind'], name = '李规划'): Head => ({
  n: 4,
  parent: 0,
  kind,
  etag,
  name: '',
  author: { user: 'li', name, at: 1, demo: false },
  bytes: 9,
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A gateway that has one draft and answers saves with `answer`. */
function opened(role: string, kind: Head['kind'], answer: () => Response) {
  const puts: (string | null)[] = [];
  const notices: Notice[] = [];
  const gateway: Gateway = {
    origin: '',
    role: 'operator',
    fetch: async (url, init) => {
      if (init?.method === 'PUT') {
        puts.push(new Headers(init.headers).get('If-Match'));
        return answer();
      }
      const head = headOf(tag('a'), kind);
      if (url === '/api/session')
        return Response.json({
          user: 'u',
          name: 'n',
          role,
          demo: false,
          expires: null,
          signIn: { password: true, oidc: null, setup: false },
          demoUsers: [],
        });
      if (url === '/api/scenarios')
        return Response.json([{ id: document.id, title: document.title, fork: null, draft: head }]);
      return Response.json({ head, document });
    },
  };
  const drafts = createDrafts({ gateway, document: () => document, show: (notice) => void notices.push(notice) });
  const edit = async () => {
    drafts.changed(document.id);
    await vi.advanceTimersByTimeAsync(5000);
  };
  const load = () => drafts.load(document.id, (each) => ({ document: each }) as never);
  return { puts, notices, edit, load };
}

const answerSaved = () => Response.json({ head: headOf(tag('b'), 'draft'), document });

test('a draft that somebody saved is loaded; one that is still as built is not', async () => {
  expect(await opened('checker', 'draft', answerSaved).load()).toEqual({ document });
  expect(await opened('checker', 'built', answerSaved).load()).toBeNull();
});

test('edits are saved against the revision before; edits at once are one save', async () => {
  const { puts, edit, load } = opened('planner', 'built', answerSaved);
  await load();
  await edit();
  await Promise.all([edit(), edit()]);
  expect(puts).toEqual([`"${tag('a')}"`, `"${tag('b')}"`]);
});

test('who saved first is named, and nothing is sent over theirs afterwards', async () => {
  const conflict = () => {
    const base = headOf(tag('a'), 'built');
    const body = { error: 'x', base, server: headOf(tag('c'), 'draft', '王规划'), yours: { ...base, n: 7 } };
    return Response.json({ ...body, serverChanges: [], yourChanges: [], conflicts: [] }, { status: 409 });
  };
  const { puts, notices, edit, load } = opened('planner', 'built', conflict);
  await load();
  await edit();
  expect(notices.at(-1)?.text.zh).toMatch(/王规划 .*没有覆盖.*第 7 号/);
  await edit();
  expect(puts).toHaveLength(1);
  expect(notices.at(-1)?.text.zh).toMatch(/王规划/);
});

test('whoever is no planner is told that edits stay in the page', async () => {
  const { puts, notices, edit, load } = opened('operator', 'built', answerSaved);
  await load();
  await edit();
  expect(puts).toEqual([]);
  expect(notices.at(-1)?.text.en).toContain('stay in this page');
});

/** A gateway that holds one draft and takes a save only against it; each save gets the next tag. */
function holding() {
  let etag = tag('a');
  let saves = 0;
  const refused: string[] = [];
  const notices: Notice[] = [];
  const gateway: Gateway = {
    origin: '',
    role: 'operator',
    fetch: async (url, init) => {
      if (url === '/api/session')
        return Response.json({
          user: 'u',
          name: 'n',
          role: 'planner',
          demo: false,
          expires: null,
          signIn: { password: true, oidc: null, setup: false },
          demoUsers: [],
        });
      if (url === '/api/scenarios')
        return Response.json([{ id: document.id, title: document.title, fork: null, draft: headOf(etag, 'built') }]);
      const against = new Headers(init?.headers).get('If-Match');
      // A save takes its time: others come meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      if (against !== `"${etag}"`) {
        refused.push(String(against));
        const base = headOf(tag('a'), 'built');
        const body = { error: 'x', base, server: headOf(etag, 'draft', '王规划'), yours: { ...base, n: 7 } };
        return Response.json({ ...body, serverChanges: [], yourChanges: [], conflicts: [] }, { status: 409 });
      }
      etag = tag('bcdef'[saves++]!);
      return Response.json({ head: headOf(etag, 'draft'), document });
    },
  };
  const drafts = createDrafts({ gateway, document: () => document, show: (notice) => void notices.push(notice) });
  const { saveDraft } = createVersions(gateway, drafts.through);
  const load = () => drafts.load(document.id, (each) => ({ document: each }) as never);
  return { drafts, saveDraft, load, refused, notices, etag: () => etag, saves: () => saves };
}

test('an edit after a version was saved from the screen is no conflict', async () => {
  const { drafts, saveDraft, load, refused, notices, saves } = holding();
  await load();
  const saving = saveDraft(document.id, tag('a'), document);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await saving).toMatchObject({ ok: true });
  drafts.changed(document.id);
  await vi.advanceTimersByTimeAsync(5000);
  expect(refused).toEqual([]);
  expect(saves()).toBe(2);
  expect(notices.at(-1)?.text.zh).toContain('已保存');
});

test('a version that is saved while an autosave is under way is made from what that one leaves', async () => {
  const { drafts, saveDraft, load, refused, saves } = holding();
  await load();
  drafts.changed(document.id);
  await vi.advanceTimersByTimeAsync(1000);
  const saving = saveDraft(document.id, tag('a'), document);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await saving).toMatchObject({ ok: true });
  expect(saves()).toBe(2);
  expect(refused).toEqual([]);
});

test('a version saved against what another planner has replaced is refused, and the edit is still kept at the gateway', async () => {
  const { drafts, saveDraft, load, refused, notices } = holding();
  await load();
  drafts.changed(document.id);
  const saving = saveDraft(document.id, tag('9'), document);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await saving).toMatchObject({ ok: false, status: 409 });
  expect(refused).toEqual([`"${tag('9')}"`]);
  // The edit that waited is saved by the ordinary way: here nobody had replaced its own base.
  expect(notices.at(-1)?.text.zh).toContain('已保存');
});
