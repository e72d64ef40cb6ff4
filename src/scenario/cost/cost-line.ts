import type { Instant } from '../../domain/clock.ts';
import type { ObjectRef } from '../compiled.ts';
import type { ItemId, Payer } from './items.ts';

/** A quantity of one item that one object makes, and when: works from the day that they are done, loads while they run. */
export interface CostLine {
  readonly item: ItemId;
  readonly quantity: number;
  /** The pole, cabinet or line that it is for. */
  readonly ref: ObjectRef;
  /** What to show for it: the carrier that took it over, otherwise the pole itself. */
  readonly shown: ObjectRef;
  readonly payer: Payer;
  readonly district: string;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}
