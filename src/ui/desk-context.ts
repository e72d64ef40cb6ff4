import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react';
import type { Language, Words } from '../domain/words.ts';
import type { Mode } from '../modes/mode.ts';
import type { ScreenShape } from '../modes/scale.ts';
import type { TwinPort } from '../state/port.ts';
import type { Session } from '../state/session.ts';
import { deskPort, listenToSamples, listenToSession, sampleTick } from './sample-clock.ts';
import { fill } from './words.ts';

/** What every part of the screen may rely on. */
export interface DeskContext {
  readonly port: TwinPort;
  readonly mode: Mode;
  readonly shape: ScreenShape;
  /** Root font size in CSS pixels. */
  readonly em: number;
}

export const Context = createContext<DeskContext | null>(null);

export function useDesk(): DeskContext {
  const desk = useContext(Context);
  if (!desk) throw new Error('This component stands outside <Desk>; render it inside.');
  return desk;
}

export function usePort(): TwinPort {
  return useDesk().port;
}

/** Anything with a state and listeners: the session store, the open door of the exhibition. */
export interface Readable<T> {
  getState(): T;
  subscribe(listener: () => void): () => void;
}

/** A part of a store; renders again when it changes. `select` returns a part, never something new each time. */
export function useStore<T, U>(store: Readable<T>, select: (state: T) => U): U {
  return useSyncExternalStore(store.subscribe, () => select(store.getState()));
}

/** A part of the slow lane; renders again when it changes. */
export function useSession<T>(select: (session: Session) => T): T {
  const port = usePort();
  return useSyncExternalStore(
    useCallback((listener) => listenToSession(port, listener), [port]),
    () => select(port.store.getState()),
  );
}

/** The text of words in the session's language, `{name}` filled in. */
export type Say = (words: Words, values?: Readonly<Record<string, string | number>>) => string;

export function useSay(): Say {
  const language = useSession((session) => session.language);
  return sayIn(language);
}

const SAYERS: Record<Language, Say> = {
  zh: (words, values) => fill(words.zh, values),
  en: (words, values) => fill(words.en, values),
};

export function sayIn(language: Language): Say {
  return SAYERS[language];
}

/**
 * Samples the fast lane four times a second through one shared timer. The component renders again only when
 * `equal` says that what it selected has changed.
 */
export function useSample<T>(select: (port: TwinPort) => T, equal: (a: T, b: T) => boolean = Object.is): T {
  const port = usePort();
  const cache = useRef<{ tick: number; select: unknown; value: T } | null>(null);
  return useSyncExternalStore(
    useCallback((listener) => listenToSamples(port, listener), [port]),
    () => {
      const tick = sampleTick(port);
      const held = cache.current;
      if (held && held.tick === tick && held.select === select) return held.value;
      const next = select(deskPort(port));
      const value = held && equal(held.value, next) ? held.value : next;
      cache.current = { tick, select, value };
      return value;
    },
  );
}

/** Equality of plain objects and arrays, by JSON-like structure. */
export function sameShape(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => sameShape((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
