import type { Words } from '../words.ts';
import type { Mode } from './modes.ts';
import type { RmsWindow } from './rms.ts';
import type { Spectrum } from './welch.ts';

/** A line of a raw file that could not be taken, as it stands there. */
export interface BadRow {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly reason: Words;
}

/** What one channel of a recording says. */
export interface ChannelAnalysis {
  readonly name: string;
  readonly unit: string;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Windows of ten minutes. */
  readonly rms: readonly RmsWindow[];
  /** Null where no stretch is long enough, or it is sampled too slowly to ring. */
  readonly spectrum: Spectrum | null;
  /** The first three, lowest first. */
  readonly modes: readonly Mode[];
  /** Peaks with their harmonics: of a cable they are its orders. */
  readonly peaks: readonly Mode[];
}

/** What one file says. */
export interface RecordingAnalysis {
  readonly file: string;
  /** What the file says of its first moment; empty where it counts seconds. */
  readonly begins: string;
  /** Seconds from the first row to the last. */
  readonly seconds: number;
  readonly rows: number;
  /** Samples a second. */
  readonly rate: number;
  /** Jumps of the clock. */
  readonly gaps: number;
  readonly badCount: number;
  /** The first few of them. */
  readonly bad: readonly BadRow[];
  readonly channels: readonly ChannelAnalysis[];
}

/** What a dropped file gave, and why parts of it gave nothing. */
export interface FileAnalysis {
  readonly recordings: readonly RecordingAnalysis[];
  readonly refused: readonly Words[];
}

/** What is heard while a file is analysed; `done` and `failed` are the last. */
export type FromAnalyst =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly analysis: FileAnalysis }
  | { readonly kind: 'failed'; readonly because: string };
