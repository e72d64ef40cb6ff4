import type { Level } from './level.ts';
import type { Provenance } from './provenance.ts';

/** 报警 → 确认（属实 / 误报）→ 销警. Dispatch and escalation extend this list. */
export type AlertStage = 'raised' | 'confirmed' | 'false-alarm' | 'cleared';

/** One alert: one threshold of one asset, from the sample that crossed it to its end. */
export interface Alert {
  readonly id: string;
  readonly layer: string;
  readonly asset: string;
  readonly property: string;
  readonly level: Exclude<Level, 'normal'>;
  /** The value that raised (or last worsened) it, in the property's unit, and the limit it crossed. */
  readonly value: number;
  readonly limit: number;
  /** The gravest value while it was open, told with each change of the alert. */
  readonly peak?: number;
  readonly stage: AlertStage;
  readonly raisedAt: number;
  readonly updatedAt: number;
  readonly clearedAt?: number;
  readonly by?: string;
  readonly note?: string;
  /** `simulated` alerts are framed as such everywhere. */
  readonly provenance: Provenance;
  /** Raised in a run marked 演练. */
  readonly drill: boolean;
}

/** Open alerts stay in the queue until cleared or declared false. */
export function isOpen(alert: Alert): boolean {
  return alert.stage === 'raised' || alert.stage === 'confirmed';
}
