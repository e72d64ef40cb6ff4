import { LEVEL_WORDS, levelRank } from '../domain/level.ts';
import { LIVENESS_WORDS } from '../domain/liveness.ts';
import { nameAt, type PropertyState, stateOf } from './asset-state.ts';
import { censusOf, freshest, isCurrent, prevailing } from './census.ts';
import { DataName } from './DataName.tsx';
import { useSample, useSay } from './desk-context.ts';
import { unitText, valueText } from './format.ts';
import { Icon } from './Icon.tsx';
import { Sparkline, useHistory } from './Sparkline.tsx';
import { StatusIcon } from './StatusIcon.tsx';
import { ProvenanceTag } from './Tag.tsx';
import { W } from './words.ts';

/** Systems on the wall: no more than can be read. */
const MOST = 5;

/** The wall's right side: each system one figure, one line of 24 hours, one state. */
export function HallSystems() {
  const say = useSay();
  const ids = useSample((port) =>
    [...port.fleet().values()]
      .filter((layer) => layer.definition.properties.length > 0)
      .sort((a, b) => PRIORITY.indexOf(a.definition.id) - PRIORITY.indexOf(b.definition.id))
      .filter((layer) => PRIORITY.includes(layer.definition.id))
      .slice(0, MOST)
      .map((layer) => layer.definition.id)
      .join(' '),
  );
  return (
    <section className="panel hall-systems" aria-label={say(W.systems)}>
      <header className="panel-head">
        <h2>{say(W.systems)}</h2>
        <span className="soft">{say(W.last24h)}</span>
      </header>
      {ids.split(' ').map((id) => (
        <System key={id} id={id} />
      ))}
    </section>
  );
}

/** From this many assets on, the share that answers says more than any single value. */
const CROWD = 50;

/** The five systems of the first walls, most dangerous first. */
const PRIORITY = ['bridge', 'waterlogging', 'lamp', 'billboard', 'greenway'];

function System({ id }: { readonly id: string }) {
  const say = useSay();
  const state = useSample(
    (port) => {
      const layer = port.fleet().get(id);
      if (!layer) return null;
      const census = censusOf(layer, port.at());
      const slot = census.worstSlot;
      const row = slot < 0 ? null : stateOf(layer, slot, port.at());
      const primary = row?.properties.find((each) => each.property.key === layer.definition.symbology.primary);
      // The figure is the value that is worst; a calm system shows its primary one.
      const told = row?.properties.reduce(
        (worst, each) => (census.assets <= CROWD && levelRank(each.level) > levelRank(worst.level) ? each : worst),
        primary ?? (row.properties[0] as PropertyState),
      );
      const property = told?.property ?? layer.definition.properties[0];
      return property
        ? {
            layer,
            census,
            property,
            slot,
            asset: slot < 0 ? null : (layer.assets.ids[slot] ?? null),
            name: slot < 0 ? '' : nameAt(layer, slot),
            value: told?.value ?? Number.NaN,
            future: port.era() === 'future',
          }
        : null;
    },
    (a, b) =>
      a?.census === b?.census && Object.is(a?.value, b?.value) && a?.future === b?.future && a?.layer === b?.layer,
  );
  const property = state?.property.key ?? '';
  const history = useHistory(state?.asset ?? null, property, 24, 96);
  if (!state) return null;
  const { census, layer } = state;
  const crowd = census.assets > CROWD;
  const liveness = state.future ? 'none' : crowd ? prevailing(census) : freshest(census);
  const level = state.future ? 'normal' : census.worst;
  const alarms = census.levels.yellow + census.levels.orange + census.levels.red + census.levels.blue;
  const online = Math.round((100 * (census.liveness.live + census.liveness.late)) / Math.max(1, census.assets));
  const isHeard = freshest(census) !== 'none' && !state.future;
  const unit = crowd ? '%' : unitText(state.property, say);
  return (
    <article className="system" data-level={level}>
      <header>
        <Icon id={layer.definition.symbology.glyph} />
        <h3>{say(layer.definition.title)}</h3>
        {layer.source === 'simulated' ? <ProvenanceTag provenance="simulated" /> : null}
        <span className="system-state">
          <StatusIcon status={level} liveness={liveness} silent />
          {alarms > 0 && !state.future
            ? `${say(LEVEL_WORDS[level])} ${alarms}`
            : say(isCurrent(liveness) ? LEVEL_WORDS.normal : LIVENESS_WORDS[liveness])}
        </span>
      </header>
      <p className="system-figure" data-liveness={liveness}>
        <b>{!isHeard ? '—' : crowd ? online : valueText(state.property, state.value, say)}</b>
        <span className="soft">{isHeard ? unit : ''}</span>
      </p>
      <p className="system-what soft">
        {crowd ? `${say(W.online)}·` : ''}
        {say(state.property.title)} <DataName name={state.name} />
      </p>
      <Sparkline {...history} label={`${say(state.property.title)} ${say(W.last24h)}`} />
    </article>
  );
}
