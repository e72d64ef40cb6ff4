/**
 * Which segments of a side are fenced together. In each wave no run of neighbours is longer than `maxClosed` metres and no
 * more than `crews` segments are open; of all regular patterns the one with the fewest waves, then the shortest runs.
 *
 * @param count segments of the side, numbered from the west
 * @param segmentMetres length of each
 */
export function wavesOf(count: number, segmentMetres: number, maxClosed: number, crews: number): number[][] {
  const longest = Math.max(1, Math.floor(maxClosed / segmentMetres + 1e-9));
  let best: number[][] | null = null;
  for (let run = 1; run <= Math.min(longest, count); run++) {
    const waves = wavesWithRuns(count, run, Math.max(1, Math.floor(crews)));
    if (!best || waves.length < best.length) best = waves;
  }
  return best ?? [];
}

function wavesWithRuns(count: number, run: number, crews: number): number[][] {
  let left = Array.from({ length: count }, (_, index) => index);
  const waves: number[][] = [];
  while (left.length > 0) {
    const wave: number[] = [];
    for (const segment of left) {
      if (wave.length === crews) break;
      if (neighboursBefore(wave, segment) < run) wave.push(segment);
    }
    waves.push(wave);
    left = left.filter((segment) => !wave.includes(segment));
  }
  return waves;
}

/** How many segments right before `segment` are in `wave`, without a gap. */
function neighboursBefore(wave: readonly number[], segment: number): number {
  let length = 0;
  while (wave.includes(segment - 1 - length)) length++;
  return length;
}
