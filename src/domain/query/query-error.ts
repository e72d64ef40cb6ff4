import type { Words } from '../words.ts';

/** A question that cannot be asked: names field, value and remedy, in both languages. */
export class QueryError extends RangeError {
  override readonly name = 'QueryError';
  readonly words: Words;

  constructor(en: string, zh: string) {
    super(en);
    this.words = { zh, en };
  }
}
