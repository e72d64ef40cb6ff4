/** A photometric file that cannot be read; names the file, the line and the remedy. */
export class PhotometricFileError extends Error {
  override readonly name = 'PhotometricFileError';
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;

  constructor(file: string, line: number, problem: string, remedy: string) {
    super(`Photometric file "${file}", line ${line}: ${problem}; ${remedy}.`);
    this.file = file;
    this.line = line;
  }
}

/** Reads a file line by line, or as a run of numbers, and knows where it stands when something is wrong. */
export interface PhotometricReader {
  readonly file: string;
  /** The line last read, counted from 1. */
  readonly line: number;
  /** The next line; throws with `what` when the file ends. */
  text(what: string): string;
  /** The next number, across line ends; a decimal comma is read too where numbers stand one a line. */
  number(what: string): number;
  numbers(count: number, what: string): number[];
  /** Everything not yet read that is not blank. */
  rest(): readonly string[];
  fail(problem: string, remedy: string): never;
}

export function photometricReader(file: string, content: string, separators = /[\s,]+/): PhotometricReader {
  const lines = content.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  while (lines.length > 0 && (lines.at(-1) as string).trim() === '') lines.pop();
  let line = 0;
  let queue: string[] = [];
  const fail = (problem: string, remedy: string): never => {
    throw new PhotometricFileError(file, Math.max(1, line), problem, remedy);
  };
  const ends = (what: string) =>
    fail(`the file ends before ${what}`, 'the file is cut short, ask the manufacturer for the whole file');
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
      if (!Number.isFinite(value)) fail(`"${token}" is no number where ${what} is due`, 'check the counts before it');
      return value;
    },
    numbers: (count, what) =>
      Array.from({ length: count }, (_, index) => reader.number(`${what} ${index + 1} of ${count}`)),
    rest: () => [...queue, ...lines.slice(line).filter((each) => each.trim() !== '')],
    fail,
  };
  return reader;
}

/** Requires ascending angles; the reader stands on the line of the last of them. */
export function requireAscending(reader: PhotometricReader, angles: readonly number[], what: string): void {
  for (let i = 1; i < angles.length; i++)
    if ((angles[i] as number) <= (angles[i - 1] as number))
      reader.fail(
        `${what} do not ascend (${angles[i - 1]} is followed by ${angles[i]})`,
        'sort them with their intensities or export the file again',
      );
}

/** Requires that `count` is a whole number of at least `least`. */
export function requireCount(reader: PhotometricReader, count: number, least: number, what: string): number {
  if (!Number.isInteger(count) || count < least)
    reader.fail(`${what} is ${count}`, `it must be a whole number of at least ${least}`);
  return count;
}
