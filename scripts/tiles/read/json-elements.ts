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
  const scanner = new ElementScanner(key);
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) {
    const objects = scanner.scan(chunk as Buffer);
    if (objects.length > 0) yield { objects };
  }
  yield { objects: [], cutOff: scanner.isInside };
}

/** Finds objects in bytes that come piece by piece. A class: its loop is compiled as a whole, which that of a generator is not. */
class ElementScanner {
  private readonly wanted: Buffer | null;
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** Depth at which an element begins; unknown until its array is found. */
  private level: number;
  private keyStart = -1;
  private lastKey: Buffer | null = null;
  private start = -1;
  private rest: Buffer = Buffer.alloc(0);

  constructor(key: string | null) {
    this.wanted = key === null ? null : Buffer.from(`"${key}"`);
    this.level = this.wanted ? -1 : 0;
  }

  /** Whether the text goes on. */
  get isInside(): boolean {
    return this.depth > 0 || this.inString;
  }

  /** The objects that end in the next piece. */
  scan(chunk: Buffer): Buffer[] {
    const { wanted } = this;
    let { depth, inString, escaped, level, keyStart, lastKey, start } = this;
    const scanned = this.rest.length;
    const bytes = scanned === 0 ? chunk : Buffer.concat([this.rest, chunk]);
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
    // What an unfinished object or key still needs is carried to the next piece.
    this.rest = bytes.subarray(start >= 0 ? start : keyStart >= 0 ? keyStart : bytes.length);
    this.start = start >= 0 ? 0 : -1;
    this.keyStart = keyStart >= 0 ? 0 : -1;
    this.lastKey = lastKey && Buffer.from(lastKey);
    Object.assign(this, { depth, inString, escaped, level });
    return objects;
  }
}
