import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Joining } from '../../domain/query/write-cql2.ts';
import type { AreaTool } from '../../state/session.ts';
import { usePort, useSay } from '../desk-context.ts';
import {
  type Drawing,
  type DrawingStep,
  dropCorner,
  finishDrawing,
  KEY_STEP,
  moveDrawing,
  nudge,
  outlineOf,
  pressDrawing,
  releaseDrawing,
  startDrawing,
  tapDrawing,
  type XY,
} from './drawing.ts';
import { outlineFilter } from './ground-outline.ts';
import { S } from './select-words.ts';

const JOININGS: readonly Joining[] = ['replace', 'add', 'subtract'];
/** Pixels about the first corner within which a tap closes the outline. */
const REACH = { mouse: 12, touch: 24 } as const;
const ARROWS: Readonly<Record<string, XY>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The canvas over the scene on which an area is drawn by mouse, finger or keys; the camera rests meanwhile. */
export default function AreaDrawing({ tool }: { readonly tool: AreaTool }) {
  const port = usePort();
  const say = useSay();
  const canvas = useRef<HTMLDivElement>(null);
  const [drawing, show] = useState<Drawing>(() => startDrawing(tool));
  // Presses may come faster than pictures: each builds on the one before, not on what is shown.
  const latest = useRef(drawing);
  const setDrawing = (next: Drawing) => {
    latest.current = next;
    show(next);
  };
  const [how, setHow] = useState<Joining>('replace');
  const [byKeys, setByKeys] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => canvas.current?.focus(), []);

  const place = (event: PointerEvent): XY => {
    const frame = event.currentTarget.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  };
  function take({ drawing: next, done }: DrawingStep, { shiftKey, altKey }: { shiftKey: boolean; altKey: boolean }) {
    setDrawing(next);
    setTrouble(null);
    if (!done) return;
    const where = outlineFilter(done, port.groundAt, canvas.current?.clientHeight ?? 0);
    if (where === null) return setTrouble(say(S.sky));
    try {
      port.run('selection.set', { where, how: shiftKey ? 'add' : altKey ? 'subtract' : how });
    } catch (error) {
      setTrouble((error as Error).message);
    }
  }
  function press(event: KeyboardEvent) {
    const { clientWidth, clientHeight } = event.currentTarget;
    const arrow = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey) return;
    if (arrow) {
      const step = event.shiftKey ? KEY_STEP.long : KEY_STEP.short;
      setByKeys(true);
      setDrawing(nudge(latest.current, [arrow[0] * step, arrow[1] * step], clientWidth, clientHeight));
    } else if (event.key === 'Enter' || event.key === ' ') {
      setByKeys(true);
      take(
        tapDrawing(latest.current, latest.current.cursor ?? [clientWidth / 2, clientHeight / 2], REACH.mouse),
        event,
      );
    } else if (event.key === 'Backspace') setDrawing(dropCorner(latest.current));
    else if (event.key === 'Escape') {
      if (latest.current.corners.length > 0) setDrawing(startDrawing(tool));
      else port.run('selection.area', null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const outline = outlineOf(drawing);
  const points = outline.map((each) => each.join(',')).join(' ');
  return (
    <>
      <div
        ref={canvas}
        className="area-drawing"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an area is drawn here by keys too.
        tabIndex={0}
        aria-label={`${say(S.canvas)} ${say(tool === 'box' ? S.boxHint : S.polygonHint)}`}
        onPointerDown={(event) => {
          if (event.button !== 0 || !event.isPrimary) return;
          if (event.nativeEvent.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
          setByKeys(false);
          setDrawing(pressDrawing(latest.current, place(event)));
        }}
        onPointerMove={(event) => event.isPrimary && setDrawing(moveDrawing(latest.current, place(event)))}
        onPointerUp={(event) =>
          event.isPrimary &&
          take(
            releaseDrawing(latest.current, place(event), REACH[event.pointerType === 'touch' ? 'touch' : 'mouse']),
            event,
          )
        }
        onPointerCancel={() => setDrawing(startDrawing(tool))}
        onKeyDown={press}
      >
        <svg aria-hidden="true">
          <polygon className="area-halo" points={points} />
          <polygon className="area-line" points={points} />
          {tool === 'polygon' && !drawing.free
            ? drawing.corners.map(([x, y], index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: corners only come and go at the end.
                <circle key={index} className="area-corner" cx={x} cy={y} r={index === 0 ? 5 : 3} />
              ))
            : null}
          {byKeys && drawing.cursor ? (
            <path
              className="area-cross"
              d={`M${drawing.cursor[0] - 12} ${drawing.cursor[1]}h24M${drawing.cursor[0]} ${drawing.cursor[1] - 12}v24`}
            />
          ) : null}
        </svg>
      </div>
      <div className="area-help">
        <span>{say(tool === 'box' ? S.boxHint : S.polygonHint)}</span>
        <fieldset aria-label={say(S.how)} title={say(S.keys)}>
          {JOININGS.map((each) => (
            <button key={each} type="button" aria-pressed={how === each} onClick={() => setHow(each)}>
              {say(S[each])}
            </button>
          ))}
        </fieldset>
        {tool === 'polygon' ? (
          <button
            type="button"
            disabled={drawing.corners.length < 3}
            onClick={(event) => take(finishDrawing(latest.current), event)}
          >
            {say(S.finish)}
          </button>
        ) : null}
        <button type="button" onClick={() => port.run('selection.area', null)}>
          {say(S.cancel)}
        </button>
        {trouble ? <p role="alert">{trouble}</p> : null}
      </div>
    </>
  );
}
