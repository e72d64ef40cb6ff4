import { useEffect, useState } from 'react';
import { useSay } from '../desk-context.ts';
import { numberText } from '../format.ts';
import type { PlannerState } from './planner-run.ts';
import { P } from './words.ts';

/** A run on its way: blocks, the best plan known, the bound and the time, and how to stop. */
export function Course(props: {
  readonly state: Extract<PlannerState, { kind: 'running' }>;
  readonly onCancel: () => void;
}) {
  const say = useSay();
  const { progress, incumbent, since, cancelling } = props.state;
  const seconds = useSecondsSince(since);
  const points = (value: number) => (Number.isFinite(value) ? say(P.points, { n: numberText(value, 1) }) : '—');
  return (
    <div className="planner-course">
      <progress
        aria-label={say(P.blocks)}
        max={progress?.blocks ?? 1}
        {...(progress ? { value: progress.solved } : {})}
      />
      <dl>
        <dt>{say(P.blocks)}</dt>
        <dd>
          {progress ? say(P.ofBlocks, { n: numberText(progress.solved), all: numberText(progress.blocks) }) : '—'}
        </dd>
        <dt>{say(P.incumbent)}</dt>
        <dd>{progress ? points(progress.incumbent) : '—'}</dd>
        <dt>{say(P.bound)}</dt>
        <dd>{progress ? points(progress.bound) : '—'}</dd>
        <dt>{say(P.gap)}</dt>
        <dd>
          {progress && Number.isFinite(progress.incumbent) && progress.incumbent > 0
            ? `${numberText((100 * (progress.incumbent - progress.bound)) / progress.incumbent, 2)} %`
            : '—'}
        </dd>
        <dt>{say(P.elapsed)}</dt>
        <dd>{say(P.seconds, { n: numberText(seconds) })}</dd>
      </dl>
      {incumbent ? (
        <p className="soft">
          {say(P.carriers, { n: numberText(incumbent.carriers), kept: numberText(incumbent.kept) })}
        </p>
      ) : null}
      <button type="button" disabled={cancelling} onClick={props.onCancel}>
        {say(cancelling ? P.cancelling : P.cancel)}
      </button>
    </div>
  );
}

/** Whole seconds since a moment of `performance.now()`. */
function useSecondsSince(since: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - since) / 1000));
}
