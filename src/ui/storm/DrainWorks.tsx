import { useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { DRAIN_KINDS, DRAIN_SIZES, type DrainKind } from '../../scenario/drainage/drain-edit.ts';
import { EditRefusal } from '../../scenario/edit/refusal.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { unitText } from '../format.ts';
import { KIND_WORDS, S, SIZE_WORDS } from './storm-words.ts';

/** Drainage works of the shown alternative at a point: their sizes, and what a click on the plan places next. */
export function DrainWorks(props: {
  readonly plan: CompiledScenario | null;
  readonly alternative: string;
  readonly point: string;
  /** Place of the point itself. */
  readonly at: readonly [number, number] | null;
  /** Ids that stand when the storm begins, and those off the terrain. */
  readonly built: ReadonlySet<string>;
  readonly outside: ReadonlySet<string>;
  readonly kind: DrainKind | null;
  readonly choose: (kind: DrainKind | null) => void;
}) {
  const { plan, alternative, point, at, built, outside, kind, choose } = props;
  const { port } = useDesk();
  const say = useSay();
  const [refused, setRefused] = useState<Words | null>(null);
  const attempt = (command: string, argument: unknown) => {
    try {
      port.run(command, argument);
      setRefused(null);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      setRefused(error instanceof EditRefusal ? error.words : { zh: error.message, en: error.message });
    }
  };
  const works = port.catalog.scenarios.find(({ id }) => id === 'waterlogging-works');
  const own = plan && worksOf(plan, alternative, point);
  return (
    <section className="drain-works" aria-label={say(S.works)}>
      <h3>
        {say(S.works)}{' '}
        {plan ? (
          <small className="soft">{say(S.worksOf, { plan: say(plan.document.title), alternative })}</small>
        ) : null}
      </h3>
      {own === null ? (
        <p className="soft">
          {say(S.needPlan)}{' '}
          {works ? (
            <button
              type="button"
              onClick={() => port.run('scenario.open', `${works.id}.${works.alternatives.at(-1)?.id}`)}
            >
              {say(S.openPlan)}
            </button>
          ) : null}
        </p>
      ) : (
        <>
          <ul>
            {own.map(({ id, attributes }) => {
              const own = attributes.kind as DrainKind;
              return (
                <li key={id}>
                  <b>{say(KIND_WORDS[own])}</b>
                  <span className="drain-sizes">
                    {Object.keys(DRAIN_SIZES[own]).map((key) => {
                      const size = SIZE_WORDS[key];
                      if (!size) return null;
                      return (
                        <NumberField
                          key={key}
                          label={`${say(size.title)} ${unitText({ unit: size.unit }, say)}`}
                          value={Number(attributes[key] ?? 0)}
                          decimals={size.decimals}
                          step={10 ** -size.decimals}
                          write={(value) => attempt('drain.change', { id, sizes: { [key]: value } })}
                        />
                      );
                    })}
                  </span>
                  {outside.has(id) ? (
                    <span className="tag">{say(S.outside)}</span>
                  ) : built.has(id) ? null : (
                    <span className="tag">{say(S.notYet)}</span>
                  )}
                  <button type="button" className="quiet" onClick={() => attempt('drain.remove', id)}>
                    {say(S.remove)}
                  </button>
                </li>
              );
            })}
          </ul>
          <fieldset className="drain-kinds">
            <legend className="soft">
              {say(S.add)}·{say(S.addHint)}
            </legend>
            <div className="segments small">
              {DRAIN_KINDS.map((each) => (
                <button
                  key={each}
                  type="button"
                  aria-pressed={kind === each}
                  onClick={() => choose(kind === each ? null : each)}
                >
                  {say(KIND_WORDS[each])}
                </button>
              ))}
            </div>
            {kind && at ? (
              <button type="button" onClick={() => attempt('drain.add', { kind, point, at })}>
                {say(S.addAtPoint)}
              </button>
            ) : null}
          </fieldset>
        </>
      )}
      {refused ? (
        <p className="refusal" role="alert">
          {say(refused)}
        </p>
      ) : null}
    </section>
  );
}

/** What an alternative builds at a point, whenever. */
function worksOf({ document }: CompiledScenario, alternative: string, point: string) {
  const phases = document.alternatives.find(({ id }) => id === alternative)?.phases ?? [];
  return phases.flatMap(({ operations }) =>
    operations.flatMap((each) =>
      each.op === 'add' && each.asset.layer === 'drain' && each.asset.attributes.point === point ? [each.asset] : [],
    ),
  );
}
