import type { AttributeValue } from '../../domain/asset.ts';
import type { Mount } from '../../domain/mount.ts';
import type { PoleClass } from '../../domain/pole-class.ts';
import type { ObjectRef } from '../compiled.ts';
import type { Station } from '../road-axis.ts';

/** A pole that stands when all is done, with what hangs on it then. Poles that differ in nothing are the same object. */
export interface FinalPole {
  readonly ref: ObjectRef;
  /** `layer id`. */
  readonly key: string;
  readonly class: PoleClass;
  readonly position: readonly [longitude: number, latitude: number];
  /** Metres east and north of the road's first point. */
  readonly place: readonly [x: number, y: number];
  /** Metres above ground; null where nobody measured it. */
  readonly height: number | null;
  /** Degrees clockwise from north that its arms point to. */
  readonly heading: number;
  /** Whether the alternative moves mounts onto it. */
  readonly carrier: boolean;
  /** Whether the alternative builds it; false for what stands today. */
  readonly planned: boolean;
  readonly station: Station | null;
  readonly mounts: readonly Mount[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}
