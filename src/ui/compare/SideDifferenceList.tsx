import { useState } from 'react';
import { useDesk, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { flyTo } from '../versions/look-over.ts';
import { W } from './compare-words.ts';
import { DifferenceMark } from './DifferenceMark.tsx';
import { DIFFERENCE_KINDS, type SideDifference, useDifferences } from './use-differences.ts';

/** Rows shown at once; a merged road has hundreds. */
const PAGE = 60;

/** What stands on one side alone, counted as the onion skin counts it; a press flies there. */
export function SideDifferenceList() {
  const say = useSay();
  const differences = useDifferences();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(PAGE);
  if (!differences) return null;
  if (differences.length === 0) return <p className="soft">{say(W.same)}</p>;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {say(W.differences, { n: numberText(differences.length) })}
        <span className="tally">
          {DIFFERENCE_KINDS.map((kind) => (
            <span key={kind}>
              <DifferenceMark kind={kind} />
              {say(W[kind])} {numberText(differences.filter((each) => each.kind === kind).length)}
            </span>
          ))}
        </span>
      </summary>
      {open ? (
        <>
          <ul className="side-differences">
            {differences.slice(0, shown).map((each) => (
              <Row key={`${each.kind} ${each.objects[0]?.id}`} difference={each} />
            ))}
          </ul>
          {differences.length > shown ? (
            <button type="button" onClick={() => setShown(shown + PAGE)}>
              {say(W.more, { n: numberText(Math.min(PAGE, differences.length - shown)) })}
            </button>
          ) : null}
        </>
      ) : null}
    </details>
  );
}

function Row({ difference: { kind, objects } }: { readonly difference: SideDifference }) {
  const { port } = useDesk();
  const say = useSay();
  const layer = port.fleet().get(objects[0]?.layer ?? '')?.definition;
  return (
    <li>
      <button
        type="button"
        className="quiet"
        onClick={() =>
          flyTo(
            port,
            objects.map(({ id }) => id),
          )
        }
      >
        <DifferenceMark kind={kind} />
        <span>{say(W[kind])}</span>
        <span className="id">{objects[0]?.id}</span>
        <span className="soft">{layer ? say(layer.title) : ''}</span>
      </button>
    </li>
  );
}
