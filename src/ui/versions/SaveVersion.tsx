import { type FormEvent, useMemo, useState } from 'react';
import type { Outcome } from '../../domain/outcome.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { diffDocuments } from '../../scenario/versions/diff.ts';
import type { Me } from '../../state/people-port.ts';
import type { NamedVersion, NamedVersions, SavedVersion, VersionsPort } from '../../state/versions-port.ts';
import { useAsked, useDeed } from '../asked.ts';
import { useSay } from '../desk-context.ts';
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
  if (me && me.role !== 'planner') return <p className="soft">{say(W.onlyPlanner)}</p>;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!served) return;
    const live = source === 'live' && differing > 0 ? plan.document : null;
    perform(
      () => save(versions, plan.id, served, live, name, note),
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

async function save(
  versions: VersionsPort,
  scenario: string,
  draft: SavedVersion,
  live: SavedVersion['document'] | null,
  name: string,
  note: string,
): Promise<Outcome<NamedVersion>> {
  if (!live) return versions.name(scenario, draft.head.etag, name, note);
  const saved = await versions.saveDraft(scenario, draft.head.etag, live);
  return saved.ok ? versions.name(scenario, saved.value.etag, name, note) : saved;
}
