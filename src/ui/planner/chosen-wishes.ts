import type { PoleClass } from '../../domain/pole-class.ts';
import { DEFAULT_WISHES, type Wishes } from '../../scenario/poles/optimise/wishes.ts';
import type { Opinion } from '../../state/versions-port.ts';

/** What a planner asks of a class of poles, or of single ones: as the weights say, to be merged, or to stay. */
export type Ask = 'free' | 'merge' | 'keep';

/** Everything that the planner's form holds. Poles that were picked one by one go before their class. */
export interface Choices {
  readonly weights: Wishes['weights'];
  readonly classes: Readonly<Partial<Record<PoleClass, Ask>>>;
  readonly picked: Readonly<Record<string, Ask>>;
  /** Owners who refuse. */
  readonly refusals: readonly string[];
  /** Stretches without a new carrier. */
  readonly keepClear: Wishes['keepClear'];
}

export const NO_CHOICES: Choices = {
  weights: DEFAULT_WISHES.weights,
  classes: {},
  picked: {},
  refusals: [],
  keepClear: [],
};

/** The wishes that choices come to, over the poles of a plan. */
export function wishesOf(
  { weights, classes, picked, refusals, keepClear }: Choices,
  poles: readonly { readonly id: string; readonly class: PoleClass }[],
): Wishes {
  const asked = (ask: Ask) =>
    poles.filter((pole) => (picked[pole.id] ?? classes[pole.class] ?? 'free') === ask).map(({ id }) => id);
  return { ...DEFAULT_WISHES, weights, mustMerge: asked('merge'), keep: asked('keep'), refusals, keepClear };
}

/** Poles whose owner, or the owner of a mount on them, has refused by the answers on record: they stay as they are. */
export function refusedPoles(
  consents: readonly Pick<Opinion, 'target' | 'answer'>[],
  poles: readonly { readonly id: string }[],
): string[] {
  const refused = new Set(consents.flatMap(({ target, answer }) => (answer === 'refused' ? [target.id] : [])));
  return poles.map(({ id }) => id).filter((id) => refused.has(id));
}
