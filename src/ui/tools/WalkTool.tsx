import './tools.css';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { looked, type Stride, walked } from '../../domain/walk.ts';
import type { TwinPort } from '../../state/port.ts';
import { usePort, useSay } from '../desk-context.ts';
import { K } from './walk-words.ts';

/** Degrees a pixel of dragging. */
const LOOK = 0.14;
/** Seconds that a slow frame counts at most: nobody jumps a block because the picture was late. */
const LONGEST = 0.25;

type Move = 'forward' | 'back' | 'aside-left' | 'aside-right' | 'left' | 'right';

const KEYS: Readonly<Record<string, Move>> = {
  KeyW: 'forward',
  KeyS: 'back',
  KeyA: 'aside-left',
  KeyD: 'aside-right',
  ArrowUp: 'forward',
  ArrowDown: 'back',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** The canvas over the scene while a person walks: keys and buttons go, a drag looks around. */
export default function WalkTool() {
  const port = usePort();
  const say = useSay();
  const gait = useMemo(() => createGait(port), [port]);
  const [fast, setFast] = useState(false);
  const canvas = useRef<HTMLDivElement>(null);
  const last = useRef<readonly [number, number] | null>(null);
  useEffect(() => {
    canvas.current?.focus();
    const key = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.ctrlKey || event.metaKey || target?.closest('input, textarea, select, dialog[open], .side-dialog'))
        return;
      const move = KEYS[event.code];
      gait.run(event.shiftKey);
      if (event.type === 'keydown' && event.key === 'Escape') port.run('walk.toggle', false);
      else if (move) gait.hold(move, event.type === 'keydown');
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const away = () => gait.rest();
    addEventListener('keydown', key, true);
    addEventListener('keyup', key, true);
    addEventListener('blur', away);
    return () => {
      removeEventListener('keydown', key, true);
      removeEventListener('keyup', key, true);
      removeEventListener('blur', away);
      gait.rest();
    };
  }, [port, gait]);

  const look = (event: PointerEvent) => {
    const before = last.current;
    if (!before) return;
    last.current = [event.clientX, event.clientY];
    const view = port.view();
    // What is dragged is the picture: it goes with the hand.
    if (view) port.jump(looked(view, (before[0] - event.clientX) * LOOK, (event.clientY - before[1]) * LOOK));
  };
  const button = (move: Move, sign: string, words: keyof typeof K) => (
    <button
      type="button"
      className={`walk-${move}`}
      aria-label={say(K[words])}
      title={say(K[words])}
      onPointerDown={(event) => {
        if (event.nativeEvent.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
        gait.hold(move, true);
      }}
      onPointerUp={() => gait.hold(move, false)}
      onPointerCancel={() => gait.hold(move, false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {sign}
    </button>
  );
  return (
    <>
      <div
        ref={canvas}
        className="area-drawing walk-canvas"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys walk here.
        tabIndex={0}
        aria-label={`${say(K.canvas)} ${say(K.hint)}`}
        onPointerDown={(event) => {
          if (!event.isPrimary) return;
          if (event.nativeEvent.isTrusted) event.currentTarget.setPointerCapture(event.pointerId);
          last.current = [event.clientX, event.clientY];
        }}
        onPointerMove={(event) => event.isPrimary && look(event)}
        onPointerUp={() => {
          last.current = null;
        }}
        onPointerCancel={() => {
          last.current = null;
        }}
      />
      <section className="tool-card walk-card" aria-label={say(K.canvas)}>
        <div className="walk-pad">
          {button('left', '↶', 'left')}
          {button('forward', '↑', 'forward')}
          {button('right', '↷', 'right')}
          {button('back', '↓', 'back')}
        </div>
        <button
          type="button"
          aria-pressed={fast}
          onClick={() => {
            setFast(!fast);
            gait.stayFast(!fast);
          }}
        >
          {say(K.fast)}
        </button>
        <span className="soft">
          {say(K.height)} · {say(K.hint)}
        </span>
        <button type="button" onClick={() => port.run('walk.toggle', false)}>
          {say(K.leave)} <kbd>Esc</kbd>
        </button>
      </section>
    </>
  );
}

/** Moves the camera frame by frame while a key or a button is held, and not at all otherwise. */
function createGait(port: TwinPort) {
  const held = new Set<Move>();
  let [running, always] = [false, false];
  let frame = 0;
  let before = 0;
  const both = (more: Move, less: Move) => Number(held.has(more)) - Number(held.has(less));

  function step(now: number): void {
    const view = port.view();
    const stride: Stride = {
      forward: both('forward', 'back'),
      aside: both('aside-right', 'aside-left'),
      turn: both('right', 'left'),
      fast: running || always,
    };
    if (view) port.jump(walked(view, stride, Math.min((now - before) / 1000, LONGEST), port));
    before = now;
    frame = held.size > 0 ? requestAnimationFrame(step) : 0;
  }
  return {
    hold(move: Move, on: boolean): void {
      if (on) held.add(move);
      else held.delete(move);
      if (frame !== 0 || held.size === 0) return;
      before = performance.now();
      frame = requestAnimationFrame(step);
    },
    run(on: boolean): void {
      running = on;
    },
    stayFast(on: boolean): void {
      always = on;
    },
    rest(): void {
      held.clear();
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
