import type { Words } from '../domain/words.ts';

/**
 * One page a feature: example, workbench and screenshot test in one. A file `src/gallery/<id>.page.ts(x)` exports
 * `page`; it appears in the gallery, and in the journeys, by being there.
 */
export interface GalleryPage {
  readonly title: Words;
  /** Size of the screenshot in CSS pixels. */
  readonly size: readonly [width: number, height: number];
  /** Draws the feature with frozen time and seed; resolves when it has settled, with its own undo. */
  mount(element: HTMLElement): Promise<() => void>;
}
