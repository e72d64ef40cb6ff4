import { useEffect, useRef, useState } from 'react';
import { idleStep } from '../modes/idle.ts';
import { STORIES } from '../modes/stories.ts';
import { useDesk, useSay, useSession } from './desk-context.ts';
import { enterStory, wipe } from './story-context.ts';
import { W } from './words.ts';

const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** Seconds that each story stays in the attract loop. */
const ATTRACT_SECONDS = 20;

/** What a mode does when nobody is there: nothing, back to now, or countdown, wipe and attract loop. */
export function Idle() {
  const { port, mode } = useDesk();
  const frozen = useSession((session) => session.freeze !== null);
  const [idle, setIdle] = useState(0);
  const last = useRef(performance.now());
  const { afterSeconds, action } = mode.idle;
  useEffect(() => {
    const touch = () => {
      last.current = performance.now();
      setIdle(0);
    };
    touch();
    if (afterSeconds === null || frozen) return undefined;
    for (const input of INPUTS) addEventListener(input, touch, { passive: true });
    const timer = setInterval(() => setIdle(Math.floor((performance.now() - last.current) / 1000)), 500);
    return () => {
      clearInterval(timer);
      for (const input of INPUTS) removeEventListener(input, touch);
    };
  }, [afterSeconds, frozen]);
  const step = idleStep(mode.idle, idle);
  const due = step.kind === 'due';
  useEffect(() => {
    if (!due) return;
    switch (action) {
      case 'nothing':
        return;
      case 'now':
        if (port.store.getState().playhead.kind !== 'now') port.run('time.now');
        if (port.store.getState().returnTo) port.run('alert.visit');
        return;
      case 'attract':
        wipe(port);
    }
  }, [due, action, port]);
  if (step.kind === 'countdown') return <Countdown seconds={step.left} />;
  return due && action === 'attract' ? <Attract /> : null;
}

function Countdown({ seconds }: { readonly seconds: number }) {
  const say = useSay();
  const popover = useRef<HTMLDivElement>(null);
  // In the top layer, so that an open dialog does not hide it.
  useEffect(() => popover.current?.showPopover(), []);
  return (
    <div ref={popover} popover="manual" className="countdown" role="alert">
      <p>{say(W.stillThere, { n: seconds })}</p>
      <button type="button">{say(W.stay)}</button>
    </div>
  );
}

/** Title over the city while story after story passes behind it; the first touch ends it. */
function Attract() {
  const { port } = useDesk();
  const say = useSay();
  useEffect(() => {
    let index = 0;
    const timer = setInterval(() => {
      const story = STORIES[index++ % STORIES.length];
      if (story) enterStory(port, story);
    }, ATTRACT_SECONDS * 1000);
    return () => {
      clearInterval(timer);
      wipe(port);
    };
  }, [port]);
  return (
    <div className="attract">
      <h1>
        {say(W.product)}
        <span>{say(port.catalog.city.title)}</span>
      </h1>
      <p>{say(W.attractLine)}</p>
      <p className="attract-touch">{say(W.touchToStart)}</p>
    </div>
  );
}
