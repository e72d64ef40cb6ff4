import type { Operation, Phase } from '../wire/scenario-document.ts';

/** Operations that happen once, as against `close` and `light`, which hold for a time. */
export type Change = Exclude<Operation, { op: 'close' | 'light' }>;
export type Hold = Extract<Operation, { op: 'close' | 'light' }>;

/** Day from the start on which `change` takes effect: its own, or the end of its phase. */
export function effectDay(phase: Phase, change: Change): number {
  return change.day ?? phase.to;
}

/** Day on which the mounts of a `merge` have moved, that is, its carrier is in service. */
export function migrationDay(phase: Phase, merge: Extract<Change, { op: 'merge' }>): number {
  return merge.migrated ?? effectDay(phase, merge);
}

/** First and last (exclusive) day of a `close` or `light`: its own, or its whole phase. */
export function holdDays(phase: Phase, hold: Hold): readonly [from: number, to: number] {
  return hold.days ?? [phase.from, phase.to];
}
