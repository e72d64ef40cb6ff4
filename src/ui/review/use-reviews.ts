import { useEffect, useState } from 'react';
import { type AnchorState, anchorState } from '../../scenario/review-anchor.ts';
import type { TwinPort } from '../../state/port.ts';
import type { ReviewPort, ReviewState, TaggedThread } from '../../state/review-port.ts';
import { usePort, useSample } from '../desk-context.ts';

/** The writing end of the record once its code is here. */
export function useReviewPort(): ReviewPort | null {
  const port = usePort();
  const [record, setRecord] = useState<ReviewPort | null>(null);
  useEffect(() => {
    let gone = false;
    void port.reviewRecord().then((made) => {
      if (!gone) setRecord(made);
    });
    return () => {
      gone = true;
    };
  }, [port]);
  return record;
}

export function useReviews(): ReviewState {
  return useSample((port) => port.reviews());
}

/** What became of the object of a thread, in the plan on screen. */
export function stateOfAnchor(port: TwinPort, { thread }: TaggedThread): AnchorState {
  return anchorState(thread.anchor, (layer) => port.fleet().get(layer)?.assets, port.scenario());
}
