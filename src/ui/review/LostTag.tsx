import type { TaggedThread } from '../../state/review-port.ts';
import { useSample, useSay } from '../desk-context.ts';
import { ANCHOR_WORDS } from './review-words.ts';
import { stateOfAnchor } from './use-reviews.ts';

/** Says of an object that it was removed or moved since; nothing while it stands. */
export function LostTag({ tagged }: { readonly tagged: TaggedThread }) {
  const say = useSay();
  const state = useSample((port) => stateOfAnchor(port, tagged));
  const words = ANCHOR_WORDS[state];
  return words ? (
    <span className="tag lost" data-state={state}>
      {say(words)}
    </span>
  ) : null;
}
