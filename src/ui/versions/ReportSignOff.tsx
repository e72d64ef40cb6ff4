import { needLabel } from '../../scenario/versions/consents.ts';
import { STAGE_WORDS } from '../../scenario/versions/workflow.ts';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { momentText, numberText } from '../format.ts';
import { ApprovalFindings } from './ApprovalFindings.tsx';
import { Signatures } from './Signatures.tsx';
import { SHOWN_WORDS, W } from './versions-words.ts';

/**
 * What a report says of itself: the version with its hash, author, checker and 会签 table, or that it is a draft, with the
 * hash of just this edition. What is shown in part says so.
 */
export function ReportSignOff({ alternative }: { readonly alternative: string }) {
  const { port } = useDesk();
  const say = useSay();
  const shown = useSession((session) => session.consents);
  const signOff = port.signOff();
  if (!signOff) return <p>{say(W.reportUnknown)}</p>;
  const { same, hash } = signOff;
  const heldBack = signOff.heldBack(alternative);
  const at = (instant: number) => momentText(instant, port.catalog.city.utcOffset);
  return (
    <>
      {same ? (
        <>
          <h2>
            {say(W.reportVersion, { n: same.head.n, name: same.head.name })}{' '}
            {same.record ? say(STAGE_WORDS[same.record.progress.stage]) : ''}
          </h2>
          <p>{say(W.reportSaved, { who: same.head.author.name, date: at(same.head.author.at) })}</p>
        </>
      ) : (
        <h2>{say(W.reportDraft)}</h2>
      )}
      {same?.record?.frozen ? null : (
        <p>
          {say(W.reportHash)}
          <br />
          <code>{hash}</code>
        </p>
      )}
      {shown === 'all' ? null : (
        <p>
          {say(SHOWN_WORDS[shown])}: {say(W.reportHeldBack, { n: numberText(heldBack.length) })}{' '}
          {[...new Set(heldBack.flatMap(({ waitsFor }) => waitsFor.map(({ need }) => needLabel(need))))].join(', ')}
        </p>
      )}
      {same?.record ? <Signatures record={same.record} /> : null}
      <ApprovalFindings alternative={alternative} open />
    </>
  );
}
