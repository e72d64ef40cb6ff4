import { usePort, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { ANSWER_WORDS, ANSWERS, W } from '../versions/versions-words.ts';
import { C, DESK_STATE_WORDS } from './consent-words.ts';
import type { DeskRow } from './desk-rows.ts';

type Part = 'letter' | 'answer' | 'effect';

/** One owner: objects, letter, days of waiting, answer and reply, with the buttons that unfold what is behind. */
export function DeskLine(props: {
  readonly desk: DeskRow;
  readonly version: number;
  readonly part: Part | null;
  readonly toggle: (part: Part) => void;
  readonly writable: boolean;
}) {
  const { desk, version, part, toggle, writable } = props;
  const port = usePort();
  const say = useSay();
  const { row, asked, answers, state } = desk;
  const ids = [...new Set(row.objects.map(({ need }) => need.id))];
  const latest = answers[0];
  return (
    <tr data-state={state}>
      <th scope="row">{row.owner}</th>
      <td className="number">
        <button type="button" className="figure" onClick={() => port.run('asset.highlight', ids)}>
          {numberText(row.total)}
        </button>
      </td>
      <td>
        {asked ? (
          <>
            <span className="day">{asked.sent}</span> {asked.number ?? '—'}
            {asked.version === version ? null : <span className="tag">{say(C.ofVersion, { n: asked.version })}</span>}
            {desk.reminders > 0 ? <span className="soft"> {say(C.reminders, { n: desk.reminders })}</span> : null}
          </>
        ) : (
          '—'
        )}
      </td>
      <td className="day">
        {desk.waitingDays === null ? '—' : <b>{say(C.days, { n: desk.waitingDays })}</b>}
        {desk.overdueDays === null ? null : <span className="tag late">{say(C.overdue, { n: desk.overdueDays })}</span>}
      </td>
      <td>
        <span className="consent-state" data-state={state}>
          {say(DESK_STATE_WORDS[state])}
        </span>{' '}
        <span className="soft">
          {ANSWERS.flatMap((answer) =>
            row.needs[answer].length > 0 && row.needs[answer].length < row.total
              ? `${say(ANSWER_WORDS[answer])} ${numberText(row.needs[answer].length)}`
              : [],
          ).join(' ')}
        </span>
      </td>
      <td title={latest?.note}>
        {latest ? (
          <>
            <span className="day">{latest.date}</span> {latest.documentNumber ?? '—'}{' '}
            <span className="soft">{latest.by ?? ''}</span>
          </>
        ) : (
          '—'
        )}
      </td>
      <td className="actions">
        {writable || desk.letters.length > 0 ? (
          <Toggle part="letter" label={say(C.addLetterFor, { owner: row.owner })} {...{ open: part, toggle }}>
            {say(C.letter)}
          </Toggle>
        ) : null}
        {writable ? (
          <Toggle
            part="answer"
            label={say(W.recordFor, { owner: row.owner, n: row.total })}
            {...{ open: part, toggle }}
          >
            {say(W.record)}
          </Toggle>
        ) : null}
        <Toggle part="effect" label={say(C.whatIfFor, { owner: row.owner })} {...{ open: part, toggle }}>
          {say(C.whatIf)}
        </Toggle>
      </td>
    </tr>
  );
}

function Toggle(props: {
  readonly part: Part;
  readonly open: Part | null;
  readonly toggle: (part: Part) => void;
  readonly label: string;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-expanded={props.open === props.part}
      onClick={() => props.toggle(props.part)}
    >
      {props.children}
    </button>
  );
}
