import { useState } from 'react';
import { needLabel } from '../../scenario/versions/consents.ts';
import { usePort, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { Field } from '../people/Field.tsx';
import { flyTo } from './look-over.ts';
import { mountLabel } from './mount-label.ts';
import { type AskedObject, answersOf, type OwnerRow } from './owners.ts';
import { RecordAnswer } from './RecordAnswer.tsx';
import type { VersionPage } from './version-page.ts';
import { ANSWER_WORDS, W } from './versions-words.ts';

/** The poles and mounts of one owner, each with its answer; those that are marked get an answer of their own, many at once. */
export function OwnerObjects(props: {
  readonly page: VersionPage;
  readonly row: OwnerRow;
  readonly writable: boolean;
}) {
  const { page, row, writable } = props;
  const say = useSay();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [owner, setOwner] = useState(row.owner);
  const chosen = row.objects.filter(({ need }) => marked.has(needLabel(need)));
  const mark = (objects: readonly AskedObject[], on: boolean) => {
    const next = new Set(marked);
    for (const { need } of objects) {
      if (on) next.add(needLabel(need));
      else next.delete(needLabel(need));
    }
    setMarked(next);
  };
  return (
    <div className="owner-objects">
      {writable ? (
        <p className="row">
          <label>
            <input
              type="checkbox"
              checked={chosen.length === row.objects.length}
              onChange={(event) => mark(row.objects, event.currentTarget.checked)}
            />
            {say(W.markAll, { n: numberText(row.objects.length) })}
          </label>
          <button type="button" className="quiet" onClick={() => setMarked(new Set(open(row)))}>
            {say(W.markOpen)}
          </button>
          <span className="soft" role="status">
            {say(W.marked, { n: numberText(chosen.length) })}
          </span>
        </p>
      ) : null}
      <ul>
        {row.objects.map((each) => (
          <ObjectRow
            key={needLabel(each.need)}
            object={each}
            marked={marked.has(needLabel(each.need))}
            mark={writable ? (on) => mark([each], on) : null}
          />
        ))}
      </ul>
      {writable && chosen.length > 0 ? (
        <>
          <Field label={say(W.answerOf)} value={owner} onChange={setOwner} />
          <RecordAnswer
            page={page}
            title={say(W.recordMarked, { n: numberText(chosen.length) })}
            consents={(given) =>
              answersOf(
                chosen.map(({ need }) => need),
                owner.trim() || row.owner,
                given,
              )
            }
            done={() => setMarked(new Set())}
          />
        </>
      ) : null}
    </div>
  );
}

function ObjectRow(props: {
  readonly object: AskedObject;
  readonly marked: boolean;
  readonly mark: ((on: boolean) => void) | null;
}) {
  const port = usePort();
  const say = useSay();
  const { need, opinion } = props.object;
  const label = need.mount === null ? need.id : say(mountLabel(need.mount));
  return (
    <li data-mount={need.mount !== null}>
      {props.mark ? (
        <input
          type="checkbox"
          aria-label={needLabel(need)}
          checked={props.marked}
          onChange={(event) => props.mark?.(event.currentTarget.checked)}
        />
      ) : null}
      {need.mount === null ? (
        <button type="button" className="figure" onClick={() => flyTo(port, [need.id])}>
          {label}
        </button>
      ) : (
        <span title={need.mount}>{label}</span>
      )}
      <span className={opinion ? 'tag' : 'soft'} data-answer={opinion?.answer}>
        {opinion ? say(ANSWER_WORDS[opinion.answer]) : say(need.mount === null ? ANSWER_WORDS.unanswered : W.asItsPole)}
      </span>
      <span className="soft">
        {opinion
          ? [
              say(opinion.scope === 'owner' ? W.byOwner : W.byItself),
              opinion.date,
              opinion.documentNumber,
              opinion.note,
            ]
              .filter(Boolean)
              .join(' · ')
          : ''}
      </span>
    </li>
  );
}

/** Poles without an answer, and what was refused. */
function open(row: OwnerRow): string[] {
  return row.objects.flatMap(({ need, opinion }) =>
    (opinion ? opinion.answer === 'unanswered' || opinion.answer === 'refused' : need.mount === null)
      ? [needLabel(need)]
      : [],
  );
}
