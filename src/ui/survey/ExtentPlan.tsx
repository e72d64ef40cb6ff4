import { type MouseEvent, useMemo, useState } from 'react';
import { useSay } from '../desk-context.ts';
import { cornersOf, cornersText } from './corners.ts';
import { createPlanView, type PlanView } from './plan-view.ts';
import { S } from './survey-words.ts';

type Ring = readonly (readonly [longitude: number, latitude: number])[];
const STATES = ['kept', 'error', 'outside'] as const;
/** Size on the plan; what is left out is drawn last and largest. */
const POLE_STATES = [
  { state: 'outside', radius: 2 },
  { state: 'kept', radius: 2 },
  { state: 'error', radius: 4 },
] as const;
/** Reach of a press on a corner, in units of the plan. */
const GRIP = 11;

/** The extent on a plan of the road and the surveyed poles: drawn by clicks, or written corner by corner. */
export function ExtentPlan(props: {
  readonly points: readonly (readonly [number, number, 0 | 1 | 2])[];
  readonly axis: Ring;
  /** What the last trial used. */
  readonly used: Ring;
  readonly own: Ring | null;
  readonly change: (extent: [number, number][] | null) => void;
}) {
  const { points, axis, used, own, change } = props;
  const say = useSay();
  const [corners, setCorners] = useState<Ring>(own ?? used);
  const [text, setText] = useState(() => cornersText(own ?? used));
  // The plan keeps its frame while corners are drawn.
  const view = useMemo(() => createPlanView([...axis, ...used]), [axis, used]);
  const take = (next: Ring, written = cornersText(next)) => {
    setCorners(next);
    setText(written);
    if (next.length >= 3) change(next.map(([x, y]) => [x, y]));
  };
  const press = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * view.width;
    const y = ((event.clientY - box.top) / box.height) * view.height;
    const hit = corners.findIndex((corner) => {
      const [cx, cy] = view.toPlan(corner);
      return Math.hypot(cx - x, cy - y) < GRIP;
    });
    take(hit >= 0 ? corners.filter((_, at) => at !== hit) : [...corners, view.toGeographic(x, y)]);
  };
  const line = (ring: Ring) => ring.map((corner) => view.toPlan(corner).join(',')).join(' ');
  return (
    <details className="survey-extent" open>
      <summary>{say(S.extent)}</summary>
      <p className="soft">{say(S.extentHint)}</p>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the corners are written below by keyboard */}
      <svg
        className="survey-plan"
        viewBox={`0 0 ${view.width} ${view.height}`}
        role="img"
        aria-label={say(S.extent)}
        onClick={press}
      >
        <polyline className="plan-axis" points={line(axis)} />
        {corners.length > 0 ? <polygon className="plan-extent" points={line(corners)} /> : null}
        {POLE_STATES.map(({ state, radius }) => (
          <path key={state} className="plan-pole" data-state={state} d={dots(view, points, state, radius)} />
        ))}
        <path className="plan-corner" d={corners.map((corner) => dot(view.toPlan(corner), GRIP / 2)).join('')} />
      </svg>
      <p className="row">
        <button
          type="button"
          onClick={() => {
            setCorners([]);
            setText('');
          }}
        >
          {say(S.clearExtent)}
        </button>
        <button type="button" disabled={own === null && corners.length >= 3} onClick={() => change(null)}>
          {say(S.roadExtent)}
        </button>
        {corners.length < 3 ? <span className="soft">{say(S.fewCorners)}</span> : null}
      </p>
      <label className="field">
        <span>{say(S.corners)}</span>
        <textarea
          rows={4}
          value={text}
          onChange={(event) => {
            const written = event.currentTarget.value;
            const read = cornersOf(written);
            if (read) take(read, written);
            else setText(written);
          }}
        />
      </label>
    </details>
  );
}

function dots(
  view: PlanView,
  points: readonly (readonly [number, number, 0 | 1 | 2])[],
  state: (typeof STATES)[number],
  radius: number,
): string {
  return points
    .filter(([, , each]) => STATES[each] === state)
    .map(([x, y]) => dot(view.toPlan([x, y]), radius))
    .join('');
}

function dot([x, y]: readonly [number, number], radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}
