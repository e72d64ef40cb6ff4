import type { Scene } from '@cesium/engine';
import type { Frames } from './frame.ts';
import { owesFrame } from './private/ready.ts';

/** Settled is: nothing loading and nothing drawn in this many checks, milliseconds apart. */
const QUIET_CHECKS = 3;
const CHECK_EVERY = 120;

export interface SettledParts {
  /** No tile of the view is on its way. */
  readonly loaded: () => boolean;
  /** Something moves on by itself, which does not keep the scene from having settled. */
  readonly endless: () => boolean;
}

/** Turns of Cesium's loop after which it has seen where the camera is, and drawn if anything asked for it. */
const TURNS = 2;

/** What resolves when the tiles of the current view are loaded and a frame with them is on screen. It draws none itself. */
export function createSettled(scene: Scene, frames: Frames, { loaded, endless }: SettledParts): () => Promise<void> {
  return () =>
    new Promise((resolve) => {
      let quiet = 0;
      let turns = 0;
      let seen = -1;
      const undo = scene.postUpdate.addEventListener(() => {
        turns += 1;
      });
      const check = () => {
        const still =
          turns >= TURNS &&
          loaded() &&
          scene.globe?.tilesLoaded !== false &&
          frames.count > 0 &&
          frames.settling === seen &&
          ((endless() && frames.quiet) || !owesFrame(scene));
        quiet = still ? quiet + 1 : 0;
        seen = frames.settling;
        if (quiet < QUIET_CHECKS) return setTimeout(check, CHECK_EVERY);
        undo();
        resolve();
      };
      check();
    });
}
