import { useEffect, useState } from 'react';
import type { Words } from '../../domain/words.ts';
import type { Choices, SurveysPort, Trial } from '../../state/survey-port.ts';
import { usePort } from '../desk-context.ts';

/** The surveys' port once its code is here. */
export function useSurveys(): SurveysPort | null {
  const port = usePort();
  const [surveys, setSurveys] = useState<SurveysPort | null>(null);
  useEffect(() => {
    let gone = false;
    void port.surveys().then((made) => {
      if (!gone) setSurveys(made);
    });
    return () => {
      gone = true;
    };
  }, [port]);
  return surveys;
}

interface Tried {
  /** The last answer; it stays while the next one is on its way. */
  readonly trial: Trial | null;
  readonly refusal: Words | null;
  readonly busy: boolean;
}

/** Tries `upload` again whenever the choices change. Answers that come too late are dropped. */
export function useTrial(surveys: SurveysPort, upload: string, choices: Choices): Tried {
  const [state, setState] = useState<Tried>({ trial: null, refusal: null, busy: true });
  const asked = JSON.stringify(choices);
  useEffect(() => {
    let dropped = false;
    setState((before) => ({ ...before, busy: true }));
    void surveys.trial(upload, JSON.parse(asked) as Choices).then((outcome) => {
      if (dropped) return;
      setState((before) =>
        outcome.ok
          ? { trial: outcome.value, refusal: null, busy: false }
          : { trial: before.trial, refusal: outcome.reason, busy: false },
      );
    });
    return () => {
      dropped = true;
    };
  }, [surveys, upload, asked]);
  return state;
}
