/** What a frame may draw of models streamed as instanced tiles, vertices. */
export const MODEL_VERTICES = 2_000_000;

/** Nearest first what fits in `budget`; what is farther than the first that does not fit is left out. */
export function withinBudget<Item extends { readonly vertices: number; readonly metres: number }>(
  items: readonly Item[],
  budget: number,
): { readonly kept: readonly Item[]; readonly vertices: number } {
  const kept: Item[] = [];
  let vertices = 0;
  for (const item of [...items].sort((a, b) => a.metres - b.metres)) {
    if (vertices + item.vertices > budget) break;
    vertices += item.vertices;
    kept.push(item);
  }
  return { kept, vertices };
}

/** Coarseness never goes beyond this factor on the preset's screen-space error. */
const COARSEST = 16;
/** A view that asks for more than this share is made coarser … */
const FULL = 0.95;
/** … by as much as asks for this share of the budget, and one below that share finer again, step by step. */
const AIM = 0.75;
const EASY = 0.6;
const FINER = 0.88;
const MOST_AT_ONCE = 2;

/** How coarse model tiles are drawn: a factor on their screen-space error, and the one at which this view last asked for too much. */
export interface Coarseness {
  readonly factor: number;
  /** 0: none. */
  readonly refused: number;
}

/**
 * The coarseness after a frame that asked for `asked` vertices with all its tiles loaded. Between EASY and FULL it stays, and one
 * step finer usually asks for at most (1 / FINER)² as much. Where a single tile is more than that, the step back to what was
 * refused is not taken: else the view would swing between nothing and too much for as long as it is looked at.
 */
export function coarsened({ factor, refused }: Coarseness, asked: number, budget: number): Coarseness {
  const share = asked / budget;
  if (share > FULL) {
    const coarser = Math.min(COARSEST, factor * Math.min(MOST_AT_ONCE, Math.sqrt(share / AIM)));
    return { factor: coarser, refused: factor };
  }
  const finer = Math.max(1, factor * FINER);
  return share < EASY && finer * FINER > refused ? { factor: finer, refused } : { factor, refused };
}
