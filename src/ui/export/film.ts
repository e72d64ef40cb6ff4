import {
  BufferTarget,
  CanvasSource,
  canEncodeVideo,
  Mp4OutputFormat,
  Output,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny';
import type { FilmPlan, PictureSize } from '../../domain/picture.ts';

/** Bits that one pixel of one frame gets. */
const BITS_PER_PIXEL = 0.14;
const KEY_FRAME_SECONDS = 2;

/** What the browser can write, the most widely played first. */
const WRITERS: readonly (readonly [codec: VideoCodec, extension: 'mp4' | 'webm'])[] = [
  ['avc', 'mp4'],
  ['vp9', 'webm'],
  ['vp8', 'webm'],
];

export interface Film {
  readonly blob: Blob;
  readonly extension: 'mp4' | 'webm';
}

/** This browser encodes no video of this size. */
class NoEncoder extends Error {
  override readonly name = 'NoEncoder';

  constructor() {
    super('This browser encodes no video; it needs WebCodecs, which pages have by https or on this machine.');
  }
}

/**
 * A film of `plan`, frame by frame: each takes the time it takes, the film does not show it.
 *
 * @param draw brings the frame of an instant onto the canvas
 * @param onFrame hears the number of each frame that is done
 * @throws NoEncoder before anything is drawn; what `signal` was stopped with
 */
export async function makeFilm(parts: {
  readonly plan: FilmPlan;
  readonly size: PictureSize;
  readonly draw: (instant: number, onto: HTMLCanvasElement) => Promise<void>;
  readonly onFrame: (frame: number) => void;
  readonly signal: AbortSignal;
}): Promise<Film> {
  const { plan, size, signal } = parts;
  const bitrate = Math.round(size.width * size.height * plan.rate * BITS_PER_PIXEL);
  const writer = await writerFor(size, bitrate);
  if (!writer) throw new NoEncoder();
  const [codec, extension] = writer;
  const canvas = Object.assign(document.createElement('canvas'), { width: size.width, height: size.height });
  const target = new BufferTarget();
  const output = new Output({ format: extension === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, bitrate, keyFrameInterval: KEY_FRAME_SECONDS });
  output.addVideoTrack(source, { frameRate: plan.rate });
  try {
    await output.start();
    for (const [i, instant] of plan.instants.entries()) {
      signal.throwIfAborted();
      await parts.draw(instant, canvas);
      await source.add(i / plan.rate, 1 / plan.rate);
      parts.onFrame(i + 1);
    }
    signal.throwIfAborted();
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  return { blob: new Blob([target.buffer as ArrayBuffer], { type: `video/${extension}` }), extension };
}

async function writerFor({ width, height }: PictureSize, bitrate: number) {
  if (!('VideoEncoder' in globalThis)) return undefined;
  for (const writer of WRITERS) if (await canEncodeVideo(writer[0], { width, height, bitrate })) return writer;
  return undefined;
}
