import { useEffect, useState } from 'react';
import type { Instant } from '../domain/clock.ts';
import type { AlertDensity } from '../state/port.ts';
import { usePort } from './desk-context.ts';
import type { TimeAxis } from './time-axis.ts';

/** Buckets across the recorded part of the bar. */
const BUCKETS = 160;
const SETTLE_MS = 250;

/** Recorded alerts per bucket left of now, asked for when the axis has rested; the last answer stays while the next is on its way. */
export function useAlertDensity(axis: TimeAxis, now: Instant): readonly AlertDensity[] {
  const port = usePort();
  const [density, setDensity] = useState<readonly AlertDensity[]>([]);
  // One bucket of slack: the strip is asked for again when now has moved by a bucket, not at every sample.
  const bucket = (axis.to - axis.from) / BUCKETS;
  const from = Math.floor(axis.from / bucket) * bucket;
  const to = Math.min(Math.ceil(axis.to / bucket) * bucket, Math.ceil(now / bucket) * bucket);
  useEffect(() => {
    if (to <= from) {
      setDensity([]);
      return undefined;
    }
    let wanted = true;
    const timer = setTimeout(() => {
      port.alertDensity(from, to, Math.max(1, Math.round((to - from) / bucket))).then(
        (answer) => {
          if (wanted) setDensity(answer);
        },
        () => {
          // A dead gateway has its own banner; the strip keeps what it last knew.
        },
      );
    }, SETTLE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [port, from, to, bucket]);
  return density;
}
