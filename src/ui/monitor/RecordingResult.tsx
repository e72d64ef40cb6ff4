import { useMemo, useState } from 'react';
import type { ChannelAnalysis, FileAnalysis, RecordingAnalysis } from '../../domain/signal/analysis.ts';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import { CableFromRecording } from './CableFromRecording.tsx';
import { Chart } from './Chart.tsx';
import { M } from './monitor-words.ts';
import { spectrumPlan } from './spectrum-plan.ts';

/** What a raw file gave: a channel's spectrum with its first modes, ten-minute RMS, and the rows that could not be taken. */
export function RecordingResult({ analysis }: { readonly analysis: FileAnalysis }) {
  const say = useSay();
  const channels = analysis.recordings.flatMap((recording) =>
    recording.channels.map((channel) => ({ recording, channel, label: `${recording.file} · ${channel.name}` })),
  );
  const [index, setIndex] = useState(0);
  const shown = channels[index] ?? channels[0];
  return (
    <section className="recording">
      {analysis.refused.map((reason) => (
        <p key={reason.zh} role="alert" className="recording-refused">
          {say(reason)}
        </p>
      ))}
      {shown ? (
        <>
          <label className="monitor-choice">
            {say(M.channel)}
            <select value={index} onChange={(event) => setIndex(Number(event.currentTarget.value))}>
              {channels.map(({ label }, each) => (
                <option key={label} value={each}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <Facts recording={shown.recording} />
          <ChannelResult channel={shown.channel} />
          {shown.channel.peaks.length > 0 ? <CableFromRecording peaks={shown.channel.peaks} /> : null}
          <BadRows recording={shown.recording} />
        </>
      ) : null}
    </section>
  );
}

function Facts({ recording }: { readonly recording: RecordingAnalysis }) {
  const say = useSay();
  const { begins, rows, seconds, rate, gaps, badCount } = recording;
  return (
    <p className="soft">
      {begins}{' '}
      {say(M.recordFacts, {
        rows: numberText(rows),
        seconds: numberText(seconds),
        rate: numberText(rate, 1),
        gaps,
        bad: badCount,
      })}
    </p>
  );
}

function ChannelResult({ channel }: { readonly channel: ChannelAnalysis }) {
  const say = useSay();
  const { spectrum, modes, unit, rms } = channel;
  const plan = useMemo(() => spectrum && spectrumPlan(spectrum, modes), [spectrum, modes]);
  const hertz = (frequency: number) => `${numberText(frequency, 3)}\u2009Hz`;
  return (
    <>
      {plan && spectrum ? (
        <>
          <p className="axis-title">{unit === '' ? 'dB/Hz' : `dB, (${unit})²/Hz`}</p>
          <Chart
            plan={plan}
            label={say(M.spectrumLabel, {
              channel: channel.name,
              modes: modes.map(({ frequency }) => hertz(frequency)).join(' '),
            })}
          />
          <p className="soft">
            {say(M.spectrumNote, { step: numberText(spectrum.step, 4), n: spectrum.segments })}
            {modes.length === 0 ? ` ${say(M.noModes)}` : ''}
          </p>
        </>
      ) : (
        <p className="empty">{say(M.noSpectrum)}</p>
      )}
      <dl className="figure-strip">
        {modes.map(({ frequency, prominence }, index) => (
          <div key={frequency}>
            <dt>{say(M.mode, { n: index + 1 })}</dt>
            <dd>
              <b>{hertz(frequency)}</b>
              <small>+{numberText(prominence)} dB</small>
            </dd>
          </div>
        ))}
        {rms.slice(0, 4).map((window) => (
          <div key={window.from}>
            <dt>{say(M.rms)}</dt>
            <dd>
              <b>
                {window.rms.toPrecision(3)}
                {'\u2009'}
                {unit}
              </b>
              <small>
                {numberText(window.from / 60, 0)}–{numberText(window.to / 60, 0)} min
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function BadRows({ recording }: { readonly recording: RecordingAnalysis }) {
  const say = useSay();
  if (recording.badCount === 0) return null;
  return (
    <details className="recording-bad">
      <summary>
        {say(M.badRows)} {numberText(recording.badCount)}
      </summary>
      <ul>
        {recording.bad.map((each) => (
          <li key={each.line}>
            {say(M.badRow, { file: each.file, line: each.line, reason: say(each.reason) })} <code>{each.text}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
