import type { Scene } from '@cesium/engine';
import type { Frames } from './frame.ts';

const nothing = () => false;

/** Keeps the canvas clear while a view is being fetched, so that no frame is spent on parts of it. */
export interface WholePictures {
  /** Whether only whole pictures are drawn from now on. */
  only(whole: boolean): void;
  /** The camera stands elsewhere: what is loaded is known after a frame. */
  jumped(): void;
  destroy(): void;
}

/** @param loaded whether no tile of the view is on its way */
export function createWholePictures(scene: Scene, frames: Frames, loaded: () => boolean): WholePictures {
  let only = false;
  let unknown = false;
  const holding = () => scene.debugCommandFilter === nothing;
  const isWhole = () => loaded() && scene.globe?.tilesLoaded !== false;
  const undo = [
    scene.preRender.addEventListener(() => {
      if (only || holding()) scene.debugCommandFilter = only && (unknown || !isWhole()) ? nothing : undefined;
    }),
    // Cesium owes no frame for what arrived during the last one.
    scene.postRender.addEventListener(() => {
      unknown = false;
      if (holding() && isWhole()) frames.request('tilesets');
    }),
  ];
  return {
    only(whole) {
      only = whole;
    },
    jumped() {
      unknown = true;
    },
    destroy() {
      for (const each of undo) each();
      if (holding()) scene.debugCommandFilter = undefined;
    },
  };
}
