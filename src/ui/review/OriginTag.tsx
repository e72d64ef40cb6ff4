import { ancestorsOf } from '../../scenario/edit/ancestors.ts';
import type { TaggedThread } from '../../state/review-port.ts';
import { useSample, useSay, useSession } from '../desk-context.ts';
import { W } from './review-words.ts';

/** Says of a comment that it was made on an alternative which the one on screen was copied from; it is read there, not copied. */
export function OriginTag({ tagged }: { readonly tagged: TaggedThread }) {
  const say = useSay();
  const shown = useSession((session) => session.scenario);
  const document = useSample((port) => port.scenario()?.document ?? null);
  const { plan } = tagged.thread.anchor;
  if (!plan || !shown || !document || plan.id !== document.id) return null;
  if (!ancestorsOf(document, shown.alternative).includes(plan.alternative)) return null;
  return <span className="tag origin">{say(W.fromAlternative, { from: plan.alternative })}</span>;
}
