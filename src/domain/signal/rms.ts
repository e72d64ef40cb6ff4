/** Root mean square about the mean of one window of time. */
export interface RmsWindow {
  /** Seconds from the first sample. */
  readonly from: number;
  readonly to: number;
  /** In the signal's unit. */
  readonly rms: number;
  readonly samples: number;
}

/** Ten minutes, the window of the comfort and vibration limits (domain reference §2.4). */
const RMS_SECONDS = 600;

/**
 * RMS about the mean in windows of `seconds`, each from its first sample on. The last one may be shorter; one that holds less than
 * half of what the rate promises is left out.
 *
 * @param times seconds, ascending; @param values NaN where nothing good was read
 */
export function rmsWindows(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  rate: number,
  seconds: number = RMS_SECONDS,
): RmsWindow[] {
  const windows: RmsWindow[] = [];
  let [n, sum, squares] = [0, 0, 0];
  let from = times[0] ?? 0;
  const close = (to: number) => {
    if (n > 0 && n >= 0.5 * rate * (to - from))
      windows.push({ from, to, rms: Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2)), samples: n });
    [n, sum, squares] = [0, 0, 0];
  };
  // Values about the first one, or a large mean would swallow the small squares.
  let origin = 0;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    if (time >= from + seconds) {
      close(from + seconds);
      from = time;
    }
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    if (n === 0) origin = value;
    n++;
    sum += value - origin;
    squares += (value - origin) ** 2;
  }
  const last = times.length > 0 ? (times[times.length - 1] as number) : from;
  close(Math.max(last + 1 / rate, from));
  return windows;
}
