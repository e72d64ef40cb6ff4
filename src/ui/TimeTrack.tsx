import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { DAY, type Era, type Instant } from '../domain/clock.ts';
import { say as sayWords } from '../domain/words.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { useDesk, useSample, useSay, useSession } from './desk-context.ts';
import { clockText, dateText, momentText, monthDay, monthName, playheadText, yearMonth } from './format.ts';
import { TimePhases } from './TimePhases.tsx';
import { TimeRecord } from './TimeRecord.tsx';
import { pan, snap, stepFrom, type Tick, type TimeAxis, ticks, timeAt, xOf, zoom } from './time-axis.ts';
import { useWidth } from './use-width.ts';
import { W } from './words.ts';

/** Pixels that a press may move and still be a click. */
const CLICK_SLACK = 4;
const SNAP_PIXELS = 7;

interface Props {
  readonly range: Pick<TimeAxis, 'from' | 'to'>;
  readonly setRange: (range: Pick<TimeAxis, 'from' | 'to'>) => void;
  readonly time: { readonly now: Instant; readonly at: Instant; readonly era: Era };
  readonly plan: CompiledScenario | null;
}

/** The axis itself: ticks, record, phases, now and the playhead; wheel and pinch zoom, drag, click, keys. */
export function TimeTrack({ range, setRange, time, plan }: Props) {
  const { port, mode, em } = useDesk();
  const say = useSay();
  const language = useSession((session) => session.language);
  const playhead = useSession((session) => session.playhead);
  const connected = useSample((each) => each.connection().kind === 'live');
  const element = useRef<HTMLDivElement>(null);
  const width = useWidth(element, 800);
  const axis: TimeAxis = { ...range, width };
  const { utcOffset } = port.catalog.city;
  const { interactive } = mode.timeBar;

  const slices = plan?.slices ?? [];
  const anchors = [time.now, ...slices.map((slice) => slice.at)];
  const hand = usePointerHand(axis, setRange, (t) => go(snap(axis, t, anchors, SNAP_PIXELS)));

  function go(t: Instant) {
    if (t === time.now) port.run('time.now');
    else {
      const slice = slices.find((each) => each.at === t);
      port.run('time.set', slice ? slice.id : Math.round(t));
    }
  }
  function press(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key] as -1 | 1 | undefined;
    if (step) go(stepFrom(axis, time.at, step, utcOffset, anchors.slice(1)));
    else if (event.key === 'Home') port.run('time.now');
    else if (event.key === 'End' && plan) go(plan.end);
    else if (event.key === 'PageUp' || event.key === '+') setRange(zoom(axis, xOf(axis, time.at), 0.5));
    else if (event.key === 'PageDown' || event.key === '-') setRange(zoom(axis, xOf(axis, time.at), 2));
    else return;
    event.preventDefault();
  }
  useWheelZoom(element, axis, setRange, interactive);

  const marks = ticks(axis, 5.4 * em, utcOffset);
  const keepsTime = useSession(({ compare, compareAt }) => compare !== null && compareAt !== null);
  const compared = useSample((each) => each.comparedAt());
  const comparedX = keepsTime ? xOf(axis, compared) : null;
  const nowX = xOf(axis, time.now);
  const atX = xOf(axis, time.at);
  const seen = (x: number) => x >= -1 && x <= width + 1;
  return (
    <div
      ref={element}
      className="time-track"
      role="slider"
      tabIndex={interactive ? 0 : -1}
      aria-label={say(W.playhead)}
      aria-valuemin={Math.round(axis.from)}
      aria-valuemax={Math.round(axis.to)}
      aria-valuenow={Math.round(time.at)}
      aria-valuetext={playheadText(playhead, time.at, utcOffset, say)}
      aria-disabled={!interactive}
      onKeyDown={interactive ? press : undefined}
      {...(interactive ? hand : {})}
    >
      <TimeRecord axis={axis} now={time.now} />
      {plan ? <TimePhases axis={axis} plan={plan} at={time.at} /> : <Future axis={axis} now={time.now} />}
      <div className="ticks" aria-hidden="true">
        {marks.map((tick) => (
          <span key={tick.at} className="tick" data-major={tick.major} style={{ left: tick.x }}>
            <span>{tickLabel(tick, utcOffset, language)}</span>
          </span>
        ))}
        <span className="tick-context">{contextLabel(axis, utcOffset, language, time.now)}</span>
      </div>
      {seen(nowX) ? (
        <div className="now-line" data-live={connected} style={{ left: nowX }} aria-hidden="true">
          {Math.abs(nowX - atX) > 4 * em ? <span>{say(W.now)}</span> : null}
        </div>
      ) : (
        <button
          type="button"
          className="now-away"
          data-side={nowX < 0 ? 'left' : 'right'}
          tabIndex={-1}
          onClick={() => port.run('time.now')}
        >
          {sayWords(W.now, language)}
        </button>
      )}
      {comparedX !== null && seen(comparedX) ? (
        <div className="playhead" data-compared="true" style={{ left: comparedX }} title={say(W.comparedTime)}>
          <span className="playhead-grip" />
        </div>
      ) : null}
      {seen(atX) ? (
        <div className="playhead" data-era={time.era} style={{ left: atX }} aria-hidden="true">
          <span className="playhead-grip" />
        </div>
      ) : null}
      <p className="visually-hidden">{momentText(time.at, utcOffset)}</p>
    </div>
  );
}

