import { useRef, useState } from 'react';
import { DAY, HOUR } from '../domain/clock.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { sameShape, useDesk, useSample, useSay, useSession } from './desk-context.ts';
import { clockText, dateText, momentText, playheadText, weekday } from './format.ts';
import { Icon } from './Icon.tsx';
import { PlaySpeed } from './PlaySpeed.tsx';
import { TimeTrack } from './TimeTrack.tsx';
import { TypedTime } from './TypedTime.tsx';
import { reveal, type TimeAxis, zoom } from './time-axis.ts';
import { W } from './words.ts';

type Range = Pick<TimeAxis, 'from' | 'to'>;

/**
 * The one clock on the screen: past, now and future on one axis. What it shows of time is its own affair; where the playhead
 * stands is the session's.
 */
export function TimeBar() {
  const { port, mode } = useDesk();
  const say = useSay();
  const { hoursBefore, hoursAfter, controls, interactive } = mode.timeBar;
  const time = useSample(
    (each) => ({
      now: Math.floor(each.now() / 1000) * 1000,
      at: each.at(),
      era: each.era(),
      rate: each.rate(),
    }),
    sameShape,
  );
  const plan = useSample((each) => each.scenario());
  const connected = useSample((each) => each.connection().kind === 'live');
  const playing = useSession((session) => session.playing);
  const frozen = useSession((session) => session.freeze !== null);
  const language = useSession((session) => session.language);
  const playhead = useSession((session) => session.playhead);

  const [range, setRange] = useState<Range>(() => around(time.now, hoursBefore, hoursAfter));
  const shownPlan = useRef<unknown>(null);
  const opened = useRef(time.at);
  let view = range;
  if (plan !== shownPlan.current) {
    // A plan has just been opened: its whole length comes into view; closing it brings the days around now back.
    shownPlan.current = plan;
    view = plan ? planRange(time.now, plan, controls) : around(time.now, hoursBefore, hoursAfter);
    if (view !== range) setRange(view);
  } else if (time.at !== opened.current) {
    opened.current = time.at;
    const revealed = reveal({ ...view, width: 1 }, time.at, 0.05);
    if (revealed.from !== view.from) {
      view = { from: revealed.from, to: revealed.to };
      setRange(view);
    }
  }

  const { utcOffset } = port.catalog.city;
  const zoomBy = (factor: number) => {
    const inside = time.at > view.from && time.at < view.to;
    const anchor = inside ? (time.at - view.from) / (view.to - view.from) : 0.5;
    const { from, to } = zoom({ ...view, width: 1 }, anchor, factor);
    setRange({ from, to });
  };
  return (
    <section className="time-bar" data-era={time.era} data-controls={controls} aria-label={say(W.timeBar)}>
      <div className="time-readout">
        {controls ? (
          <button
            type="button"
            className="play"
            aria-pressed={playing !== 0}
            aria-label={say(playing === 0 ? W.play : W.pause)}
            onClick={() => port.run('time.play')}
          >
            <Icon id={playing === 0 ? 'play' : 'pause'} />
          </button>
        ) : null}
        <div className="time-now" title={playheadText(playhead, time.at, utcOffset, say)}>
          <TypedTime at={time.at} editable={mode.tools.includes('edit-time')}>
            <span className="time-clock">{clockText(time.at, utcOffset)}</span>
            <span className="time-date">
              {dateText(time.at, utcOffset)} {weekday(time.at, utcOffset, language)}
            </span>
          </TypedTime>
        </div>
        <span className="era" data-era={time.era} data-live={connected}>
          {playhead.kind === 'slice' ? `${playhead.slice} ` : ''}
          {say({ past: W.eraPast, now: connected ? W.nowLive : W.lastKnown, future: W.eraFuture }[time.era])}
        </span>
        {frozen ? (
          <span className="chip" data-kind="frozen">
            <Icon id="lock" />
            {say(W.frozen)}
          </span>
        ) : null}
        {!frozen && time.rate !== 1 ? <span className="chip">{say(W.speed, { n: time.rate })}</span> : null}
        {controls && (playing !== 0 || time.era === 'past') ? (
          <PlaySpeed />
        ) : playing !== 0 ? (
          <span className="chip">{say(W.playSpeed, { n: playing })}</span>
        ) : null}
        {time.era === 'now' || !interactive ? null : (
          <button type="button" className="to-now" onClick={() => port.run('time.now')}>
            {say(W.backToNow)}
            {controls ? <kbd>Home</kbd> : null}
          </button>
        )}
      </div>
      <TimeTrack range={view} setRange={setRange} time={time} plan={plan} />
      {controls ? (
        <div className="time-zoom">
          <button type="button" className="quiet" onClick={() => setRange(around(time.now, 5, 1))}>
            {say(W.span6h)}
          </button>
          <button type="button" className="quiet" onClick={() => setRange(around(time.now, 24, 12))}>
            {say(W.span1d)}
          </button>
          <button type="button" className="quiet" onClick={() => setRange(around(time.now, 168, 24))}>
            {say(W.span7d)}
          </button>
          {plan ? (
            <button type="button" className="quiet" onClick={() => setRange(planRange(time.now, plan, controls))}>
              {say(W.spanPlan)}
            </button>
          ) : null}
          <button type="button" className="quiet" aria-label={say(W.zoomOut)} onClick={() => zoomBy(1.6)}>
            <Icon id="minus" />
          </button>
          <button type="button" className="quiet" aria-label={say(W.zoomIn)} onClick={() => zoomBy(0.625)}>
            <Icon id="plus" />
          </button>
        </div>
      ) : null}
    </section>
  );
}

/** The 2 px line around the scene in the colour of the era, with the speed of the clock when it is not the wall's. */
export function EraFrame() {
  const { port } = useDesk();
  const say = useSay();
  const state = useSample((each) => ({ era: each.era(), rate: each.rate(), at: each.at() }), sameShape);
  const frozen = useSession((session) => session.freeze !== null);
  const { utcOffset } = port.catalog.city;
  const moment = state.era === 'future' ? dateText(state.at, utcOffset) : momentText(state.at, utcOffset);
  return (
    <div className="era-frame" data-era={state.era}>
      {state.era === 'now' && (frozen || state.rate === 1) ? null : (
        <p className="era-note">
          {state.era === 'now' ? '' : `${say(state.era === 'past' ? W.eraPast : W.eraFuture)} ${moment} `}
          {!frozen && state.rate !== 1 ? say(W.speed, { n: state.rate }) : ''}
        </p>
      )}
    </div>
  );
}

function around(now: number, before: number, after: number): Range {
  return { from: now - before * HOUR, to: now + after * HOUR };
}

/** From a little before now to a little after the works: the year of operation behind them is a step away. */
function planRange(now: number, plan: CompiledScenario, withNow: boolean): Range {
  const phases = plan.alternatives.flatMap((alternative) => alternative.phases.map((phase) => phase.to));
  const to = Math.max(plan.start + 30 * DAY, ...phases, ...plan.slices.map((slice) => slice.at));
  const from = withNow ? Math.min(now, plan.start) : plan.start;
  return { from: from - 0.05 * (to - from), to: to + 0.08 * (to - from) };
}
