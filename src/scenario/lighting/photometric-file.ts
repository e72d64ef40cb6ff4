import type { Words } from '../../domain/words.ts';

/** A photometric file that cannot be read; names the file, the line and the remedy. */
export class PhotometricFileError extends Error {
  override readonly name = 'PhotometricFileError';
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly problem: Words;
  readonly remedy: Words;

  constructor(file: string, line: number, problem: Words, remedy: Words) {
    super(`Photometric file "${file}", line ${line}: ${problem.en}; ${remedy.en}.`);
    this.file = file;
    this.line = line;
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** Reads a file line by line, or as a run of numbers, and knows where it stands when something is wrong. */
export interface PhotometricReader {
  readonly file: string;
  /** The line last read, counted from 1. */
  readonly line: number;
  /** The next line; throws with `what` when the file ends. */
  text(what: Words): string;
  /** The next number, across line ends; a decimal comma is read too where numbers stand one a line. */
  number(what: Words): number;
  numbers(count: number, what: Words): number[];
  /** Everything not yet read that is not blank. */
  rest(): readonly string[];
  fail(problem: Words, remedy: Words): never;
}

export function photometricReader(file: string, content: string, separators = /[\s,]+/): PhotometricReader {
  const lines = content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  while (lines.length > 0 && (lines.at(-1) as string).trim() === '') lines.pop();
  let line = 0;
  let queue: string[] = [];
  const fail = (problem: Words, remedy: Words): never => {
    throw new PhotometricFileError(file, Math.max(1, line), problem, remedy);
  };
  const ends = (what: Words) =>
    fail(
      { zh: `文件在“${what.zh}”之前结束`, en: `the file ends before ${what.en}` },
      {
        zh: '文件不完整，请向厂家索取完整文件',
        en: 'the file is cut short, ask the manufacturer for the whole file',
      },
    );
  const reader: PhotometricReader = {
    file,
    get line() {
      return line;
    },
    text(what) {
      if (line >= lines.length) ends(what);
      return (lines[line++] as string).trim();
    },
    number(what) {
      while (queue.length === 0) queue = reader.text(what).split(separators).filter(Boolean);
      const token = queue.shift() as string;
      const value = Number(token.replace(',', '.'));
      if (!Number.isFinite(value))
        fail(
          { zh: `应为${what.zh}，却是“${token}”，不是数`, en: `"${token}" is no number where ${what.en} is due` },
          { zh: '请核对它前面的个数', en: 'check the counts before it' },
        );
      return value;
    },
    numbers: (count, what) =>
      Array.from({ length: count }, (_, index) =>
        reader.number({
          zh: `${what.zh}第 ${index + 1} 个（共 ${count} 个）`,
          en: `${what.en} ${index + 1} of ${count}`,
        }),
      ),
    rest: () => [...queue, ...lines.slice(line).filter((each) => each.trim() !== '')],
    fail,
  };
  return reader;
}

/** Requires ascending angles; the reader stands on the line of the last of them. */
export function requireAscending(reader: PhotometricReader, angles: readonly number[], what: Words): void {
  for (let i = 1; i < angles.length; i++)
    if ((angles[i] as number) <= (angles[i - 1] as number))
      reader.fail(
        {
          zh: `${what.zh}未递增（${angles[i - 1]} 之后是 ${angles[i]}）`,
          en: `${what.en} do not ascend (${angles[i - 1]} is followed by ${angles[i]})`,
        },
        {
          zh: '请连同光强一起排序，或重新导出',
          en: 'sort them with their intensities or export the file again',
        },
      );
}

/** Requires that `count` is a whole number of at least `least`. */
export function requireCount(reader: PhotometricReader, count: number, least: number, what: Words): number {
  if (!Number.isInteger(count) || count < least)
    reader.fail(
      { zh: `${what.zh}为 ${count}`, en: `${what.en} is ${count}` },
      { zh: `应为不小于 ${least} 的整数`, en: `it must be a whole number of at least ${least}` },
    );
  return count;
}
