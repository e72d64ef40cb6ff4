/** Judgement of the source on its own value. */
export type Quality = 'good' | 'suspect' | 'bad';

export const QUALITIES: readonly Quality[] = ['good', 'suspect', 'bad'];

/** One measured (or simulated) value of one property of one asset. */
export interface Observation {
  readonly layer: string;
  readonly asset: string;
  readonly property: string;
  /** In the unit of the property's definition. */
  readonly value: number;
  /** Phenomenon time, milliseconds since 1970-01-01T00:00Z. */
  readonly time: number;
  readonly quality: Quality;
}

/** Why the gateway refused an observation; counted in `/healthz`, kept in the rejects table. */
export type RejectReason =
  | 'malformed'
  | 'unknown-layer'
  | 'unknown-asset'
  | 'unknown-property'
  | 'out-of-range'
  | 'in-future'
  | 'too-old'
  | 'simulated-beside-real';
