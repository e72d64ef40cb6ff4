import type { Words } from './words.ts';

/** Pixels of a picture to be made. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

export interface OfferedSize extends PictureSize {
  readonly id: string;
  readonly title: Words;
}

/** Sizes offered for a picture, all 16:9. */
export const PICTURE_SIZES: readonly OfferedSize[] = [
  { id: 'hd', title: { zh: '高清 1920 × 1080', en: 'HD 1920 × 1080' }, width: 1920, height: 1080 },
  { id: '4k', title: { zh: '4K 3840 × 2160', en: '4K 3840 × 2160' }, width: 3840, height: 2160 },
  { id: '8k', title: { zh: '8K 7680 × 4320', en: '8K 7680 × 4320' }, width: 7680, height: 4320 },
];

/** Sizes offered for a film, all 16:9 and even, as its codecs want them. */
export const FILM_SIZES: readonly OfferedSize[] = [
  { id: 'small', title: { zh: '640 × 360', en: '640 × 360' }, width: 640, height: 360 },
  { id: '720p', title: { zh: '720p 1280 × 720', en: '720p 1280 × 720' }, width: 1280, height: 720 },
  { id: '1080p', title: { zh: '1080p 1920 × 1080', en: '1080p 1920 × 1080' }, width: 1920, height: 1080 },
];

/** A picture is larger than what draws it can hold. */
export class PictureTooLarge extends RangeError {
  readonly limit: number;
  /** @param limit most pixels along an edge */
  constructor(wanted: PictureSize, limit: number) {
    super(
      `Picture of ${wanted.width} × ${wanted.height} pixels: this machine's graphics hold at most ${limit} along an edge; choose a smaller size.`,
    );
    this.limit = limit;
  }
}

/**
 * How a picture of `wanted` pixels is laid out: a page in CSS pixels about as high as the screen's, so that names and symbols take
 * the same share of the picture as of the screen, and the whole number of device pixels a CSS pixel becomes.
 *
 * @param height of the scene on screen, CSS pixels
 * @throws RangeError naming the size when it is no whole number of pixels
 */
export function layoutOf(wanted: PictureSize, height: number): { readonly page: PictureSize; readonly ratio: number } {
  const { width: w, height: h } = wanted;
  if (!(Number.isInteger(w) && Number.isInteger(h) && w > 0 && h > 0))
    throw new RangeError(`Picture of ${w} × ${h}: give whole numbers of pixels above 0.`);
  const shared = divisor(w, h);
  let best = 1;
  for (let ratio = 1; ratio <= shared; ratio++) {
    if (shared % ratio !== 0) continue;
    if (Math.abs(h / ratio - height) < Math.abs(h / best - height)) best = ratio;
  }
  return { page: { width: w / best, height: h / best }, ratio: best };
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

/** Where the frames of a film stand in time. */
export interface FilmPlan {
  /** Instants shown, the first and the last among them, ms. */
  readonly instants: readonly number[];
  /** Frames a second. */
  readonly rate: number;
}

/** Longest film, seconds, and fastest, frames a second. */
export const FILM_LIMITS = { seconds: 120, rate: 30 } as const;

/**
 * The frames of a time-lapse from `from` to `to` that lasts `seconds`.
 *
 * @throws RangeError naming the value and what is possible
 */
export function filmPlan(from: number, to: number, seconds: number, rate: number): FilmPlan {
  if (!(Number.isFinite(from) && Number.isFinite(to) && to > from))
    throw new RangeError(`Film from ${from} to ${to}: it must end after it begins.`);
  if (!(seconds > 0 && seconds <= FILM_LIMITS.seconds))
    throw new RangeError(`Film of ${seconds} s: give more than 0 and at most ${FILM_LIMITS.seconds}.`);
  if (!(Number.isInteger(rate) && rate >= 1 && rate <= FILM_LIMITS.rate))
    throw new RangeError(`${rate} frames a second: give a whole number from 1 to ${FILM_LIMITS.rate}.`);
  const count = Math.max(2, Math.round(seconds * rate));
  return { instants: Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1)), rate };
}
