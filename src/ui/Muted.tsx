import { useState } from 'react';
import { DAY, HOUR } from '../domain/clock.ts';
import { LONGEST_MUTE, mutesAt } from '../domain/mute.ts';
import { failedText } from './alert-text.ts';
import { D } from './alert-words.ts';
import { findAsset, nameAt } from './asset-state.ts';
import { DataName } from './DataName.tsx';
import { sameShape, usePort, useSample, useSay } from './desk-context.ts';
import { durationText, momentText, numberText } from './format.ts';

/** How long an asset may be muted. */
const SPANS = [HOUR, 4 * HOUR, DAY, LONGEST_MUTE];

/** What is not told now, until when, by whom and why; an operator lets it speak again. */
export function Muted() {
  const port = usePort();
  const say = useSay();
  const { utcOffset } = port.catalog.city;
  const mutes = useSample((each) => [...mutesAt(each.mutes(), each.now())], sameShape);
  const [trouble, setTrouble] = useState('');
  if (mutes.length === 0) return null;
  const lift = (asset: string) =>
    port.muteAsset(asset, null, '').catch((error: unknown) => setTrouble(failedText(error, say)));
  return (
    <details className="muted-alerts">
      <summary>{say(D.muted, { n: numberText(mutes.length) })}</summary>
      <ul className="alert-list">
        {mutes.map(({ asset, until, by, reason }) => {
          const found = findAsset(port.fleet(), asset);
          return (
            <li key={asset} className="row">
              <span>
                <b>
                  <DataName name={found ? nameAt(found.layer, found.slot) : asset} />
                </b>{' '}
                {say(D.mutedUntil, { time: momentText(until, utcOffset), by })} <q>{reason}</q>
              </span>
              <button type="button" className="quiet" onClick={() => void lift(asset)}>
                {say(D.lift)}
              </button>
            </li>
          );
        })}
      </ul>
      {trouble ? <p role="alert">{trouble}</p> : null}
    </details>
  );
}

/** Silences one asset for a while: its reason is asked, its end is given. */
export function MuteForm({ asset, done }: { readonly asset: string; readonly done: () => void }) {
  const port = usePort();
  const say = useSay();
  const [span, setSpan] = useState(4 * HOUR);
  const [reason, setReason] = useState('');
  const [trouble, setTrouble] = useState('');
  return (
    <form
      className="decision"
      onSubmit={(event) => {
        event.preventDefault();
        port
          .muteAsset(asset, port.now() + span, reason.trim())
          .then(done, (error: unknown) => setTrouble(failedText(error, say)));
      }}
    >
      <div className="row">
        <select
          value={span}
          aria-label={say(D.within)}
          onChange={(event) => setSpan(Number(event.currentTarget.value))}
        >
          {SPANS.map((each) => (
            <option key={each} value={each}>
              {durationText(each, say)}
            </option>
          ))}
        </select>
        <input
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          placeholder={say(D.muteReason)}
          aria-label={say(D.muteReason)}
          maxLength={200}
        />
        <button type="submit" disabled={reason.trim() === ''}>
          {say(D.mute)}
        </button>
      </div>
      {trouble ? <p role="alert">{trouble}</p> : null}
    </form>
  );
}
