import type { SceneSpec } from './scene-spec.ts';

/** Where the left side ends, 0–1 of the screen's width. */
export function splitOf({ compare, compareView, split }: Pick<SceneSpec, 'compare' | 'compareView' | 'split'>): number {
  if (compare === null || compareView === 'onion') return 0;
  return compareView === 'side-by-side' ? 0.5 : split;
}
