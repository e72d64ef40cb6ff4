import type { AssetTable } from '../domain/asset.ts';
import { englishName } from '../domain/english-name.ts';
import type { Fleet } from '../domain/fleet.ts';

/** How a name holds the typed text, the best first: it is it, begins with it, holds it. */
export const FITS = ['whole', 'start', 'part'] as const;
type Fit = (typeof FITS)[number];

/**
 * Ids, names and part codes of a layer as long texts that are searched at once: what a loop over 200,000 assets does in a
 * fifth of a second takes a few milliseconds so. 12 to 25 MB for 225,000 assets, made when somebody searches.
 */
export interface NameText {
  /** Makes the next piece; returns whether more are left to make. */
  grow(): boolean;
  /** Calls `visit(slot)` for assets of which something fits, in ascending order, until it returns false. Makes what is missing. */
  find(typed: string, fit: Fit, visit: (slot: number) => boolean): void;
}

/** Assets of a piece: one is made in about ten milliseconds. */
const PIECE = 4096;
/** Stands about every entry; nobody can type it into a field of one line. */
const END = '\n';

interface Lines {
  readonly text: string;
  /** Where each asset's entry begins, after its END. */
  readonly starts: Uint32Array;
}

const KEPT = new WeakMap<AssetTable, NameText>();

/** The texts of a layer, kept with its assets. */
export function nameText(assets: AssetTable): NameText {
  const known = KEPT.get(assets);
  if (known) return known;
  const made = createNameText(assets);
  KEPT.set(assets, made);
  return made;
}

/** Makes all texts of a fleet piece by piece, each in a task of its own; returns its own undo. */
export function growNames(fleet: Fleet): () => void {
  const texts = [...fleet.values()].map(({ assets }) => nameText(assets));
  let timer: ReturnType<typeof setTimeout>;
  const step = () => {
    if (texts.some((text) => text.grow())) timer = setTimeout(step);
  };
  timer = setTimeout(step);
  return () => clearTimeout(timer);
}

function createNameText(assets: AssetTable): NameText {
  const pieces: (readonly Lines[])[] = [];
  const count = Math.ceil(assets.count / PIECE);
  const { ids, columns } = assets;
  const nameOf = (slot: number) => {
    const name = columns['name']?.[slot];
    return typeof name === 'string' ? name : '';
  };
  const grow = () => {
    if (pieces.length === count) return false;
    const first = pieces.length * PIECE;
    const slots = Math.min(PIECE, assets.count - first);
    const fields = [(slot: number) => ids[slot] ?? ''];
    if (columns['name']) fields.push(nameOf, (slot) => englishName(nameOf(slot)) ?? '');
    if (columns['code']) fields.push((slot) => String(columns['code']?.[slot] ?? ''));
    pieces.push(fields.map((field) => lines(slots, (at) => field(first + at))));
    return pieces.length < count;
  };
  return {
    grow,
    find(typed, fit, visit) {
      while (grow());
      const sought = fit === 'part' ? typed : fit === 'start' ? END + typed : END + typed + END;
      for (const [piece, fields] of pieces.entries()) {
        const found = new Set<number>();
        for (const { text, starts } of fields) {
          for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at)) {
            const line = lineAt(starts, at + (fit === 'part' ? 0 : 1));
            found.add(line);
            // On with the next entry; the END before it is a part of what is sought.
            at = (starts[line + 1] ?? text.length) - 1;
          }
        }
        for (const line of [...found].sort((a, b) => a - b)) if (!visit(piece * PIECE + line)) return;
      }
    },
  };
}

function lines(count: number, of: (at: number) => string): Lines {
  const starts = new Uint32Array(count);
  const parts: string[] = new Array(count);
  let length = 1;
  for (let at = 0; at < count; at++) {
    const part = of(at).toLowerCase();
    starts[at] = length;
    parts[at] = part;
    length += part.length + 1;
  }
  return { text: END + parts.join(END) + END, starts };
}

/** The entry that holds the character `at`. */
function lineAt(starts: Uint32Array, at: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}
