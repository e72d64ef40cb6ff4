import './compare.css';
import { useDesk, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { ProvenanceTag } from '../Tag.tsx';
import { flyTo } from '../versions/look-over.ts';
import { W } from './compare-words.ts';
import { DifferenceMark } from './DifferenceMark.tsx';
import { DIFFERENCE_KINDS, useDifferences } from './use-differences.ts';
import { useSides } from './use-sides.ts';

/** What the onion skin draws between which two sides, counted; a count outlines its objects and flies there. */
export default function OnionLegend() {
  const { port } = useDesk();
  const say = useSay();
  const sides = useSides();
  const differences = useDifferences();
  if (!sides || !differences) return null;
  const { compared, shown, provenance } = sides;
  return (
    <section className="onion-legend" aria-label={say(W.legend)}>
      <p>
        <span className="was">
          {compared.name} <span className="soft">{compared.time}</span>
        </span>
        <span aria-hidden="true"> → </span>
        <span>
          {shown.name} <span className="soft">{shown.time}</span>
        </span>{' '}
        {provenance && provenance !== 'surveyed' ? <ProvenanceTag provenance={provenance} /> : null}
      </p>
      <ul>
        {DIFFERENCE_KINDS.map((kind) => {
          const of = differences.filter((each) => each.kind === kind);
          const ids = of.flatMap(({ objects }) => objects.map(({ id }) => id));
          return (
            <li key={kind}>
              <button
                type="button"
                className="quiet"
                disabled={of.length === 0}
                title={say(W.showAll, { n: numberText(of.length) })}
                onClick={() => flyTo(port, ids)}
              >
                <DifferenceMark kind={kind} />
                {say(W[kind])} <strong>{numberText(of.length)}</strong>
              </button>
            </li>
          );
        })}
        <li className="soft">{say(W.merged)}</li>
      </ul>
    </section>
  );
}
