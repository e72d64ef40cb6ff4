import type { Context, Scene } from '@cesium/engine';
import { contextOf } from './context.ts';

interface PickKeys {
  _nextPickColor?: Uint32Array;
  getObjectByPickColor(key: number): unknown;
}

/** The ranges of each context, ascending. */
const RANGES = new WeakMap<Context, PickRange[]>();

/**
 * Consecutive pick keys for the slots of one layer; slot s has the key `first + s`. Cesium keeps an object, a colour and a map
 * entry for each key; here a key is found in its range, and 200,000 of them cost nothing.
 */
export class PickRange {
  readonly first: number;
  readonly #end: number;
  readonly #layer: string;
  readonly #siblings: PickRange[];

  constructor(scene: Scene, layer: string, slots: number) {
    const context = contextOf(scene);
    const keys = context as unknown as PickKeys;
    const next = keys._nextPickColor;
    if (!(next instanceof Uint32Array) || typeof keys.getObjectByPickColor !== 'function')
      throw new Error('Cesium context has no pick keys; the private API changed, see pick-range.ts.');
    this.first = next[0]! + 1;
    this.#end = this.first + slots;
    this.#layer = layer;
    if (this.#end > 2 ** 32)
      throw new RangeError(`Layer "${layer}": ${slots} slots are more than pick keys are left. Reload the page.`);
    next[0] = this.#end - 1;
    this.#siblings = rangesOf(context, keys);
    this.#siblings.push(this);
  }

  /** What stands behind `key`, or null when it is none of this range. */
  at(key: number): { readonly slotOf: string; readonly slot: number } | null {
    return key >= this.first && key < this.#end ? { slotOf: this.#layer, slot: key - this.first } : null;
  }

  destroy(): void {
    const at = this.#siblings.indexOf(this);
    if (at >= 0) this.#siblings.splice(at, 1);
  }
}

/** The context's ranges; from the first one on it looks there too. */
function rangesOf(context: Context, keys: PickKeys): PickRange[] {
  const known = RANGES.get(context);
  if (known) return known;
  const ranges: PickRange[] = [];
  RANGES.set(context, ranges);
  const own = keys.getObjectByPickColor;
  keys.getObjectByPickColor = (key) => {
    for (const range of ranges) {
      const found = range.at(key);
      if (found) return found;
    }
    return own.call(context, key);
  };
  return ranges;
}

/** What a pick range put behind a pixel, or null when the picked thing is something else. */
export function pickedSlot(object: unknown): { readonly layer: string; readonly slot: number } | null {
  if (typeof object !== 'object' || object === null || !('slotOf' in object) || !('slot' in object)) return null;
  return { layer: object.slotOf as string, slot: object.slot as number };
}
