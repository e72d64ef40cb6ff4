import { useEffect, useRef, useState } from 'react';
import type { Outcome } from '../domain/outcome.ts';
import type { Words } from '../domain/words.ts';

/** What a question brought; null while the answer to the present question is on its way. */
export interface Asked<T> {
  readonly outcome: Outcome<T> | null;
  /** Asks again; the last answer stays until the next one comes. */
  readonly again: () => void;
}

/** Asks when `key` changes and when `again` is called. Answers that come too late are dropped. */
export function useAsked<T>(key: string, question: () => Promise<Outcome<T>>): Asked<T> {
  const [turn, setTurn] = useState(0);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly outcome: Outcome<T> } | null>(null);
  const latest = useRef(question);
  latest.current = question;
  const at = `${key} ${turn}`;
  useEffect(() => {
    let dropped = false;
    const asked = at.slice(0, at.lastIndexOf(' '));
    latest.current().then((outcome) => {
      if (!dropped) setAnswer({ key: asked, outcome });
    });
    return () => {
      dropped = true;
    };
  }, [at]);
  return { outcome: answer?.key === key ? answer.outcome : null, again: () => setTurn((each) => each + 1) };
}

/** A request that a press makes: one at a time, and why the last one was refused. */
export interface Deed {
  readonly busy: boolean;
  readonly refusal: Words | null;
  /** Does `work`; `then` gets what it brought. */
  readonly perform: <T>(work: () => Promise<Outcome<T>>, then?: (value: T) => void) => void;
}

export function useDeed(): Deed {
  const [state, setState] = useState<{ readonly busy: boolean; readonly refusal: Words | null }>({
    busy: false,
    refusal: null,
  });
  return {
    ...state,
    perform: (work, then) => {
      if (state.busy) return;
      setState({ busy: true, refusal: null });
      void work().then(
        (outcome) => {
          setState({ busy: false, refusal: outcome.ok ? null : outcome.reason });
          if (outcome.ok) then?.(outcome.value);
        },
        (error: unknown) => {
          setState({ busy: false, refusal: null });
          throw error;
        },
      );
    },
  };
}
