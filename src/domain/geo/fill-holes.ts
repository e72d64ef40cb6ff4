/**
 * Fills what is NaN in a grid from the edge of each hole inwards, a ring at a time with the mean of the neighbours that are
 * known, then smooths what was filled so that no ring shows. Answers how many there were; when all are NaN nothing is filled.
 */
export function fillHoles(heights: Float32Array, columns: number): number {
  const rows = heights.length / columns;
  const holes: number[] = [];
  heights.forEach((height, i) => {
    if (Number.isNaN(height)) holes.push(i);
  });
  if (holes.length === 0 || holes.length === heights.length) return holes.length;
  let open = holes;
  while (open.length > 0) {
    const filled: [number, number][] = [];
    const next: number[] = [];
    for (const i of open) {
      const mean = meanAround(heights, columns, rows, i);
      if (Number.isNaN(mean)) next.push(i);
      else filled.push([i, mean]);
    }
    for (const [i, mean] of filled) heights[i] = mean;
    open = next;
  }
  for (let pass = 0; pass < 8; pass++) for (const i of holes) heights[i] = meanAround(heights, columns, rows, i);
  return holes.length;
}

function meanAround(heights: Float32Array, columns: number, rows: number, i: number): number {
  const [x, y] = [i % columns, Math.floor(i / columns)];
  let [sum, count] = [0, 0];
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      if ((dx === 0 && dy === 0) || x + dx < 0 || x + dx >= columns || y + dy < 0 || y + dy >= rows) continue;
      const height = heights[i + dy * columns + dx]!;
      if (Number.isNaN(height)) continue;
      sum += height;
      count++;
    }
  return count === 0 ? Number.NaN : sum / count;
}
