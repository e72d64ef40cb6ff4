import { useEffect, useRef, useState } from 'react';
import { englishName } from '../domain/english-name.ts';
import { LEVEL_WORDS } from '../domain/level.ts';
import { ARRIVAL_SECONDS, type Direction, direct } from '../modes/director.ts';
import type { TwinPort } from '../state/port.ts';
import { subjectOf, toldQueue } from './alerts-view.ts';
import { censusOf } from './census.ts';
import { type Say, useDesk, useSay, useSession } from './desk-context.ts';
import { overlook } from './look-at.ts';
import { W } from './words.ts';

const START: Direction = { subject: { kind: 'home' }, since: 0 };

/** The wall's camera and its one line: where it goes and why. A frozen clock or a visit to the first alert holds it still. */
export function Director() {
  const { port, mode } = useDesk();
  const say = useSay();
  const frozen = useSession((session) => session.freeze !== null);
  const [direction, setDirection] = useState(START);
  const seen = useRef(new Set<string>());
  useEffect(() => {
    if (frozen || mode.director !== 'incidents') return undefined;
    const started = performance.now();
    let current = START;
    const timer = setInterval(() => {
      const layers = port.store.getState().layers.filter((id) => worthVisiting(port, id));
      const elapsed = performance.now() - started;
      const alerts = toldQueue(port);
      if (elapsed < ARRIVAL_SECONDS * 1000) {
        // What stood open when the wall came on is no news, unless it is red.
        for (const alert of alerts) if (alert.level !== 'red') seen.current.add(alert.id);
        return;
      }
      // Somebody looks at the first alert: the round goes on when they return.
      if (port.store.getState().returnTo) return;
      const next = direct(current, elapsed, alerts, layers, seen.current);
      if (next === current) return;
      current = next;
      if (next.subject.kind === 'alert') seen.current.add(next.subject.id);
      const view = viewFor(port, next);
      if (view) port.run('camera.set', view);
      setDirection(next);
    }, 1000);
    return () => clearInterval(timer);
  }, [port, mode, frozen]);
  return (
    <p className="director" aria-live="polite">
      {lineOf(port, direction, say)}
    </p>
  );
}

function viewFor(port: TwinPort, { subject }: Direction) {
  switch (subject.kind) {
    case 'home':
      return port.catalog.homes[port.store.getState().mode];
    case 'alert': {
      const alert = port.alerts().find((each) => each.id === subject.id);
      return alert ? overlook(port, alert.asset) : null;
    }
    case 'layer': {
      const layer = port.fleet().get(subject.layer);
      const slot = layer ? censusOf(layer, port.at()).worstSlot : -1;
      const id = layer?.assets.ids[slot];
      return id === undefined ? null : overlook(port, id);
    }
  }
}

function worthVisiting(port: TwinPort, id: string): boolean {
  const layer = port.fleet().get(id);
  return layer !== undefined && censusOf(layer, port.at()).worstSlot >= 0;
}

function lineOf(port: TwinPort, { subject }: Direction, say: Say): string {
  const home = say(W.directorHome, { city: say(port.catalog.city.title) });
  switch (subject.kind) {
    case 'home':
      return home;
    case 'alert': {
      const alert = port.alerts().find((each) => each.id === subject.id);
      if (!alert) return home;
      const about = subjectOf(alert, port.fleet());
      return say(W.directorAlert, {
        place: (port.store.getState().language === 'en' && englishName(about.place)) || about.place,
        level: say(LEVEL_WORDS[alert.level]),
        what: about.threshold ? say(about.threshold.meaning) : alert.property,
      });
    }
    case 'layer': {
      const layer = port.fleet().get(subject.layer);
      return layer ? say(W.directorLayer, { layer: say(layer.definition.title) }) : home;
    }
  }
}
