import type { Instant } from '../domain/clock.ts';
import { useSay } from './desk-context.ts';
import { segment, type TimeAxis, xOf } from './time-axis.ts';
import { useAlertDensity } from './use-alert-density.ts';
import { W } from './words.ts';

/** Alerts in a bucket at which its bar is full height. */
const FULL = 8;

/** Left of now: what has been recorded, how many alerts there were, and where nothing was recorded at all. */
export function TimeRecord({ axis, now }: { readonly axis: TimeAxis; readonly now: Instant }) {
  const say = useSay();
  const density = useAlertDensity(axis, now);
  const nowX = Math.min(axis.width, xOf(axis, now));
  const gaps = mergeGaps(density);
  return (
    <div className="record" style={{ width: Math.max(0, nowX) }} aria-hidden="true">
      <svg width={Math.max(0, nowX)} height="100%" role="presentation">
        {density.map((bucket) => {
          const place = segment(axis, bucket.from, Math.min(bucket.to, now));
          const total = bucket.yellow + bucket.orange + bucket.red;
          if (!place || total === 0) return null;
          const height = (count: number) => `${Math.min(1, count / Math.max(FULL, total)) * 100}%`;
          const top = (count: number) => `${100 - Math.min(1, count / Math.max(FULL, total)) * 100}%`;
          const x = place.x + 0.5;
          const width = Math.max(1, place.width - 1);
          return (
            <g key={bucket.from}>
              <rect data-level="yellow" x={x} width={width} y={top(total)} height={height(total)} />
              <rect
                data-level="orange"
                x={x}
                width={width}
                y={top(bucket.orange + bucket.red)}
                height={height(bucket.orange + bucket.red)}
              />
              <rect data-level="red" x={x} width={width} y={top(bucket.red)} height={height(bucket.red)} />
            </g>
          );
        })}
      </svg>
      {gaps.map((gap) => {
        const place = segment(axis, gap.from, Math.min(gap.to, now));
        return place ? (
          <span key={gap.from} className="gap" style={{ left: place.x, width: place.width }}>
            {place.width > 60 ? say(W.noRecord) : ''}
          </span>
        ) : null;
      })}
    </div>
  );
}

/** Neighbouring buckets without any observation, as one stretch. */
function mergeGaps(density: readonly { from: Instant; to: Instant; observed: boolean }[]) {
  const gaps: { from: Instant; to: Instant }[] = [];
  for (const bucket of density) {
    const last = gaps.at(-1);
    if (bucket.observed) continue;
    if (last && Math.abs(last.to - bucket.from) < 1) last.to = bucket.to;
    else gaps.push({ from: bucket.from, to: bucket.to });
  }
  return gaps;
}
