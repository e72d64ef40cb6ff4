import { authorOf, decisionOf, statusOf } from '../../domain/review/review.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { momentText } from '../format.ts';
import { momentWords, placeWords, planWords } from './anchor-text.ts';
import { OriginTag } from './OriginTag.tsx';
import { ANCHOR_WORDS, ENTRY_WORDS, STATUS_WORDS, W } from './review-words.ts';
import { stateOfAnchor } from './use-reviews.ts';

/** The comments on a plan as a printed table, each with its whole course. */
export function ReportReviews({ plan }: { readonly plan: string }) {
  const { port } = useDesk();
  const say = useSay();
  const { threads } = port.reviews();
  const { utcOffset } = port.catalog.city;
  const own = threads?.filter(({ thread }) => thread.anchor.plan?.id === plan);
  if (port.catalog.role === 'public') return null;
  return (
    <>
      <h2>{say(W.record)}</h2>
      {own === undefined ? (
        <p>{say(W.reportUnread)}</p>
      ) : own.length === 0 ? (
        <p>{say(W.reportNone)}</p>
      ) : (
        <table className="review-table">
          <thead>
            <tr>
              {[W.number, W.status, W.object, W.moment, W.text, W.decision].map((each) => (
                <th key={each.en} scope="col">
                  {say(each)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {own.map((tagged) => {
              const { thread } = tagged;
              const lost = ANCHOR_WORDS[stateOfAnchor(port, tagged)];
              return (
                <tr key={thread.id}>
                  <th scope="row">{thread.id}</th>
                  <td>{say(STATUS_WORDS[statusOf(thread)])}</td>
                  <td>
                    {placeWords(thread.anchor)}
                    {lost ? ` (${say(lost)})` : ''}
                  </td>
                  <td>
                    {momentWords(thread.anchor.moment, utcOffset, say)} {planWords(thread.anchor, say)}{' '}
                    <OriginTag tagged={tagged} />
                  </td>
                  <td>
                    {thread.entries[0]?.text} ({authorOf(thread).name}, {momentText(authorOf(thread).at, utcOffset)})
                    {thread.entries.slice(1).map(({ kind, by, text }, index) => (
                      <div key={`${by.at} ${String(index)}`}>
                        {by.name} {say(ENTRY_WORDS[kind])}: {text}
                      </div>
                    ))}
                  </td>
                  <td>{decisionOf(thread)?.text ?? ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </>
  );
}
