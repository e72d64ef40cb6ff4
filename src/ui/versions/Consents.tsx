import { Fragment, useMemo, useState } from 'react';
import { ownersAnswer } from '../../scenario/versions/consents.ts';
import type { Opinion } from '../../state/versions-port.ts';
import { usePort, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { AlternativeChoice } from './AlternativeChoice.tsx';
import { useAlternative } from './alternative-choice.ts';
import { ConsentsSwitch } from './ConsentsSwitch.tsx';
import { surveyedOwner } from './consent-owner.ts';
import { OwnerObjects } from './OwnerObjects.tsx';
import { countsOf, type OwnerRow, ownersOf, questionsOf } from './owners.ts';
import { RecordAnswer } from './RecordAnswer.tsx';
import type { VersionPage } from './version-page.ts';
import { ANSWER_WORDS, ANSWERS, W } from './versions-words.ts';

/**
 * 意见 of each owner with date and document number, unfolded to its poles and mounts; counts lead to their objects. A planner
 * records an answer to all of an owner's objects, or to those that are marked.
 */
export function Consents(page: VersionPage) {
  const port = usePort();
  const say = useSay();
  const { alternative, pick } = useAlternative(page);
  const [recording, setRecording] = useState<string | null>(null);
  const [unfolded, setUnfolded] = useState<string | null>(null);
  const { consents } = page.record;
  const rows = useMemo(
    () => (alternative ? ownersOf(alternative, consents, (layer, id) => surveyedOwner(port, layer, id)) : []),
    [alternative, consents, port],
  );
  if (!alternative) return null;
  const counts = countsOf(rows);
  const writable = page.me?.role === 'planner' && page.record.frozen === null;
  const columns = ANSWERS.length + (writable ? 4 : 3);
  return (
    <>
      <div className="row">
        <AlternativeChoice document={page.document} value={alternative.id} pick={pick} />
        <ConsentsSwitch />
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
              <Fragment key={row.owner}>
                <tr>
                  <th scope="row">
                    <button
                      type="button"
                      className="quiet unfold"
                      aria-expanded={unfolded === row.owner}
                      aria-label={say(W.unfold, { owner: row.owner, n: row.objects.length })}
                      onClick={() => setUnfolded(unfolded === row.owner ? null : row.owner)}
                    >
                      {row.owner}
                    </button>
                  </th>
                  {ANSWERS.map((answer) => (
                    <td key={answer} className="number">
                      <AnswerCount row={row} answer={answer} />
                    </td>
                  ))}
                  <td className="day">{row.latest?.date ?? '—'}</td>
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
                {writable && recording === row.owner ? (
                  <tr>
                    <td colSpan={columns}>
                      <RecordAnswer
                        page={page}
                        title={say(W.recordFor, { owner: row.owner, n: row.total })}
                        note={say(W.ownersKept)}
                        consents={(given) => ownersAnswer(row.owner, questionsOf(row), consents, given)}
                        done={() => setRecording(null)}
                      />
                    </td>
                  </tr>
                ) : null}
                {unfolded === row.owner ? (
                  <tr>
                    <td colSpan={columns}>
                      <OwnerObjects page={page} row={row} writable={writable} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
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
