/** Text of a file with the encoding it was read with. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'GB18030';
  /** Whether every byte made sense; when not, the text holds U+FFFD where one did not. */
  readonly clean: boolean;
}

/**
 * Reads bytes as text: a byte order mark decides, else strict UTF-8, else strict GB18030 (which holds GB 2312 and GBK), else
 * whichever of the two leaves fewer gaps. GB18030 text is practically never valid UTF-8: its two-byte characters would have to
 * fall on UTF-8's lead and trail bytes throughout.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return loose(bytes, 'UTF-16LE');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return loose(bytes, 'UTF-16BE');
  for (const encoding of ['UTF-8', 'GB18030'] as const) {
    const text = strict(bytes, encoding);
    if (text !== undefined) return { text, encoding, clean: true };
  }
  const [utf8, gb18030] = [loose(bytes, 'UTF-8'), loose(bytes, 'GB18030')];
  return gaps(utf8.text) <= gaps(gb18030.text) ? utf8 : gb18030;
}

/** Text of `bytes` in `encoding`, or undefined when a byte makes no sense in it. Throws RangeError on an encoding without decoder. */
export function strict(bytes: Uint8Array, encoding: string): string | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether text was spoilt before it was saved: a character lost, or 锟斤拷, its imprint in GBK. */
export function isSpoilt(text: string): boolean {
  return text.includes('\uFFFD') || text.includes('锟斤拷');
}

/** What UTF-8 `text` looks like when a program opened it as GBK: 杆号 becomes 鏉嗗彿. */
export function garbled(text: string): string {
  return new TextDecoder('gb18030').decode(new TextEncoder().encode(text));
}

function loose(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, clean: !text.includes('\uFFFD') };
}

function gaps(text: string): number {
  return text.split('\uFFFD').length - 1;
}
