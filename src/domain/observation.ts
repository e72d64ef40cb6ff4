/** Judgement of the source on its own value. */
export type Quality = 'good' | 'suspect' | 'bad';

export const QUALITIES: readonly Quality[] = ['good', 'suspect', 'bad'];

/** Why the gateway refused an observation; counted in `/healthz`, kept in the rejects table. */
export type RejectReason =
  | 'malformed'
  | 'unknown-layer'
  | 'unknown-asset'
  | 'unknown-property'
  | 'out-of-range'
  | 'wrong-unit'
  | 'too-fast'
  | 'in-future'
  | 'too-old'
  | 'simulated-beside-real';
