/** Judgement of the source on its own value. */
export type Quality = 'good' | 'suspect' | 'bad';

export const QUALITIES: readonly Quality[] = ['good', 'suspect', 'bad'];

export const REJECT_REASONS = [
  'malformed',
  'unknown-layer',
  'unknown-asset',
  'unknown-property',
  'out-of-range',
  'wrong-unit',
  'too-fast',
  'in-future',
  'too-old',
  'simulated-beside-real',
] as const;

/** Why the gateway refused an observation; counted in `/healthz`, kept in the rejects table. */
export type RejectReason = (typeof REJECT_REASONS)[number];
