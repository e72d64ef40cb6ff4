import '../plan/report.css';
import './consent-sheet.css';
import { needLabel } from '../../scenario/versions/consents.ts';
import { STAGE_WORDS } from '../../scenario/versions/workflow.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { momentText, numberText } from '../format.ts';
import { Signatures } from '../versions/Signatures.tsx';
import type { VersionPage } from '../versions/version-page.ts';
import { ANSWER_WORDS, ANSWERS, W } from '../versions/versions-words.ts';
import { C, DESK_STATE_WORDS } from './consent-words.ts';
import type { DeskRow } from './desk-rows.ts';

/** The 会签 table on paper, whole: every owner with letters, answer and room for a seal, then every pole and mount. */
export function ConsentSheet(props: {
  readonly page: VersionPage;
  readonly alternative: string;
  readonly rows: readonly DeskRow[];
}) {
  const { page, alternative, rows } = props;
  const { port } = useDesk();
  const say = useSay();
  const { head, document, record } = page;
  const at = (instant: number) => momentText(instant, port.catalog.city.utcOffset);
  return (
    <article className="report consent-sheet">
      <h1>{say(C.sheetTitle)}</h1>
      <p>
        {say(port.catalog.city.title)}·{say(document.title)}
        <br />
        {say(C.sheetVersion, {
          n: head.n,
          name: head.name,
          stage: say(STAGE_WORDS[record.progress.stage]),
          alternative,
        })}
        <br />
        {say(C.sheetPrinted, { time: at(port.now()) })}
        <br />
        {say(C.sheetHash)} <code>{head.etag}</code>
      </p>
      <table className="consent-table">
        <thead>
          <tr>
            {[W.owner, C.objects, C.letter, C.state, C.reply, C.waits, C.condition, C.sheetSeal].map((each) => (
              <th key={each.en} scope="col">
                {say(each)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((each) => (
            <SheetRow key={each.row.owner} desk={each} />
          ))}
        </tbody>
      </table>
      <h2>{say(W.pageSignatures)}</h2>
      <Signatures record={{ ...record, consents: [] }} />
      <h2>{say(C.sheetObjects)}</h2>
      {rows.map(({ row }) => (
        <table key={row.owner} className="consent-objects">
          <thead>
            <tr>
              <th scope="col">
                {row.owner} ({numberText(row.objects.length)})
              </th>
              <th scope="col">{say(W.answer)}</th>
              <th scope="col">{say(W.date)}</th>
              <th scope="col">{say(W.documentNumber)}</th>
            </tr>
          </thead>
          <tbody>
            {row.objects.map(({ need, opinion }) => (
              <tr key={needLabel(need)}>
                <th scope="row">{needLabel(need)}</th>
                <td>
                  {opinion
                    ? say(ANSWER_WORDS[opinion.answer])
                    : need.mount === null
                      ? say(ANSWER_WORDS.unanswered)
                      : say(W.asItsPole)}
                </td>
                <td>{opinion?.date ?? ''}</td>
                <td>{opinion?.documentNumber ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </article>
  );
}

function SheetRow({ desk }: { readonly desk: DeskRow }) {
  const say = useSay();
  const { row, letters, answers, state, waitingDays } = desk;
  return (
    <tr>
      <th scope="row">{row.owner}</th>
      <td>{numberText(row.total)}</td>
      <td>
        {letters.map(({ id, kind, sent, number }) => (
          <div key={id}>
            {kind === 'reminder' ? `${say(C.reminder)} ` : ''}
            {sent} {number ?? ''}
          </div>
        ))}
      </td>
      <td>
        {say(DESK_STATE_WORDS[state])}
        <div>
          {ANSWERS.flatMap((answer) =>
            row.needs[answer].length > 0 ? `${say(ANSWER_WORDS[answer])} ${numberText(row.needs[answer].length)}` : [],
          ).join(' ')}
        </div>
      </td>
      <td>
        {answers.map(({ date, documentNumber, by, answer, note }) => (
          <div key={`${date} ${documentNumber} ${answer} ${note}`}>
            {date} {documentNumber ?? ''} {by ?? ''}
          </div>
        ))}
      </td>
      <td>{waitingDays === null ? '' : say(C.days, { n: waitingDays })}</td>
      <td>{[...new Set(answers.map(({ note }) => note).filter((note) => note !== ''))].join('; ')}</td>
      <td className="seal" />
    </tr>
  );
}
