import { createReadStream } from 'node:fs';

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];
/** An element `null` begins so; nothing else outside strings does, at the level of the elements. */
const LETTER_N = 0x6e;
const NULL = Buffer.from('null');
const CHUNK = 1 << 20;

/** The bytes of the objects of a JSON text, and whether the text ended in the middle of something. */
export interface Elements {
  readonly objects: readonly Buffer[];
  /** Set on the last answer alone. */
  readonly cutOff?: boolean;
}

/**
 * Cuts a file into its objects without holding it: the elements of the array `key` of the outermost object, or, where
 * `key` is null, the outermost objects themselves (newline-delimited JSON and JSON text sequences). Only braces, brackets
 * and strings are looked at; each object is parsed by whoever asked.
 */
export async function* jsonElements(file: string, key: string | null): AsyncGenerator<Elements> {
  const wanted = key === null ? null : Buffer.from(`"${key}"`);
  let depth = 0;
  let inString = false;
  let escaped = false;
  /** Depth at which an element begins; unknown until its array is found. */
  let level = wanted ? -1 : 0;
  let keyStart = -1;
  let lastKey: Buffer | null = null;
  let start = -1;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
    const scanned = rest.length;
    const bytes = scanned === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    const objects: Buffer[] = [];
    // hot: per byte of the input
    for (let i = scanned; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          inString = false;
          if (keyStart >= 0) {
            lastKey = bytes.subarray(keyStart, i + 1);
            keyStart = -1;
          }
        }
        continue;
      }
      // Digits and what divides them: most of a file.
      if (byte < OPEN_BRACKET && byte !== QUOTE) continue;
      switch (byte) {
        case QUOTE:
          inString = true;
          if (level < 0 && depth === 1) keyStart = i;
          break;
        case OPEN_BRACE:
          if (depth === level && start < 0) start = i;
          depth++;
          break;
        case CLOSE_BRACE:
          depth--;
          if (depth === level && start >= 0) {
            objects.push(bytes.subarray(start, i + 1));
            start = -1;
          }
          break;
        case OPEN_BRACKET:
          if (level < 0 && depth === 1 && wanted && lastKey?.equals(wanted)) level = 2;
          depth++;
          break;
        case CLOSE_BRACKET:
          depth--;
          if (wanted && level === 2 && depth === 1) level = Number.MAX_SAFE_INTEGER;
          break;
        default:
          if (byte === LETTER_N && depth === level && start < 0) objects.push(NULL);
          break;
      }
    }
    // What an unfinished object or key still needs is carried to the next chunk.
    const from = start >= 0 ? start : keyStart >= 0 ? keyStart : bytes.length;
    rest = bytes.subarray(from);
    if (start >= 0) start = 0;
    if (keyStart >= 0) keyStart = 0;
    if (lastKey) lastKey = Buffer.from(lastKey);
    if (objects.length > 0) yield { objects };
  }
  yield { objects: [], cutOff: depth > 0 || inString };
}
