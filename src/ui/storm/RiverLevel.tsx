import { useState } from 'react';
import { HOUR, MINUTE } from '../../domain/clock.ts';
import type { CompiledScenario } from '../../scenario/compiled.ts';
import { useDesk, useSay, useSession } from '../desk-context.ts';
import { NumberField } from '../edit/NumberField.tsx';
import { momentText, numberText } from '../format.ts';
import { S } from './storm-words.ts';

/** How far back a reading may lie to be taken, and in what steps it is asked for. */
const READING = { hours: 6, minutes: 5 };

/** Level of the river at the mouth: an assumption, or what the gauge of the point read last. */
export function RiverLevel(props: {
  readonly site: string;
  readonly row: CompiledScenario['document']['assumptions'][number] | undefined;
}) {
  const { site, row } = props;
  const { port } = useDesk();
  const say = useSay();
  const assumed = useSession((session) => 'riverLevel' in session.assume);
  const [read, setRead] = useState<{ readonly value: number; readonly time: number } | 'none' | null>(null);
  if (!row) return null;
  const take = async () => {
    const now = port.now();
    const buckets = (READING.hours * HOUR) / (READING.minutes * MINUTE);
    const found = await port.history(site, 'outlet', now - READING.hours * HOUR, now, buckets).then(
      ({ points }) => points.at(-1),
      () => undefined,
    );
    setRead(found ? { value: found.mean, time: found.time } : 'none');
    if (found) port.run('scenario.assume', { key: 'riverLevel', value: Number(found.mean.toFixed(2)) });
  };
  return (
    <div className="storm-river">
      <NumberField
        label={`${say(row.title)} ${row.unit}`}
        value={row.value}
        step={0.1}
        decimals={2}
        write={(value) => port.run('scenario.assume', { key: 'riverLevel', value })}
      />
      <button type="button" className="quiet" onClick={() => void take()}>
        {say(S.riverRead)}
      </button>
      {assumed ? (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            setRead(null);
            port.run('scenario.assume', { key: 'riverLevel', value: null });
          }}
        >
          {say(S.own)}
        </button>
      ) : null}
      {read === null ? null : (
        <small className="soft" role="status">
          {read === 'none'
            ? say(S.riverNone, { n: READING.hours })
            : say(S.riverTaken, {
                level: numberText(read.value, 2),
                time: momentText(read.time, port.catalog.city.utcOffset),
              })}
        </small>
      )}
    </div>
  );
}
