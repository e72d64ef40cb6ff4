import './tools.css';
import { useState } from 'react';
import type { Joining } from '../../domain/query/write-cql2.ts';
import type { Session } from '../../state/session.ts';
import { type Say, usePort, useSay, useSession } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { Icon } from '../Icon.tsx';
import { S } from '../select/select-words.ts';
import { N } from './buffer-words.ts';

const JOININGS: readonly Joining[] = ['replace', 'add', 'subtract'];

/** Chooses what stands within a distance of an asset, or of what was measured. */
export default function BufferCard() {
  const port = usePort();
  const say = useSay();
  const select = useSession((session) => session.select);
  const measure = useSession((session) => session.measure);
  const selection = useSession((session) => session.selection);
  const [metres, setMetres] = useState(50);
  const [how, setHow] = useState<Joining>('replace');
  const [wanted, setWanted] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const sources = sourcesOf(select, measure, say);
  const source = sources.find(({ id }) => id === wanted) ?? sources[0];
  return (
    <section className="tool-card buffer-card" aria-label={say(N.title)}>
      <header>
        <b>{say(N.title)}</b>
        <span className="soft">{say(source ? N.how : N.nothing)}</span>
        <button
          type="button"
          className="quiet"
          aria-label={say(N.close)}
          title={say(N.close)}
          onClick={() => port.run('panel.buffer', false)}
        >
          <Icon id="close" />
        </button>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!source) return;
          try {
            port.run('selection.near', { of: source.of, metres, how });
            setTrouble(null);
          } catch (error) {
            setTrouble((error as Error).message);
          }
        }}
      >
        {source ? (
          <label>
            {say(N.of)}{' '}
            <select value={source.id} onChange={(event) => setWanted(event.currentTarget.value)}>
              {sources.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <NumberField label={say(N.metres)} value={metres} step={10} decimals={0} write={setMetres} />
        <fieldset className="segments small" aria-label={say(S.how)}>
          {JOININGS.map((each) => (
            <button key={each} type="button" aria-pressed={how === each} onClick={() => setHow(each)}>
              {say(S[each])}
            </button>
          ))}
        </fieldset>
        <button type="submit" className="primary" disabled={!source}>
          {say(N.choose)}
        </button>
        {selection === null ? null : (
          <button type="button" onClick={() => port.run('table.show')}>
            {say(N.table)}
          </button>
        )}
      </form>
      {trouble ? <p role="alert">{trouble}</p> : null}
    </section>
  );
}

/** What something can be near to: the selected asset, and what was measured. */
function sourcesOf(
  select: string | null,
  measure: Session['measure'],
  say: Say,
): readonly { readonly id: string; readonly title: string; readonly of: object }[] {
  const points = (measure?.points ?? []).map(([longitude, latitude]) => [longitude, latitude]);
  const asset = select === null ? [] : [{ id: 'asset', title: say(N.asset, { id: select }), of: { asset: select } }];
  if (!measure || points.length === 0) return asset;
  if (measure.kind === 'area' && points.length > 2)
    return [...asset, { id: 'ring', title: say(N.ring), of: { ring: points } }];
  const title = say(points.length === 1 ? N.point : N.line);
  return [...asset, { id: 'path', title, of: { path: points } }];
}
