import type { CesiumWidget } from '@cesium/engine';
import { layoutOf, type PictureSize, PictureTooLarge } from '../domain/picture.ts';
import type { Frames } from './frame.ts';
import { glOf } from './private/context.ts';

/** Above this many pixels there are enough of them to need no multisampling. */
const DENSE = 9_000_000;

export interface CaptureParts {
  readonly widget: CesiumWidget;
  readonly frames: Frames;
  readonly settled: () => Promise<void>;
  /** The governor stands down while a picture is made: its pixels are asked for. */
  readonly stand: (down: boolean) => void;
  /** Gives the scene its own size, resolution and smoothing back. */
  readonly restore: () => void;
}

/** Takes one picture of the view as it then is, once all of it is there; a canvas of its own, or `onto` one. */
type Shot = (onto?: HTMLCanvasElement) => Promise<HTMLCanvasElement>;

/**
 * Does `work` while the scene is drawn at `size` pixels, `ratio` of them a CSS pixel, and gives it its own size back whatever happens.
 */
export type Capture = <Result>(
  size: PictureSize,
  work: (shot: Shot, ratio: number) => Promise<Result>,
) => Promise<Result>;

/**
 * Pictures of the scene at any size the graphics can hold, one commission after the other: names and symbols take the share of
 * the picture that they take of the screen. Rejects with PictureTooLarge before anything is drawn.
 */
export function createCapture(parts: CaptureParts): Capture {
  const { widget, frames } = parts;
  const { scene, canvas } = widget;
  let before: Promise<unknown> = Promise.resolve();

  async function capture<Result>(
    size: PictureSize,
    work: (shot: Shot, ratio: number) => Promise<Result>,
  ): Promise<Result> {
    const gl = glOf(scene);
    const limit = Math.min(
      gl.getParameter(gl.MAX_RENDERBUFFER_SIZE),
      gl.getParameter(gl.MAX_TEXTURE_SIZE),
      ...gl.getParameter(gl.MAX_VIEWPORT_DIMS),
    );
    if (Math.max(size.width, size.height) > limit) throw new PictureTooLarge(size, limit);
    const { page, ratio } = layoutOf(size, canvas.clientHeight);
    parts.stand(true);
    try {
      canvas.style.width = `${page.width}px`;
      canvas.style.height = `${page.height}px`;
      widget.useBrowserRecommendedResolution = false;
      widget.resolutionScale = ratio / window.devicePixelRatio;
      if (size.width * size.height > DENSE) scene.msaaSamples = 1;
      widget.resize();
      // A browser that cannot hold the buffer quietly gives a smaller one.
      if (gl.drawingBufferWidth < size.width || gl.drawingBufferHeight < size.height)
        throw new PictureTooLarge(size, Math.max(gl.drawingBufferWidth, gl.drawingBufferHeight));
      return await work(async (onto = blank(size)) => {
        await parts.settled();
        return next(onto);
      }, ratio);
    } finally {
      canvas.style.width = '100%';
      canvas.style.height = '100%';
      parts.restore();
      widget.resize();
      parts.stand(false);
    }
  }

  /** The next frame: the drawing buffer is gone after it. */
  function next(picture: HTMLCanvasElement): Promise<HTMLCanvasElement> {
    return new Promise((resolve, reject) => {
      const undo = scene.postRender.addEventListener(() => {
        undo();
        const pen = picture.getContext('2d');
        if (!pen) return reject(new PictureTooLarge(picture, Math.max(canvas.width, canvas.height) - 1));
        pen.drawImage(canvas, 0, 0, picture.width, picture.height);
        resolve(picture);
      });
      frames.request('capture');
    });
  }

  return (size, work) => {
    const mine = before.then(() => capture(size, work));
    before = mine.catch(() => {});
    return mine;
  };
}

function blank({ width, height }: PictureSize): HTMLCanvasElement {
  return Object.assign(document.createElement('canvas'), { width, height });
}
