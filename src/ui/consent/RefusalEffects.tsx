import type { ObjectRef } from '../../scenario/compiled.ts';
import { VERDICT_WORDS } from '../../scenario/findings.ts';
import { POLE_LAYERS } from '../../scenario/poles/plan-layers.ts';
import type { FindingChange } from '../../scenario/versions/refusal-effect.ts';
import { usePort, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { questionsOf } from '../versions/owners.ts';
import type { VersionPage } from '../versions/version-page.ts';
import { C } from './consent-words.ts';
import type { DeskRow } from './desk-rows.ts';
import { Figures } from './Figures.tsx';
import { Optimum } from './Optimum.tsx';
import { useRefusal } from './use-refusal.ts';

/** What changes if one owner refuses: poles that stay, carriers that fall away, figures and rules, and the best plan without it. */
export function RefusalEffects(props: {
  readonly page: VersionPage;
  readonly alternative: VersionPage['document']['alternatives'][number];
  readonly rows: readonly DeskRow[];
  readonly desk: DeskRow;
}) {
  const { page, alternative, rows, desk } = props;
  const say = useSay();
  const needs = rows.flatMap(({ row }) => questionsOf(row));
  const refused = questionsOf(desk.row);
  const { effect, figures, allFigures, findings, failed } = useRefusal(page.document, alternative, needs, refused);
  const { stays, notBuilt, mountsKept, heldBack } = effect;
  return (
    <section className="refusal-effects" aria-label={say(C.whatIfFor, { owner: desk.row.owner })}>
      <h3>{say(C.whatIfFor, { owner: desk.row.owner })}</h3>
      <p className="soft">{say(C.effect, { alternative: alternative.id })}</p>
      {heldBack === 0 ? (
        <p>{say(C.nothing)}</p>
      ) : (
        <ul className="counts">
          <Count
            words={say(C.stays, {
              n: numberText(stays.length),
              poles: numberText(stays.filter(({ layer }) => POLE_LAYERS.includes(layer)).length),
            })}
            objects={stays}
          />
          <Count words={say(C.notBuilt, { n: numberText(notBuilt.length) })} objects={notBuilt} />
          <Count words={say(C.mountsKept, { n: numberText(mountsKept) })} objects={[]} />
          <Count words={say(C.heldBack, { n: numberText(heldBack) })} objects={[]} />
        </ul>
      )}
      {failed ? (
        <p role="alert">{say(C.failed, { because: failed })}</p>
      ) : (
        <>
          <h3>{say(C.figures)}</h3>
          <Figures figures={figures} before={say(C.wholePlan)} after={say(C.withRefusal)} />
          {figures.length === 0 && allFigures ? <p>{say(C.noChange)}</p> : null}
          {allFigures ? null : <p role="status">{say(C.computing)}</p>}
          <h3>{say(C.findings)}</h3>
          {findings === null ? (
            <p role="status">{say(C.computing)}</p>
          ) : findings.length === 0 ? (
            <p>{say(C.noChange)}</p>
          ) : (
            <FindingList findings={findings} />
          )}
          <Optimum page={page} kept={[...new Set(refused.map(({ id }) => id))]} />
        </>
      )}
    </section>
  );
}

function Count({ words, objects }: { readonly words: string; readonly objects: readonly ObjectRef[] }) {
  const port = usePort();
  const say = useSay();
  return (
    <li>
      <b>{words}</b>{' '}
      {objects.length > 0 ? (
        <button
          type="button"
          className="quiet"
          onClick={() =>
            port.run(
              'asset.highlight',
              objects.map(({ id }) => id),
            )
          }
        >
          {say(C.outline)}
        </button>
      ) : null}
    </li>
  );
}

function FindingList({ findings }: { readonly findings: readonly FindingChange[] }) {
  const say = useSay();
  const verdict = (each: FindingChange['before']) => (each === null ? '—' : say(VERDICT_WORDS[each]));
  return (
    <ul className="finding-changes">
      {findings.map(({ rule, title, before, after, words }) => (
        <li key={rule}>
          <span className="tag">
            {verdict(before)} → {verdict(after)}
          </span>{' '}
          <b>
            {rule} {say(title)}
          </b>{' '}
          {say(words)}
        </li>
      ))}
    </ul>
  );
}
