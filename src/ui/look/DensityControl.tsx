import './density.css';
import { DENSITY_COLORS, DENSITY_KINDS, type Density, densityUnit, HEXAGON_RADIUS } from '../../domain/density.ts';
import { fieldNamed, fieldsOf } from '../../domain/query/fields.ts';
import { sameShape, useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { numberText, unitText } from '../format.ts';
import { ProvenanceTag } from '../Tag.tsx';
import { D } from './density-words.ts';

/** Which layer the overview brings together, how, and by what; with what its colours mean. */
export default function DensityControl() {
  const { port, mode } = useDesk();
  const say = useSay();
  const density = useSession((session) => session.density);
  const shown = useSession((session) => session.layers);
  const secret = mode.role === 'public' || port.catalog.role === 'public';
  const layers = [...port.fleet().values()].filter(({ definition }) => shown.includes(definition.id));
  const layer = density ? port.fleet().get(density.layer) : undefined;
  const numbers = layer
    ? fieldsOf(layer.definition, secret).filter(({ type, choices }) => type === 'number' && !choices)
    : [];
  const set = (change: Partial<Density> | null) => port.run('density.set', change && { ...(density ?? {}), ...change });
  return (
    <div className="density">
      <div className="density-choices">
        <select
          aria-label={say(D.layer)}
          value={density?.layer ?? ''}
          onChange={(event) => {
            const id = event.currentTarget.value;
            set(id === '' ? null : { layer: id, measure: 'count', field: null });
          }}
        >
          <option value="">{say(D.none)}</option>
          {layers.map(({ definition }) => (
            <option key={definition.id} value={definition.id}>
              {say(definition.title)}
            </option>
          ))}
        </select>
        {density ? (
          <>
            <select
              aria-label={say(D.measure)}
              value={density.field === null ? 'count' : `${density.measure}:${density.field}`}
              onChange={(event) => {
                const [measure, field = null] = event.currentTarget.value.split(':');
                set({ measure: measure as Density['measure'], field });
              }}
            >
              <option value="count">{say(D.count)}</option>
              {numbers.flatMap(({ key, title }) =>
                (['sum', 'mean'] as const).map((measure) => (
                  <option key={`${measure}${key}`} value={`${measure}:${key}`}>
                    {say(D[measure], { field: say(title) })}
                  </option>
                )),
              )}
            </select>
            {DENSITY_KINDS.map((kind) => (
              <button key={kind} type="button" aria-pressed={density.kind === kind} onClick={() => set({ kind })}>
                {say(D[kind])}
              </button>
            ))}
          </>
        ) : null}
      </div>
      {density && layer ? <Key density={density} /> : null}
    </div>
  );
}

function Key({ density }: { readonly density: Density }) {
  const { port } = useDesk();
  const say = useSay();
  const range = useSample((each) => each.densityRange(), sameShape);
  const layer = port.fleet().get(density.layer);
  if (!layer) return null;
  const field = density.field === null ? undefined : fieldNamed(fieldsOf(layer.definition), density.field);
  const unit = densityUnit(layer.definition, density);
  const text = (value: number) =>
    numberText(value, Number.isInteger(value) ? 0 : 1) + (unit ? `\u2009${unitText({ unit }, say)}` : '');
  const [least, greatest] = density.kind === 'heat' ? [say(D.little), say(D.much)] : range ? range.map(text) : ['', ''];
  return (
    <div className="density-key">
      <span>{least}</span>
      <span className="density-ramp" aria-hidden="true">
        {DENSITY_COLORS.map(({ day, night }) => (
          <i key={day} style={{ '--day': day, '--night': night } as React.CSSProperties} />
        ))}
      </span>
      <span>{greatest}</span>
      <ProvenanceTag provenance={field?.from === 'register' || !field ? layer.assets.provenance : layer.source} />
      <p className="soft">{say(density.kind === 'heat' ? D.heatNote : D.hexagonNote, { radius: HEXAGON_RADIUS })}</p>
    </div>
  );
}
