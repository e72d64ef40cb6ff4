import { type FormEvent, useMemo, useState } from 'react';
import { slotOf } from '../../domain/asset.ts';
import type { TwinPort } from '../../state/port.ts';
import type { Opinion } from '../../state/versions-port.ts';
import { useDeed } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { dateText, numberText } from '../format.ts';
import { Field } from '../people/Field.tsx';
import { Refusal } from '../Refusal.tsx';
import { AlternativeChoice } from './AlternativeChoice.tsx';
import { useAlternative } from './alternative-choice.ts';
import { answersOf, countsOf, type OwnerRow, ownersOf } from './owners.ts';
import type { VersionPage } from './version-page.ts';
import { ANSWER_WORDS, ANSWERS, UNKNOWN_OWNER, W } from './versions-words.ts';

/** 意见 of each owner with date and document number; counts lead to their objects, a planner records an answer. */
export function Consents(page: VersionPage) {
  const port = usePort();
  const say = useSay();
  const { alternative, pick } = useAlternative(page);
  const [recording, setRecording] = useState<string | null>(null);
  const { consents } = page.record;
  const rows = useMemo(
    () => (alternative ? ownersOf(alternative, consents, (layer, id) => ownerOf(port, layer, id)) : []),
    [alternative, consents, port],
  );
  if (!alternative) return null;
  const counts = countsOf(rows);
  const open = rows.find((each) => each.owner === recording);
  const writable = page.me?.role === 'planner' && page.record.frozen === null;
  return (
    <>
      <div className="row">
        <AlternativeChoice document={page.document} value={alternative.id} pick={pick} />
      </div>
      {rows.length === 0 ? (
        <p className="empty">{say(W.noConsents)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{say(W.owner)}</th>
              {ANSWERS.map((each) => (
                <th key={each} scope="col" className="number">
                  {say(ANSWER_WORDS[each])}
                </th>
              ))}
              <th scope="col">{say(W.date)}</th>
              <th scope="col">{say(W.documentNumber)}</th>
              {writable ? <th scope="col" aria-label={say(W.record)} /> : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.owner}>
                <th scope="row">{row.owner}</th>
                {ANSWERS.map((answer) => (
                  <td key={answer} className="number">
                    <AnswerCount row={row} answer={answer} />
                  </td>
                ))}
                <td>{row.latest?.date ?? '—'}</td>
                <td title={row.latest?.note}>{row.latest?.documentNumber ?? '—'}</td>
                {writable ? (
                  <td>
                    <button
                      type="button"
                      aria-label={say(W.recordFor, { owner: row.owner, n: row.total })}
                      aria-expanded={recording === row.owner}
                      onClick={() => setRecording(recording === row.owner ? null : row.owner)}
                    >
                      {say(W.record)}
                    </button>
                  </td>
                ) : null}
              </tr>
            ))}
            <tr className="total">
              <th scope="row">{say(W.total)}</th>
              {ANSWERS.map((answer) => (
                <td key={answer} className="number">
                  {numberText(counts[answer])}
                </td>
              ))}
              <td colSpan={writable ? 3 : 2} />
            </tr>
          </tbody>
        </table>
      )}
      {writable && open ? (
        <RecordAnswer key={open.owner} page={page} row={open} done={() => setRecording(null)} />
      ) : null}
    </>
  );
}

function AnswerCount({ row, answer }: { readonly row: OwnerRow; readonly answer: Opinion['answer'] }) {
  const port = usePort();
  const say = useSay();
  const needs = row.needs[answer];
  if (needs.length === 0) return '0';
  return (
    <button
      type="button"
      className="figure"
      aria-label={say(W.objectsOf, { owner: row.owner, answer: say(ANSWER_WORDS[answer]), n: needs.length })}
      onClick={() => port.run('asset.highlight', [...new Set(needs.map((each) => each.id))])}
    >
      {numberText(needs.length)}
    </button>
  );
}

function RecordAnswer(props: { readonly page: VersionPage; readonly row: OwnerRow; readonly done: () => void }) {
  const { page, row, done } = props;
  const port = usePort();
  const say = useSay();
  const [answer, setAnswer] = useState<Opinion['answer']>('agreed');
  const [date, setDate] = useState(dateText(port.now(), port.catalog.city.utcOffset));
  const [documentNumber, setDocumentNumber] = useState('');
  const [note, setNote] = useState('');
  const { busy, refusal, perform } = useDeed();
  const answered = answer !== 'unanswered';
  function submit(event: FormEvent) {
    event.preventDefault();
    const given = {
      answer,
      date: answered ? date : null,
      documentNumber: answered && documentNumber.trim() !== '' ? documentNumber.trim() : null,
      note: note.trim(),
    };
    perform(
      () => page.versions.putConsents(page.plan.id, page.head, answersOf(row, given)),
      () => {
        done();
        page.changed();
      },
    );
  }
  return (
    <form className="form wide" onSubmit={submit}>
      <h3>{say(W.recordFor, { owner: row.owner, n: row.total })}</h3>
      <label className="field">
        <span>{say(W.answer)}</span>
        <select value={answer} onChange={(event) => setAnswer(event.currentTarget.value as Opinion['answer'])}>
          {ANSWERS.map((each) => (
            <option key={each} value={each}>
              {say(ANSWER_WORDS[each])}
            </option>
          ))}
        </select>
      </label>
      {answered ? (
        <>
          <Field label={say(W.date)} value={date} onChange={setDate} type="date" />
          <Field label={say(W.documentNumber)} value={documentNumber} onChange={setDocumentNumber} required={false} />
        </>
      ) : null}
      <Field label={say(W.condition)} value={note} onChange={setNote} required={answer === 'conditional'} />
      <Refusal words={refusal} />
      <button type="submit" className="primary" disabled={busy}>
        {say(W.record)}
      </button>
    </form>
  );
}

/** The surveyed owner of an asset. */
function ownerOf(port: TwinPort, layer: string, id: string): string {
  const assets = port.fleet().get(layer)?.assets;
  const slot = assets && slotOf(assets, id);
  const owner = slot === undefined ? null : assets?.columns['owner']?.[slot];
  return typeof owner === 'string' && owner !== '' ? owner : UNKNOWN_OWNER;
}
