import { sameShape, useSample, useSay } from './desk-context.ts';
import { W } from './words.ts';

/** One quiet line while the scene is drawn less sharply than its preset, to keep its pace. */
export function Governed() {
  const say = useSay();
  const { rung, resolution } = useSample((port) => port.governed(), sameShape);
  if (rung === 0) return null;
  return <p className="governed">{say(W.governed, { share: Math.round(resolution * 100) })}</p>;
}
