import { type FormEvent, useMemo, useState } from 'react';
import { APPROVAL_WORDS, checkApprovals } from '../../scenario/versions/approvals.ts';
import type { Permit } from '../../state/versions-port.ts';
import { useDeed } from '../asked.ts';
import { useSay } from '../desk-context.ts';
import { Field } from '../people/Field.tsx';
import { Refusal } from '../Refusal.tsx';
import { AlternativeChoice } from './AlternativeChoice.tsx';
import { useAlternative } from './alternative-choice.ts';
import type { VersionPage } from './version-page.ts';
import { APPROVAL_STATE_WORDS, W } from './versions-words.ts';

const KINDS = Object.keys(APPROVAL_WORDS) as Permit['kind'][];
const STATES = ['violation', 'undecided', 'pass'] as const;

/** Approvals as dated tasks that gate phases, and what each means for the phases of an alternative. */
export function Approvals(page: VersionPage) {
  const say = useSay();
  const { alternative, pick } = useAlternative(page);
  const [editing, setEditing] = useState<Permit | null>(null);
  const { busy, refusal, perform } = useDeed();
  const { plan, record } = page;
  const { approvals } = record;
  const findings = useMemo(
    () => (alternative ? checkApprovals(alternative, approvals, plan.start, plan.utcOffsetMinutes) : []),
    [alternative, approvals, plan.start, plan.utcOffsetMinutes],
  );
  const writable = page.me?.role === 'planner' && record.frozen === null;
  const put = (next: readonly Permit[]) =>
    perform(
      () => page.versions.putApprovals(plan.id, page.head, next),
      () => {
        setEditing(null);
        page.changed();
      },
    );
  return (
    <>
      {approvals.length === 0 ? (
        <p className="empty">{say(W.noApprovals)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {[W.kind, W.applied, W.granted, W.until, W.documentNumber, W.gates].map((words) => (
                <th key={words.en} scope="col">
                  {say(words)}
                </th>
              ))}
              {writable ? <th scope="col" aria-label={say(W.edit)} /> : null}
            </tr>
          </thead>
          <tbody>
            {approvals.map((each) => (
              <tr key={each.id}>
                <th scope="row" title={each.id}>
                  {say(APPROVAL_WORDS[each.kind])}
                </th>
                <td className="day">{each.applied ?? '—'}</td>
                <td className="day">{each.granted ?? '—'}</td>
                <td className="day">{each.until ?? '—'}</td>
                <td>{each.documentNumber ?? '—'}</td>
                <td>{each.gates.map((gate) => `${gate.alternative ?? ''} ${gate.phase}`.trim()).join(', ')}</td>
                {writable ? (
                  <td className="actions">
                    <button type="button" className="quiet" disabled={busy} onClick={() => setEditing(each)}>
                      {say(W.edit)}
                    </button>
                    <button
                      type="button"
                      className="quiet"
                      disabled={busy}
                      onClick={() => put(approvals.filter((other) => other.id !== each.id))}
                    >
                      {say(W.remove)}
                    </button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Refusal words={refusal} />
      {writable ? (
        <ApprovalForm
          key={editing?.id ?? `new ${approvals.length}`}
          page={page}
          given={editing}
          busy={busy}
          put={(permit) => put([...approvals.filter((each) => each.id !== permit.id), permit])}
        />
      ) : null}
      {alternative ? (
        <>
          <div className="row">
            <AlternativeChoice document={page.document} value={alternative.id} pick={pick} />
          </div>
          <ul className="differences">
            {STATES.flatMap((state) => findings.filter((each) => each.state === state)).map((finding) => (
              <li key={`${finding.phase} ${finding.kind} ${finding.approval}`}>
                <span className="tag">{say(APPROVAL_STATE_WORDS[finding.state])}</span>
                <span>{say(finding.reason)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function ApprovalForm(props: {
  readonly page: VersionPage;
  /** Null: a new one. */
  readonly given: Permit | null;
  readonly busy: boolean;
  readonly put: (permit: Permit) => void;
}) {
  const { page, given, busy, put } = props;
  const say = useSay();
  const phases = [...new Set(page.document.alternatives.flatMap((each) => each.phases.map((phase) => phase.id)))];
  const [kind, setKind] = useState<Permit['kind']>(given?.kind ?? 'road-occupation');
  const [applied, setApplied] = useState(given?.applied ?? '');
  const [granted, setGranted] = useState(given?.granted ?? '');
  const [until, setUntil] = useState(given?.until ?? '');
  const [documentNumber, setDocumentNumber] = useState(given?.documentNumber ?? '');
  const [gates, setGates] = useState<Permit['gates']>(given?.gates ?? []);
  function submit(event: FormEvent) {
    event.preventDefault();
    put({
      id: given?.id ?? freeId(kind, page.record.approvals),
      kind,
      applied: applied || null,
      granted: granted || null,
      until: until || null,
      documentNumber: documentNumber.trim() || null,
      gates,
      note: given?.note ?? '',
    });
  }
  return (
    <details open={given !== null}>
      <summary>
        {say(given ? W.edit : W.addApproval)} {given?.id}
      </summary>
      <form className="form wide" onSubmit={submit}>
        <label className="field">
          <span>{say(W.kind)}</span>
          <select value={kind} onChange={(event) => setKind(event.currentTarget.value as Permit['kind'])}>
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {say(APPROVAL_WORDS[each])}
              </option>
            ))}
          </select>
        </label>
        <Field label={say(W.applied)} value={applied} onChange={setApplied} type="date" required={false} />
        <Field label={say(W.granted)} value={granted} onChange={setGranted} type="date" required={false} />
        <Field label={say(W.until)} value={until} onChange={setUntil} type="date" required={false} />
        <Field label={say(W.documentNumber)} value={documentNumber} onChange={setDocumentNumber} required={false} />
        <fieldset className="gates">
          <legend>{say(W.gates)}</legend>
          {phases.map((phase) => (
            <label key={phase}>
              <input
                type="checkbox"
                checked={gates.some((each) => each.phase === phase)}
                onChange={(event) => {
                  const { checked } = event.currentTarget;
                  const others = gates.filter((each) => each.phase !== phase);
                  setGates(checked ? [...others, { alternative: null, phase }] : others);
                }}
              />
              {phase}
            </label>
          ))}
        </fieldset>
        <button type="submit" disabled={busy}>
          {say(W.record)}
        </button>
      </form>
    </details>
  );
}

/** `road-occupation-1`, or the first number that is free. */
function freeId(kind: Permit['kind'], taken: readonly Permit[]): string {
  for (let n = 1; ; n++) {
    const id = `${kind}-${n}`;
    if (!taken.some((each) => each.id === id)) return id;
  }
}
