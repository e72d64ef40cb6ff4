import type { AssetState } from '../asset-state.ts';
import { useSay } from '../desk-context.ts';
import { FileDrop } from '../FileDrop.tsx';
import HistoryChart from '../HistoryChart.tsx';
import { M } from './monitor-words.ts';
import { RecordingResult } from './RecordingResult.tsx';
import type { RecordingRun } from './use-recording.ts';

/** The spectrum of a raw recording; without one, the first frequency as it is reported. */
export function SpectrumPage(props: { readonly state: AssetState; readonly recording: RecordingRun }) {
  const say = useSay();
  const { state, recording } = props;
  const run = recording.state;
  const frequency = state.properties.find(({ property }) => property.key === 'frequency');
  return (
    <>
      {run.kind === 'done' ? <RecordingResult key={run.name} analysis={run.analysis} /> : null}
      <FileDrop
        label={say(M.rawFile)}
        words={say(M.drop)}
        choose={say(M.choose)}
        accept=".csv,.txt,.tsv,.zip"
        busy={run.kind === 'running'}
        take={([file]) => file && recording.start(file)}
      >
        <p className="soft">{say(M.rawNote)}</p>
        {run.kind === 'running' ? (
          <p className="recording-progress">
            <progress value={run.share} max={1} aria-label={say(M.reading, { name: run.name })} />
            <span>{say(M.reading, { name: run.name })}</span>
            <button type="button" onClick={() => recording.stop()}>
              {say(M.stop)}
            </button>
          </p>
        ) : null}
        {run.kind === 'stopped' ? <p role="status">{say(M.stopped)}</p> : null}
        {run.kind === 'failed' ? <p role="alert">{say(M.failed, { reason: run.reason })}</p> : null}
      </FileDrop>
      {run.kind !== 'done' && frequency && frequency.liveness !== 'none' ? (
        <>
          <h3>{say(M.featureFirst)}</h3>
          <HistoryChart
            asset={state.asset.id}
            state={frequency}
            layer={state.layer.definition}
            attributes={state.asset.attributes}
          />
        </>
      ) : null}
    </>
  );
}
