import { type FormEvent, useMemo, useState } from 'react';
import type { Outcome } from '../../domain/outcome.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { diffDocuments } from '../../scenario/versions/diff.ts';
import type { Me } from '../../state/people-port.ts';
import type { NamedVersion, NamedVersions, SavedVersion, VersionsPort } from '../../state/versions-port.ts';
import { useAsked, useDeed } from '../asked.ts';
import { useSay, useSession } from '../desk-context.ts';
import { Field } from '../people/Field.tsx';
import { Refusal } from '../Refusal.tsx';
import { W } from './versions-words.ts';

/** Names the present state as a version. Where the plan on screen is not the server's draft, the planner says which of the two. */
export function SaveVersion(props: {
  readonly plan: CompiledScenario;
  readonly versions: VersionsPort;
  readonly draft: NamedVersions['draft'];
  readonly me: Me | null;
  readonly saved: (n: number) => void;
}) {
  const { plan, versions, draft, me, saved } = props;
  const say = useSay();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [source, setSource] = useState<'live' | 'draft'>('draft');
  const { busy, refusal, perform } = useDeed();
  const { outcome } = useAsked(`${plan.id} ${draft.n}`, () => versions.draft(plan.id));
  const served = outcome?.ok ? outcome.value : null;
  const differing = useMemo(
    () => (served ? diffDocuments(served.document, plan.document).length : 0),
    [served, plan.document],
  );
  const partial = useSession((session) => session.consents !== 'all');
  if (partial) return <p className="soft">{say(W.saveWhole)}</p>;
  if (me && me.role !== 'planner') return <p className="soft">{say(W.onlyPlanner)}</p>;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!served) return;
    perform(
      () => save(versions, served, plan, source === 'live', name, note),
      (version) => {
        setName('');
        setNote('');
        setSource('draft');
        saved(version.n);
      },
    );
  }
  return (
    <form className="form save-version" onSubmit={submit}>
      <h3>{say(W.saveVersion)}</h3>
      <Field label={say(W.versionName)} value={name} onChange={setName} />
      <Field label={say(W.note)} value={note} onChange={setNote} required={false} />
      {differing > 0 ? (
        <label className="field">
          <span>{say(W.from)}</span>
          <select
            value={source}
            onChange={(event) => setSource(event.currentTarget.value === 'live' ? 'live' : 'draft')}
          >
            <option value="draft">{say(W.fromDraft)}</option>
            <option value="live">{say(W.fromLive, { n: differing })}</option>
          </select>
        </label>
      ) : served ? (
        <p className="soft">{say(W.sameAsDraft)}</p>
      ) : null}
      <Refusal words={refusal ?? (outcome && !outcome.ok ? outcome.reason : null)} />
      <button type="submit" className="primary" disabled={busy || !served}>
        {say(W.saveVersion)}
      </button>
    </form>
  );
}

/**
 * Names the draft, or first puts the plan on screen in its place. The page saves edits by itself: a draft that became
 * the plan on screen meanwhile is still what the planner saw, any other one is not.
 */
async function save(
  versions: VersionsPort,
  seen: SavedVersion,
  plan: CompiledScenario,
  replace: boolean,
  name: string,
  note: string,
): Promise<Outcome<NamedVersion>> {
  const now = await versions.draft(plan.id);
  if (!now.ok) return now;
  const isPlan = diffDocuments(now.value.document, plan.document).length === 0;
  const { etag } = now.value.head;
  if (etag !== seen.head.etag && !isPlan) return { ok: false, status: 409, reason: W.draftChanged };
  if (!replace || isPlan) return versions.name(plan.id, etag, name, note);
  const saved = await versions.saveDraft(plan.id, etag, plan.document);
  return saved.ok ? versions.name(plan.id, saved.value.etag, name, note) : saved;
}
