import { useEffect, useState } from 'react';
import { HOUR, type Instant } from '../domain/clock.ts';
import type { HistoryPoint } from '../state/port.ts';
import { usePort, useSample } from './desk-context.ts';
import { stretches } from './stretches.ts';

/** History of one property of one asset over the last `hours` up to now, asked for again when a bucket has passed. */
export function useHistory(asset: string | null, property: string, hours: number, buckets: number) {
  const port = usePort();
  const step = (hours * HOUR) / buckets;
  const to = useSample((each) => Math.floor(each.now() / step) * step);
  const [points, setPoints] = useState<readonly HistoryPoint[]>([]);
  useEffect(() => {
    if (asset === null) return undefined;
    let wanted = true;
    port.history(asset, property, to - hours * HOUR, to, buckets).then(
      (answer) => wanted && setPoints(answer.points),
      () => {
        // The connection banner speaks for a dead gateway; the last line stays.
      },
    );
    return () => {
      wanted = false;
    };
  }, [port, asset, property, hours, buckets, to]);
  return { points, from: to - hours * HOUR, to };
}

/** A line of history without axes; limits are dashed lines in their colour. */
export function Sparkline(props: {
  readonly points: readonly HistoryPoint[];
  readonly from: Instant;
  readonly to: Instant;
  readonly limits?: readonly { readonly level: string; readonly limit: number }[];
  readonly label: string;
}) {
  const { points, from, to, limits = [] } = props;
  const values = points.flatMap((point) => [point.min, point.max]);
  const low = Math.min(...values, ...limits.map((each) => each.limit));
  const high = Math.max(...values, ...limits.map((each) => each.limit));
  const room = high - low || 1;
  const x = (t: Instant) => ((t - from) / (to - from)) * 100;
  const y = (value: number) => 38 - ((value - low) / room) * 36;
  const lines = stretches(points, ((to - from) / Math.max(1, points.length)) * 3);
  return (
    <svg className="sparkline" viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={props.label}>
      {limits.map((each) => (
        <path
          key={`${each.level}${each.limit}`}
          className="limit"
          data-level={each.level}
          d={`M0 ${y(each.limit)}H100`}
        />
      ))}
      {points.length === 0 ? null : (
        <>
          {lines.map((line) => (
            <path
              key={`band${line[0]?.time}`}
              className="band"
              d={`M${line.map((point) => `${x(point.time)} ${y(point.max)}`).join('L')}L${[...line]
                .reverse()
                .map((point) => `${x(point.time)} ${y(point.min)}`)
                .join('L')}Z`}
            />
          ))}
          {lines.map((line) => (
            <path
              key={line[0]?.time}
              className="line"
              d={`M${line.map((point) => `${x(point.time)} ${y(point.mean)}`).join('L')}`}
            />
          ))}
        </>
      )}
    </svg>
  );
}
