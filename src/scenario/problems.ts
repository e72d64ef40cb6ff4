import type { Words } from '../domain/words.ts';

/** The part of a document that a problem is about, by position; taking it away takes the problem away. */
export type ProblemPlace =
  | { readonly part: 'start' }
  | { readonly part: 'slice'; readonly slice: number }
  | { readonly part: 'alternative'; readonly alternative: number }
  | { readonly part: 'phase'; readonly alternative: number; readonly phase: number }
  | {
      readonly part: 'operation';
      readonly alternative: number;
      readonly phase: number;
      readonly operation: number;
    };

/** Something of a document that cannot be. */
export interface Problem {
  /** Where it stands, in words; empty where the reason says it. */
  readonly place: Words;
  /** The value that is wrong and the remedy. */
  readonly reason: Words;
  /** Null: it is about the whole document. */
  readonly at: ProblemPlace | null;
}

export type Report = (problem: Problem) => void;

/** A scenario document that cannot be compiled; nothing of it is used. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  /** Every problem found. */
  readonly problems: readonly Problem[];
  /** The message for a person. */
  readonly words: Words;

  constructor(scenario: string, problems: readonly Problem[]) {
    const shown = problems.slice(0, SHOWN).map((each) => `\n- ${inEnglish(each)}`);
    const rest = problems.length > SHOWN ? `\n- … and ${problems.length - SHOWN} more.` : '';
    super(`Scenario "${scenario}" was refused, ${problems.length} problem(s):${shown.join('')}${rest}`);
    this.problems = problems;
    const lines = problems.slice(0, SHOWN).map(({ place, reason }) => [place.zh, reason.zh].filter(Boolean).join('：'));
    this.words = {
      zh: [`方案“${scenario}”有 ${problems.length} 处问题，未采用`, ...lines].join('\n- '),
      en: this.message,
    };
  }
}

const SHOWN = 10;

function inEnglish({ place, reason }: Problem): string {
  return place.en === '' ? reason.en : `${place.en}: ${reason.en}`;
}

/** Names an operation: `alternative B, phase P3, operation 12 (merge)`; operations count from 0, as in the file. */
export function operationPlace(alternative: string, phase: string, index: number, op: string): Words {
  return {
    zh: `方案 ${alternative} 阶段 ${phase} 第 ${index} 项操作（${op}）`,
    en: `alternative ${alternative}, phase ${phase}, operation ${index} (${op})`,
  };
}
