import './look.css';
import type { FleetLayer } from '../../domain/fleet.ts';
import { colorMethods } from '../../domain/query/classify.ts';
import { fieldsOf } from '../../domain/query/fields.ts';
import { countSlots } from '../../domain/query/select-slots.ts';
import { useDesk, useSample, useSay, useSession } from '../desk-context.ts';
import { numberText, unitText } from '../format.ts';
import { Icon } from '../Icon.tsx';
import { L, METHOD_WORDS } from './look-words.ts';

const COUNTS = [3, 4, 5, 6, 7] as const;

/** What colours a layer: its status, or a field by classes. */
export function LayerLook({ layer }: { readonly layer: FleetLayer }) {
  const { port, mode } = useDesk();
  const say = useSay();
  const { definition } = layer;
  const { id } = definition;
  const color = useSession((session) => session.looks[id]?.color);
  const secret = mode.role === 'public' || port.catalog.role === 'public';
  const fields = fieldsOf(definition, secret).filter((field) => colorMethods(definition, field).length > 0);
  const field = fields.find(({ key }) => key === color?.field);
  const methods = field ? colorMethods(definition, field) : [];
  return (
    <div className="layer-look">
      <label>
        {say(L.color)}
        <select
          value={color?.field ?? ''}
          onChange={(event) => {
            const key = event.currentTarget.value;
            port.run('layer.color', { layer: id, color: key === '' ? null : { field: key } });
          }}
        >
          <option value="">{say(L.byStatus)}</option>
          {fields.map(({ key, title, unit }) => (
            <option key={key} value={key}>
              {say(title)} {unit ? `(${unitText({ unit }, say)})` : ''}
            </option>
          ))}
        </select>
      </label>
      {color && methods.length > 1 ? (
        <select
          aria-label={say(L.method)}
          value={color.by}
          onChange={(event) =>
            port.run('layer.color', { layer: id, color: { ...color, by: event.currentTarget.value } })
          }
        >
          {methods.map((each) => (
            <option key={each} value={each}>
              {say(METHOD_WORDS[each])}
            </option>
          ))}
        </select>
      ) : null}
      {color && (color.by === 'quantile' || color.by === 'jenks' || color.by === 'equal') ? (
        <select
          aria-label={say(L.classes)}
          value={color.classes}
          onChange={(event) =>
            port.run('layer.color', { layer: id, color: { ...color, classes: Number(event.currentTarget.value) } })
          }
        >
          {COUNTS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      ) : null}
      <button type="button" className="quiet" onClick={() => port.run('table.show', id)}>
        <Icon id="table" />
        {say(L.table)}
      </button>
    </div>
  );
}

/** Says that a layer shows a part of its assets, so that nobody takes it for all of them. */
export function FilterNote({ layer }: { readonly layer: FleetLayer }) {
  const { port } = useDesk();
  const say = useSay();
  const { id } = layer.definition;
  const filter = useSession((session) => session.looks[id]?.filter);
  const shown = useSample((each) => {
    const passing = each.slots().get(id)?.passing;
    return passing ? countSlots(passing) : null;
  });
  if (filter === undefined) return null;
  return (
    <p className="filter-note" title={filter}>
      <Icon id="filter" />
      <span>
        {say(L.filtered, { n: shown === null ? '…' : numberText(shown), all: numberText(layer.assets.count) })}
      </span>
      <button
        type="button"
        className="quiet"
        aria-label={say(L.noFilter)}
        title={say(L.noFilter)}
        onClick={() => port.run('layer.filter', { layer: id, where: null })}
      >
        <Icon id="close" />
      </button>
    </p>
  );
}
