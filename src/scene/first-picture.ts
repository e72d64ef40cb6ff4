import type { Scene } from '@cesium/engine';
import type { Frames } from './frame.ts';

const nothing = () => false;

/** Keeps the canvas clear while the first picture is being fetched, so that no frame is spent on parts of it. */
export interface FirstPicture {
  /** From now on nothing is drawn until `loaded` says that all of the view is there. */
  hold(): void;
  destroy(): void;
}

export function createFirstPicture(scene: Scene, frames: Frames, loaded: () => boolean): FirstPicture {
  const whole = () => loaded() && scene.globe?.tilesLoaded !== false;
  const holding = () => scene.debugCommandFilter === nothing;
  const undo = [
    scene.preRender.addEventListener(() => {
      if (holding() && whole()) scene.debugCommandFilter = undefined;
    }),
    // Cesium owes no frame for what arrived during the last one.
    scene.postRender.addEventListener(() => {
      if (holding() && whole()) frames.request('tilesets');
    }),
  ];
  return {
    hold() {
      scene.debugCommandFilter = nothing;
    },
    destroy() {
      for (const each of undo) each();
      if (holding()) scene.debugCommandFilter = undefined;
    },
  };
}
