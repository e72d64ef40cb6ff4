import type { LabelCollection } from '@cesium/engine';
import type { Frames } from './frame.ts';
import { lettersReady } from './private/ready.ts';

/** Frames within which new letters must be made; a font that never comes does not keep the scene drawing. */
const PATIENCE = 20;

/** Draws on until the letters of `labels` are on the screen: the frame that first wants them does not have them yet. */
export function drawLetters(frames: Frames, labels: LabelCollection) {
  let left = 0;
  const stop = frames.onFrame(() => {
    if (left === 0) return;
    left = lettersReady(labels) ? 0 : left - 1;
    if (left > 0) frames.request('labels');
  });
  return {
    /** The texts have changed. */
    changed() {
      left = PATIENCE;
      frames.request('labels');
    },
    stop,
  };
}
