import type { FleetLayer } from '../../domain/fleet.ts';
import type { ColorClass } from '../../domain/query/classify.ts';
import type { Field } from '../../domain/query/fields.ts';
import { type Say, useSample, useSay } from '../desk-context.ts';
import { numberText, unitText } from '../format.ts';
import { ProvenanceTag } from '../Tag.tsx';
import { L, METHOD_WORDS } from './look-words.ts';

/** What the colours of a layer mean while they follow a field: ranges with unit, how many there are, and whose values they are. */
export function ClassLegend({ layer }: { readonly layer: FleetLayer }) {
  const say = useSay();
  const colors = useSample((port) => port.colors().get(layer.definition.id));
  if (!colors) return null;
  const { field, by, classes } = colors;
  const known = classes.reduce((sum, { count }) => sum + count, 0);
  const nothing = layer.assets.count - known;
  return (
    <div className="class-legend">
      <p>
        <b>{say(field.title)}</b>
        {field.unit ? <span className="soft"> {unitText({ unit: field.unit }, say)}</span> : null}
        <span className="soft"> {say(METHOD_WORDS[by])}</span>{' '}
        <ProvenanceTag provenance={field.from === 'register' ? layer.assets.provenance : layer.source} />
      </p>
      {known === 0 ? <p className="soft">{say(L.noClasses)}</p> : null}
      <ul>
        {classes.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its place in the ramp.
          <li key={index}>
            <i
              className="swatch"
              style={{ '--day': each.color.day, '--night': each.color.night } as React.CSSProperties}
            />
            <span>{classText(field, each, say)}</span>
            <span className="soft">{numberText(each.count)}</span>
          </li>
        ))}
        {nothing > 0 ? (
          <li>
            <i className="swatch" data-none="true" />
            <span className="soft">{say(L.nothing)}</span>
            <span className="soft">{numberText(nothing)}</span>
          </li>
        ) : null}
      </ul>
      <p className="soft">{say(L.statusStays)}</p>
    </div>
  );
}

function classText(field: Field, { kind, from, to }: ColorClass, say: Say): string {
  if (kind !== undefined) return typeof kind === 'string' ? kind : say(kind);
  const text = (value: number) => numberText(value, Number.isInteger(value) ? 0 : field.decimals || 1);
  if (from === undefined) return to === undefined ? say(L.all) : say(L.below, { to: text(to) });
  return to === undefined ? say(L.from, { from: text(from) }) : say(L.between, { from: text(from), to: text(to) });
}
