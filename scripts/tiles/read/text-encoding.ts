import { inputError } from '../input-error.ts';

/** What .cpg files and people call an encoding → its label for TextDecoder. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(utf-?8|65001)$/i, 'utf-8'],
  [/^(gb-?k|gb-?2312|gb-?18030|(cp|ms|oem|ansi)?[ _-]?936|54936)$/i, 'gb18030'],
  [/^(big-?5|(cp|ms|oem|ansi)?[ _-]?950)$/i, 'big5'],
  [/^(shift[_-]?jis|(cp|ms|oem|ansi)?[ _-]?932)$/i, 'shift_jis'],
  [/^(euc-?kr|(cp|ms|oem|ansi)?[ _-]?949)$/i, 'euc-kr'],
  [/^(iso|iso-)?[ _-]?8859[ _-]?1$|^latin-?1$|^88591$/i, 'windows-1252'],
  [/^(cp|ms|oem|ansi)?[ _-]?850$/i, 'windows-1252'],
];

/** The label of an encoding by one of its names. Throws InputError for `file` when there is none. */
export function decoderLabel(name: string, file: string): string {
  const text = name.trim();
  const known = NAMES.find(([pattern]) => pattern.test(text))?.[1];
  const windows = /^(?:cp|ms|ansi|windows)?[ _-]?(125\d)$/i.exec(text)?.[1];
  const label = known ?? (windows === undefined ? text : `windows-${windows}`);
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw inputError(file, null, `unknown encoding "${name}"`, 'give --encoding utf-8, gb18030, big5 or windows-1252');
  }
}

/** UTF-16 where the text begins with its byte order mark, which no text of single bytes does. */
export function wideEncoding(sample: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const [a, b] = sample;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined;
}

/** Likeliest encoding of a text that names none: UTF-16 by its mark, UTF-8 where it is that, else Chinese where it is that, else Latin. */
export function looksLike(sample: Buffer): string {
  const wide = wideEncoding(sample);
  if (wide) return wide;
  if (isText(sample, 'utf-8')) return 'utf-8';
  return isText(sample, 'gb18030') ? 'gb18030' : 'windows-1252';
}

/** Whether the sample reads as `label`; its end may fall within a character. */
function isText(sample: Buffer, label: string): boolean {
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder(label, { fatal: true }).decode(sample.subarray(0, sample.length - cut));
      return true;
    } catch {
      // A shorter sample may end between characters.
    }
  }
  return false;
}
