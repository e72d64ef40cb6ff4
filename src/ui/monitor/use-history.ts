import { useEffect, useState } from 'react';
import type { Instant } from '../../domain/clock.ts';
import type { HistoryPoint } from '../../state/port.ts';
import { usePort } from '../desk-context.ts';

/** Expected trouble is data. */
export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'ready'; readonly value: T };

/** The history of some properties of one asset over one window, in the same buckets. Keep `properties` the same array. */
export function useHistory(
  asset: string,
  properties: readonly string[],
  from: Instant,
  to: Instant,
  buckets: number,
): Loaded<Readonly<Record<string, readonly HistoryPoint[]>>> {
  const port = usePort();
  const [loaded, setLoaded] = useState<Loaded<Readonly<Record<string, readonly HistoryPoint[]>>>>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    Promise.all(
      properties.map(async (each) => [each, (await port.history(asset, each, from, to, buckets)).points] as const),
    ).then(
      (series) => wanted && setLoaded({ kind: 'ready', value: Object.fromEntries(series) }),
      (error: unknown) =>
        wanted && setLoaded({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [port, asset, properties, from, to, buckets]);
  return loaded;
}

/** Pairs of two series where both have a value: buckets are the same, gaps need not be. */
export function pairsOf(
  xs: readonly HistoryPoint[],
  ys: readonly HistoryPoint[],
  bucket: number,
): { readonly x: number; readonly y: number; readonly time: Instant }[] {
  const key = (time: Instant) => Math.floor(time / bucket);
  const byTime = new Map(xs.map((each) => [key(each.time), each.mean]));
  return ys.flatMap(({ time, mean }) => {
    const x = byTime.get(key(time));
    return x === undefined ? [] : [{ x, y: mean, time }];
  });
}
