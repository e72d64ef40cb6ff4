import './consent.css';
import { Fragment, useMemo, useState } from 'react';
import { ownersAnswer } from '../../scenario/versions/consents.ts';
import { usePort, useSample, useSay } from '../desk-context.ts';
import { dateText, numberText } from '../format.ts';
import { printSheet } from '../printing.ts';
import { AlternativeChoice } from '../versions/AlternativeChoice.tsx';
import { useAlternative } from '../versions/alternative-choice.ts';
import { surveyedOwner } from '../versions/consent-owner.ts';
import { ownersOf, questionsOf } from '../versions/owners.ts';
import { RecordAnswer } from '../versions/RecordAnswer.tsx';
import type { VersionPage } from '../versions/version-page.ts';
import { W } from '../versions/versions-words.ts';
import { ConsentSheet } from './ConsentSheet.tsx';
import { C } from './consent-words.ts';
import { DeskLine } from './DeskLine.tsx';
import { type DeskRow, deskRows } from './desk-rows.ts';
import { LetterForm } from './LetterForm.tsx';
import { RefusalEffects } from './RefusalEffects.tsx';

type Part = 'letter' | 'answer' | 'effect';

/** Who was asked and when, who has not answered since when, and what the plan becomes if one of them refuses. */
export function ConsentDesk(page: VersionPage) {
  const port = usePort();
  const say = useSay();
  const { alternative, pick } = useAlternative(page);
  const [open, setOpen] = useState<{ readonly owner: string; readonly part: Part } | null>(null);
  const today = useSample((each) => dateText(each.now(), each.catalog.city.utcOffset));
  const { consents, letters } = page.record;
  const { n } = page.head;
  const rows = useMemo(
    () =>
      alternative
        ? deskRows(
            ownersOf(alternative, consents, (layer, id) => surveyedOwner(port, layer, id)),
            letters ?? [],
            n,
            today,
          )
        : [],
    [alternative, consents, letters, n, port, today],
  );
  if (!alternative) return null;
  const writable = page.me?.role === 'planner' && page.record.frozen === null;
  const toggle = (owner: string, part: Part) =>
    setOpen(open?.owner === owner && open.part === part ? null : { owner, part });
  if (rows.length === 0) return <p className="empty">{say(W.noConsents)}</p>;
  return (
    <div className="consent-desk">
      <div className="row">
        <AlternativeChoice document={page.document} value={alternative.id} pick={pick} />
        <button
          type="button"
          onClick={() => printSheet(() => <ConsentSheet page={page} alternative={alternative.id} rows={rows} />)}
        >
          {say(C.print)}
        </button>
      </div>
      <p role="status">{say(C.sum, sumOf(rows))}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(W.owner)}</th>
            <th scope="col" className="number">
              {say(C.objects)}
            </th>
            <th scope="col">{say(C.letter)}</th>
            <th scope="col">{say(C.waits)}</th>
            <th scope="col">{say(C.state)}</th>
            <th scope="col">{say(C.reply)}</th>
            <th scope="col" aria-label={say(C.whatIf)} />
          </tr>
        </thead>
        <tbody>
          {rows.map((each) => {
            const { owner } = each.row;
            const part = open?.owner === owner ? open.part : null;
            return (
              <Fragment key={owner}>
                <DeskLine
                  desk={each}
                  version={n}
                  part={part}
                  toggle={(which) => toggle(owner, which)}
                  writable={writable}
                />
                {part ? (
                  <tr>
                    <td colSpan={7} className="consent-part">
                      {part === 'effect' ? (
                        <RefusalEffects page={page} alternative={alternative} rows={rows} desk={each} />
                      ) : part === 'letter' ? (
                        <LetterForm page={page} desk={each} writable={writable} />
                      ) : (
                        <RecordAnswer
                          page={page}
                          title={say(W.recordFor, { owner, n: numberText(each.row.total) })}
                          note={say(W.ownersKept)}
                          consents={(given) => ownersAnswer(owner, questionsOf(each.row), consents, given)}
                          done={() => setOpen(null)}
                        />
                      )}
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function sumOf(rows: readonly DeskRow[]): Readonly<Record<'owners' | 'open' | 'days' | 'refused', string>> {
  const open = rows.filter(({ row }) => row.needs.unanswered.length > 0);
  return {
    owners: numberText(rows.length),
    open: numberText(open.length),
    days: numberText(Math.max(0, ...open.map(({ waitingDays }) => waitingDays ?? 0))),
    refused: numberText(rows.filter(({ row }) => row.needs.refused.length > 0).length),
  };
}