function Future({ axis, now }: { readonly axis: TimeAxis; readonly now: Instant }) {
  const say = useSay();
  const x = xOf(axis, now);
  const { em } = useDesk();
  if (axis.width - x < 17 * em) return null;
  return (
    <p className="future-note" style={{ left: Math.max(0, x) }} aria-hidden="true">
      {say(W.phaseNone)}
    </p>
  );
}

function tickLabel(tick: Tick, utcOffset: number, language: 'zh' | 'en'): string {
  switch (tick.unit) {
    case 'minute':
      return clockText(tick.at, utcOffset);
    case 'hour':
      return tick.major ? monthDay(tick.at, utcOffset, language) : clockText(tick.at, utcOffset);
    case 'day':
      return monthDay(tick.at, utcOffset, language);
    case 'month':
      return tick.major ? yearMonth(tick.at, utcOffset, language) : monthName(tick.at, utcOffset, language);
    case 'year':
      return dateText(tick.at, utcOffset).slice(0, 4);
  }
}

/** The year, when it is another one than now's and no tick says it. */
function contextLabel(axis: TimeAxis, utcOffset: number, language: 'zh' | 'en', now: Instant): string {
  const year = dateText(axis.from, utcOffset).slice(0, 4);
  if (year === dateText(now, utcOffset).slice(0, 4) || axis.to - axis.from > 400 * DAY) return '';
  return axis.to - axis.from > 40 * DAY ? year : yearMonth(axis.from, utcOffset, language);
}

/** Wheel zooms around the pointer, shift or a sideways wheel pans. React's own wheel listener is passive. */
function useWheelZoom(
  element: React.RefObject<HTMLElement | null>,
  axis: TimeAxis,
  setRange: Props['setRange'],
  interactive: boolean,
) {
  const latest = useRef({ axis, setRange });
  latest.current = { axis, setRange };
  useEffect(() => {
    const target = element.current;
    if (!target || !interactive) return undefined;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const { axis: current, setRange: set } = latest.current;
      const x = event.clientX - target.getBoundingClientRect().left;
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) set(pan(current, -sideways));
      else set(zoom(current, x, Math.exp(Math.max(-120, Math.min(120, event.deltaY)) * 0.004)));
    };
    target.addEventListener('wheel', turn, { passive: false });
    return () => target.removeEventListener('wheel', turn);
  }, [element, interactive]);
}

/** One pointer scrubs (or pans with the right or middle button), two pinch. */
function usePointerHand(axis: TimeAxis, setRange: Props['setRange'], scrub: (t: Instant) => void) {
  const pointers = useRef(new Map<number, number>());
  const press = useRef<{ x: number; pans: boolean; moved: boolean } | null>(null);
  const at = (event: PointerEvent<HTMLElement>) => event.clientX - event.currentTarget.getBoundingClientRect().left;
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.target instanceof Element && event.target.closest('button')) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, at(event));
      press.current = { x: at(event), pans: event.button !== 0, moved: false };
      if (event.button === 0 && pointers.current.size === 1) scrub(timeAt(axis, at(event)));
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const before = pointers.current.get(event.pointerId);
      const held = press.current;
      if (before === undefined || !held) return;
      const x = at(event);
      if (pointers.current.size === 2) {
        const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1] ?? x;
        const factor = Math.abs(before - other) / Math.max(8, Math.abs(x - other));
        setRange(zoom(axis, other, Math.min(2, Math.max(0.5, factor))));
      } else if (held.pans) setRange(pan(axis, x - before));
      else if (held.moved || Math.abs(x - held.x) > CLICK_SLACK) {
        held.moved = true;
        scrub(timeAt(axis, Math.max(0, Math.min(axis.width, x))));
      }
      pointers.current.set(event.pointerId, x);
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      pointers.current.delete(event.pointerId);
      if (pointers.current.size === 0) press.current = null;
    },
    onPointerCancel(event: PointerEvent<HTMLElement>) {
      pointers.current.delete(event.pointerId);
      if (pointers.current.size === 0) press.current = null;
    },
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
  };
}
