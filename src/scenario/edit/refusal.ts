import type { Words } from '../../domain/words.ts';

/** An edit that cannot be made, in words for the person: the thing, the value, the remedy. */
export class EditRefusal extends RangeError {
  override readonly name = 'EditRefusal';
  readonly words: Words;

  constructor(zh: string, en: string) {
    super(en);
    this.words = { zh, en };
  }
}
