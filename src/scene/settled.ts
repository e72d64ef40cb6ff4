import type { Scene } from '@cesium/engine';
import type { Frames } from './frame.ts';
import { owesFrame } from './private.ts';

/** Settled is: nothing loading and nothing drawn in this many checks, milliseconds apart. */
const QUIET_CHECKS = 3;
const CHECK_EVERY = 120;

export interface SettledParts {
  /** No tile of the view is on its way. */
  readonly loaded: () => boolean;
  /** Something moves on by itself, which does not keep the scene from having settled. */
  readonly endless: () => boolean;
}

/** What resolves when the tiles of the current view are loaded and a frame with them is on screen. */
export function createSettled(scene: Scene, frames: Frames, { loaded, endless }: SettledParts): () => Promise<void> {
  return () =>
    new Promise((resolve) => {
      let quiet = 0;
      let seen = -1;
      const check = () => {
        const still =
          loaded() &&
          scene.globe?.tilesLoaded !== false &&
          frames.settling === seen &&
          ((endless() && frames.quiet) || !owesFrame(scene));
        quiet = still ? quiet + 1 : 0;
        seen = frames.settling;
        if (quiet >= QUIET_CHECKS) return resolve();
        setTimeout(check, CHECK_EVERY);
      };
      // A first frame makes Cesium look for the tiles of this view.
      frames.request('tilesets');
      check();
    });
}
