import { type FormEvent, useState } from 'react';
import type { NewLetter } from '../../state/versions-port.ts';
import { useDeed } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { dateText } from '../format.ts';
import { Field } from '../people/Field.tsx';
import { Refusal } from '../Refusal.tsx';
import { SignedBy } from '../versions/SignedBy.tsx';
import type { VersionPage } from '../versions/version-page.ts';
import { C } from './consent-words.ts';
import { type DeskRow, nextLetterId } from './desk-rows.ts';

/** The letters to one owner, and the form of a further one. */
export function LetterForm(props: { readonly page: VersionPage; readonly desk: DeskRow; readonly writable: boolean }) {
  const { page, desk, writable } = props;
  const port = usePort();
  const say = useSay();
  const all = page.record.letters ?? [];
  const { busy, refusal, perform } = useDeed();
  const [kind, setKind] = useState<NewLetter['kind']>(desk.asked?.version === page.head.n ? 'reminder' : 'request');
  const [sent, setSent] = useState(dateText(port.now(), port.catalog.city.utcOffset));
  const [number, setNumber] = useState('');
  const [due, setDue] = useState('');
  const [note, setNote] = useState('');
  const write = (letters: readonly NewLetter[]) =>
    perform(
      () => page.versions.putLetters(page.plan.id, page.head, letters.map(sentOnly)),
      () => page.changed(),
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const letter: NewLetter = {
      id: nextLetterId(all),
      owner: desk.row.owner,
      kind,
      sent,
      number: number.trim() || null,
      due: due || null,
      note: note.trim(),
    };
    write([...all, letter]);
  };
  return (
    <>
      {desk.letters.length > 0 ? (
        <ul className="letters" aria-label={say(C.letters)}>
          {desk.letters.map((letter) => (
            <li key={letter.id}>
              <span>{say(letter.kind === 'request' ? C.request : C.reminder)}</span>
              <span className="day">{letter.sent}</span>
              <span>{letter.number ?? '—'}</span>
              <span className="soft">
                {letter.due ? `${say(C.due)} ${letter.due} ` : ''}
                {letter.version === page.head.n ? '' : `${say(C.ofVersion, { n: letter.version })} `}
                {letter.note} <SignedBy by={letter.recorded} />
              </span>
              {writable ? (
                <button
                  type="button"
                  className="quiet"
                  disabled={busy}
                  aria-label={say(C.remove, { number: letter.number ?? letter.id })}
                  onClick={() => write(all.filter(({ id }) => id !== letter.id))}
                >
                  ×
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {writable ? (
        <form className="form wide" onSubmit={submit}>
          <h3>{say(C.addLetterFor, { owner: desk.row.owner })}</h3>
          <label className="field">
            <span>{say(C.kind)}</span>
            <select value={kind} onChange={(event) => setKind(event.currentTarget.value as NewLetter['kind'])}>
              <option value="request">{say(C.request)}</option>
              <option value="reminder">{say(C.reminder)}</option>
            </select>
          </label>
          <Field label={say(C.sent)} value={sent} onChange={setSent} type="date" />
          <Field label={say(C.number)} value={number} onChange={setNumber} required={false} />
          <Field label={say(C.due)} value={due} onChange={setDue} type="date" required={false} />
          <Field label={say(C.note)} value={note} onChange={setNote} required={false} />
          <button type="submit" className="primary" disabled={busy}>
            {say(C.addLetter)}
          </button>
        </form>
      ) : null}
      <Refusal words={refusal} />
    </>
  );
}

/** Version and recorder are the gateway's to say. */
function sentOnly({ id, owner, kind, sent, number, due, note }: NewLetter): NewLetter {
  return { id, owner, kind, sent, number, due, note };
}
