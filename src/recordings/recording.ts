import type { BadRow } from '../domain/signal/analysis.ts';
import type { Words } from '../domain/words.ts';

/** One signal of a file. */
interface Channel {
  readonly name: string;
  /** As the file prints it; empty where it does not say. */
  readonly unit: string;
  /** NaN where the file holds nothing readable. */
  readonly values: Float64Array;
}

export interface Recording {
  readonly file: string;
  /** What the file says of its first moment; empty where it counts seconds. */
  readonly begins: string;
  /** Seconds from the first row, ascending. */
  readonly times: Float64Array;
  /** Samples a second, from the steps of the clock without its gaps. */
  readonly rate: number;
  /** Jumps of the clock. */
  readonly gaps: number;
  readonly channels: readonly Channel[];
  readonly badCount: number;
  /** The first few of them. */
  readonly bad: readonly BadRow[];
}

/** A file that gives no recording: what is wrong, and what to do. */
export class UnreadableRecording extends Error {
  readonly reason: Words;
  constructor(reason: Words) {
    super(reason.en);
    this.reason = reason;
  }
}
