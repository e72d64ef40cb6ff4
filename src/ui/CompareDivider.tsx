import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useDesk, useSample, useSay, useSession } from './desk-context.ts';
import { W } from './words.ts';

/** The draggable line between two alternatives at the same instant, with the name of each side. */
export function CompareDivider() {
  const { port } = useDesk();
  const say = useSay();
  const compare = useSession((session) => session.compare);
  const scenario = useSession((session) => session.scenario);
  const split = useSession((session) => session.split);
  const plan = useSample((each) => each.scenario());
  const held = useRef(false);
  if (!compare) return null;
  const name = (id: string) => {
    const alternative = plan?.alternatives.find((each) => each.id === id);
    return id === 'base' ? say(W.baseline) : `${id} ${alternative ? say(alternative.title) : ''}`;
  };
  const move = (to: number) => port.run('compare.split', Math.max(0, Math.min(1, to)));
  function drag(event: PointerEvent<HTMLElement>) {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (held.current && frame) move((event.clientX - frame.left) / frame.width);
  }
  function press(event: KeyboardEvent) {
    const step = { ArrowLeft: -0.02, ArrowRight: 0.02, PageDown: -0.1, PageUp: 0.1 }[event.key];
    if (step !== undefined) move(split + step);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(1);
    else return;
    event.preventDefault();
  }
  const percent = Math.round(split * 100);
  return (
    <div className="compare">
      <div
        className="divider"
        role="slider"
        tabIndex={0}
        aria-label={say(W.dividerLabel)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${name(compare.alternative)} ${percent} %`}
        style={{ left: `${split * 100}%` }}
        onKeyDown={press}
        onPointerDown={(event) => {
          held.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          held.current = false;
        }}
      >
        <span className="divider-grip" aria-hidden="true" />
        <span className="side" data-side="left">
          {name(compare.alternative)}
        </span>
        <span className="side" data-side="right">
          {name(scenario?.alternative ?? 'base')}
        </span>
      </div>
    </div>
  );
}
