import type { CompiledScenario } from '../../scenario/compiled.ts';
import { useDesk, useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { lookAtAsset } from '../look-at.ts';
import { S } from './survey-words.ts';

const SHOWN = 60;
/** What a survey writes of an owner that nobody knows. */
const UNKNOWN_OWNER = '\u4e0d\u660e';

/** What the field must still find out: owners that nobody knows, and drawn poles that were not found. A press flies there. */
export function Todos({ survey }: { readonly survey: NonNullable<CompiledScenario['document']['survey']> }) {
  const owners = survey.assets.filter(({ attributes }) => attributes.owner === UNKNOWN_OWNER).map(({ id }) => id);
  const moved = new Set(survey.assets.map(({ id }) => id.replace(/\.s\d*$/, '')));
  const unseen = survey.unseen.map(({ id }) => id).filter((id) => !moved.has(id));
  return (
    <>
      <Todo title={S.ownersTodo} ids={owners} />
      <Todo title={S.unseenTodo} ids={unseen} />
    </>
  );
}

function Todo({
  title,
  ids,
}: {
  readonly title: typeof S.ownersTodo | typeof S.unseenTodo;
  readonly ids: readonly string[];
}) {
  const { port } = useDesk();
  const say = useSay();
  if (ids.length === 0) return null;
  return (
    <section className="survey-todo">
      <h3>
        {say(title, { n: numberText(ids.length) })}{' '}
        <button type="button" onClick={() => port.run('asset.highlight', ids)}>
          {say(S.outlineAll)}
        </button>
      </h3>
      <p className="survey-ids">
        {ids.slice(0, SHOWN).map((id) => (
          <button key={id} type="button" className="quiet" onClick={() => lookAtAsset(port, id)}>
            {id}
          </button>
        ))}
        {ids.length > SHOWN ? <span className="soft">{say(S.more, { n: numberText(ids.length - SHOWN) })}</span> : null}
      </p>
    </section>
  );
}
