import type { Words } from '../domain/words.ts';
import { useSay } from './desk-context.ts';

/** Why a request was refused, beside the control that made it; empty when it was not. */
export function Refusal({ words }: { readonly words: Words | null }) {
  const say = useSay();
  return (
    <p className="refusal" role="alert">
      {words ? say(words) : ''}
    </p>
  );
}
