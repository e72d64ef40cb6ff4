/** Numbers of a `posList`, `pos`, `coordinates` or corner. */
export function numbersOf(text: string): number[] {
  return text
    .trim()
    .split(/[\s,]+/)
    .map(Number);
}

/** How many coordinates a position of `coordinates` has; its tuples are divided by spaces, their numbers by commas. */
export function tupleWidth(text: string): number {
  return (/^\s*(\S+)/.exec(text)?.[1] ?? '').split(',').length;
}

/**
 * Numbers as places of three, height 0 where positions have two. `told` is the dimension that the file gives, `usual` the one of
 * its coordinate system: a list that does not divide by it has the other.
 */
export function places(numbers: readonly number[], told: number | undefined, usual: number): number[] {
  const fits = numbers.length % usual === 0 ? usual : numbers.length % 2 === 0 ? 2 : 3;
  const width = told ?? fits;
  if (width === 3) return [...numbers];
  const out: number[] = [];
  for (let i = 0; i + width <= numbers.length; i += width) out.push(numbers[i] as number, numbers[i + 1] as number, 0);
  return out;
}

/** Adds places to a ring; the first is left out where the ring has come to it already, as the pieces of a curve do. */
export function addPlaces(ring: number[], more: readonly number[]): void {
  const repeats = ring.length > 0 && more.length >= 3 && same(ring, ring.length - 3, more, 0);
  for (let i = repeats ? 3 : 0; i < more.length; i++) ring.push(more[i] as number);
}

/** Whether two places are one. */
export function same(a: readonly number[], i: number, b: readonly number[], k: number): boolean {
  return a[i] === b[k] && a[i + 1] === b[k + 1] && a[i + 2] === b[k + 2];
}
