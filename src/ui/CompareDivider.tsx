import { type KeyboardEvent, lazy, type PointerEvent, Suspense, useRef } from 'react';
import { useSides } from './compare/use-sides.ts';
import { useDesk, useSay, useSession } from './desk-context.ts';
import { ProvenanceTag } from './Tag.tsx';
import { W } from './words.ts';

const OnionLegend = lazy(() => import('./compare/OnionLegend.tsx'));

/** What lies over the scene while two alternatives or times are compared: a divider, a middle line, or a legend. */
export function CompareDivider() {
  const compare = useSession((session) => session.compare);
  const view = useSession((session) => session.compareView);
  if (!compare) return null;
  switch (view) {
    case 'swipe':
      return (
        <div className="compare">
          <Divider />
        </div>
      );
    case 'side-by-side':
      return (
        <div className="compare">
          <div className="divider" data-fixed="true">
            <SideLabels />
          </div>
        </div>
      );
    case 'onion':
      return (
        <div className="compare">
          <Suspense fallback={null}>
            <OnionLegend />
          </Suspense>
        </div>
      );
  }
}

/** The draggable line between two sides of one scene. */
function Divider() {
  const { port } = useDesk();
  const say = useSay();
  const split = useSession((session) => session.split);
  const sides = useSides();
  const held = useRef(false);
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
    <div
      className="divider"
      role="slider"
      tabIndex={0}
      aria-label={say(W.dividerLabel)}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${sides?.compared.name} ${sides?.compared.time} ${percent} %`}
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
      <SideLabels />
    </div>
  );
}

/** Left and right of the line: which alternative, when, and where it comes from. */
function SideLabels() {
  const sides = useSides();
  if (!sides) return null;
  const { provenance } = sides;
  return (['left', 'right'] as const).map((place) => {
    const { name, time } = place === 'left' ? sides.compared : sides.shown;
    return (
      <span key={place} className="side" data-side={place}>
        {name} <span className="soft">{time}</span>{' '}
        {provenance && provenance !== 'surveyed' ? <ProvenanceTag provenance={provenance} /> : null}
      </span>
    );
  });
}
