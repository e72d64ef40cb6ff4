import { useState } from 'react';
import { DAY, HOUR } from '../domain/clock.ts';
import { LONGEST_MUTE, type Mute, mutesAt } from '../domain/mute.ts';
import { useDeciding } from './AlertHead.tsx';
import { D } from './alert-words.ts';
import { useDeed } from './asked.ts';
import { findAsset, nameAt } from './asset-state.ts';
import { DataName } from './DataName.tsx';
import { sameShape, usePort, useSample, useSay } from './desk-context.ts';
import { durationText, momentText, numberText } from './format.ts';
import { Refusal } from './Refusal.tsx';

/** How long an asset may be muted. */
const SPANS = [HOUR, 4 * HOUR, DAY, LONGEST_MUTE];

/** What is not told now, until when, by whom and why; an operator lets it speak again. */
export function Muted() {
  const port = usePort();
  const say = useSay();
  const mutes = useSample((each) => [...mutesAt(each.mutes(), each.now())], sameShape);
  if (mutes.length === 0) return null;
  return (
    <details className="muted-alerts">
      <summary>{say(D.muted, { n: numberText(mutes.length) })}</summary>
      <ul className="alert-list">
        {mutes.map((mute) => {
          const found = findAsset(port.fleet(), mute.asset);
          return (
            <li key={mute.asset}>
              <b>
                <DataName name={found ? nameAt(found.layer, found.slot) : mute.asset} />
              </b>
              <MutedUntil mute={mute} />
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** That an asset is muted, for who may let it speak again; empty when it is not. */
export function AssetMuted({ asset }: { readonly asset: string }) {
  const { may } = useDeciding();
  const mute = useMute(asset);
  return may && mute ? <MutedUntil mute={mute} /> : null;
}

/** Mutes an asset, for who may; empty when it is muted already. */
export function AssetMute({ asset }: { readonly asset: string }) {
  const say = useSay();
  const deciding = useDeciding();
  const mute = useMute(asset);
  if (!deciding.may || mute) return null;
  return (
    <section aria-label={say(D.mute)}>
      <button type="button" aria-expanded={deciding.open} onClick={deciding.toggle}>
        {say(D.mute)}
      </button>
      {deciding.open ? <MuteForm asset={asset} done={deciding.close} /> : null}
    </section>
  );
}

function useMute(asset: string): Mute | null {
  return useSample((each) => mutesAt(each.mutes(), each.now()).find((mute) => mute.asset === asset) ?? null);
}

function MutedUntil({ mute }: { readonly mute: Mute }) {
  const port = usePort();
  const say = useSay();
  const { busy, refusal, perform } = useDeed();
  const { asset, until, by, reason, plan } = mute;
  return (
    <>
      <p className="row">
        <span>
          {say(D.mutedUntil, { time: momentText(until, port.catalog.city.utcOffset), by })} <q>{reason}</q>
        </span>
        {plan ? null : (
          <button
            type="button"
            className="quiet"
            disabled={busy}
            onClick={() => perform(() => port.muteAsset(asset, null, ''))}
          >
            {say(D.lift)}
          </button>
        )}
      </p>
      <Refusal words={refusal} />
    </>
  );
}

/** Silences one asset for a while: its reason is asked, its end is given. */
export function MuteForm({ asset, done }: { readonly asset: string; readonly done: () => void }) {
  const port = usePort();
  const say = useSay();
  const [span, setSpan] = useState(4 * HOUR);
  const [reason, setReason] = useState('');
  const { busy, refusal, perform } = useDeed();
  return (
    <form
      className="decision"
      onSubmit={(event) => {
        event.preventDefault();
        perform(() => port.muteAsset(asset, port.now() + span, reason.trim()), done);
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
        <button type="submit" disabled={busy || reason.trim() === ''}>
          {say(D.mute)}
        </button>
      </div>
      <Refusal words={refusal} />
    </form>
  );
}
