import { type FormEvent, useState } from 'react';
import type { Opinion } from '../../state/versions-port.ts';
import { useDeed } from '../asked.ts';
import { usePort, useSay } from '../desk-context.ts';
import { dateText } from '../format.ts';
import { Field } from '../people/Field.tsx';
import { Refusal } from '../Refusal.tsx';
import type { VersionPage } from './version-page.ts';
import { ANSWER_WORDS, ANSWERS, W } from './versions-words.ts';

type Given = Pick<Opinion, 'answer' | 'date' | 'documentNumber' | 'note' | 'by'>;

/** The form of one answer: what was said, when, by which document and on what condition. */
export function RecordAnswer(props: {
  readonly page: VersionPage;
  readonly title: string;
  readonly note?: string;
  /** What the answer comes to, object by object. */
  readonly consents: (given: Given) => readonly Opinion[];
  readonly done: () => void;
}) {
  const { page, title, done } = props;
  const port = usePort();
  const say = useSay();
  const [answer, setAnswer] = useState<Opinion['answer']>('agreed');
  const [date, setDate] = useState(dateText(port.now(), port.catalog.city.utcOffset));
  const [documentNumber, setDocumentNumber] = useState('');
  const [by, setBy] = useState('');
  const [note, setNote] = useState('');
  const { busy, refusal, perform } = useDeed();
  const answered = answer !== 'unanswered';
  function submit(event: FormEvent) {
    event.preventDefault();
    const given: Given = {
      answer,
      date: answered ? date : null,
      documentNumber: answered && documentNumber.trim() !== '' ? documentNumber.trim() : null,
      note: note.trim(),
      ...(answered && by.trim() !== '' ? { by: by.trim() } : {}),
    };
    perform(
      () => page.versions.putConsents(page.plan.id, page.head, props.consents(given)),
      () => {
        done();
        page.changed();
      },
    );
  }
  return (
    <form className="form wide" onSubmit={submit}>
      <h3>{title}</h3>
      {props.note ? <p className="soft">{props.note}</p> : null}
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
          <Field label={say(W.answeredBy)} value={by} onChange={setBy} required={false} />
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
