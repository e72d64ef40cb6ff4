import { useState } from 'react';
import type { AssetState } from '../asset-state.ts';
import { useSay } from '../desk-context.ts';
import HistoryChart from '../HistoryChart.tsx';
import { ThresholdBands } from '../ThresholdBands.tsx';
import { M } from './monitor-words.ts';

/** The course of one quantity of a bridge with the bands of its limits. */
export default function HistoryPage({ state }: { readonly state: AssetState }) {
  const say = useSay();
  const { definition } = state.layer;
  const [key, setKey] = useState(definition.symbology.primary ?? '');
  const choices = state.properties.filter(({ property, liveness }) => !property.states && liveness !== 'none');
  const shown = choices.find(({ property }) => property.key === key) ?? choices[0];
  if (!shown) return <p className="empty">{say(M.noValue)}</p>;
  return (
    <>
      <label className="monitor-choice">
        {say(M.which)}
        <select value={shown.property.key} onChange={(event) => setKey(event.currentTarget.value)}>
          {choices.map(({ property }) => (
            <option key={property.key} value={property.key}>
              {say(property.title)}
            </option>
          ))}
        </select>
      </label>
      <HistoryChart asset={state.asset.id} state={shown} layer={definition} attributes={state.asset.attributes} />
      <ThresholdBands layer={definition} state={shown} attributes={state.asset.attributes} />
    </>
  );
}
