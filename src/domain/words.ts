/** Languages of the product; 中文 is the default. */
export type Language = 'zh' | 'en';

/** A text in every language of the product. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The text of `words` in `language`. */
export function say(words: Words, language: Language): string {
  return words[language];
}
