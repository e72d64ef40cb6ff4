/** A label of `width` × `height` CSS pixels that wants to stand near its anchor. */
export interface Placeable {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the label stands (its top left corner) and where its leader line ends. */
export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly tip: readonly [x: number, y: number];
}

const GAP = 6;

/**
 * Labels in two columns at the left and right edge, each as near the height of its anchor as the others allow; for
 * upright exhibits. The order of the answer is that of `labels`.
 */
export function inColumns(labels: readonly Placeable[], width: number, height: number, edge: number): Placed[] {
  const total = labels.reduce((sum, each) => sum + each.height + GAP, 0);
  const byX = labels.map((_, i) => i).sort((a, b) => labels[a]!.x - labels[b]!.x || a - b);
  // The leftmost anchors go left until half of the ink stands there.
  const left: number[] = [];
  const right: number[] = [];
  let filled = 0;
  for (const i of byX) {
    const side = filled + labels[i]!.height / 2 <= total / 2 ? left : right;
    if (side === left) filled += labels[i]!.height + GAP;
    side.push(i);
  }
  const placed: Placed[] = new Array(labels.length);
  for (const [column, atLeft] of [
    [left, true],
    [right, false],
  ] as const) {
    const order = [...column].sort((a, b) => labels[a]!.y - labels[b]!.y);
    const tops = spread(
      order.map((i) => ({ want: labels[i]!.y - labels[i]!.height / 2, size: labels[i]!.height })),
      edge,
      height - edge,
    );
    for (const [k, i] of order.entries()) {
      const label = labels[i]!;
      const at = atLeft ? edge : width - edge - label.width;
      placed[i] = { left: at, top: tops[k]!, tip: [atLeft ? at + label.width : at, tops[k]! + label.height / 2] };
    }
  }
  return placed;
}

/** Labels in rows along the top and bottom edge, alternating, each as near the x of its anchor as it can; for long exhibits. */
export function inRows(labels: readonly Placeable[], width: number, height: number, edge: number): Placed[] {
  const widest = Math.max(1, ...labels.map((each) => each.width)) + GAP;
  const perRow = Math.max(1, Math.floor((width - 2 * edge) / widest));
  const byX = labels.map((_, i) => i).sort((a, b) => labels[a]!.x - labels[b]!.x || a - b);
  const rowCount = Math.max(2, Math.ceil(labels.length / perRow));
  const rows: number[][] = Array.from({ length: rowCount }, () => []);
  for (const [k, i] of byX.entries()) rows[k % rowCount]!.push(i);
  const placed: Placed[] = new Array(labels.length);
  const offsets = { top: edge, bottom: height - edge };
  for (const [r, row] of rows.entries()) {
    const tall = Math.max(0, ...row.map((i) => labels[i]!.height));
    const above = r % 2 === 0;
    const top = above ? offsets.top : offsets.bottom - tall;
    if (above) offsets.top += tall + GAP;
    else offsets.bottom -= tall + GAP;
    const lefts = spread(
      row.map((i) => ({ want: labels[i]!.x - labels[i]!.width / 2, size: labels[i]!.width })),
      edge,
      width - edge,
    );
    for (const [k, i] of row.entries()) {
      const label = labels[i]!;
      const y = above ? top : top + tall - label.height;
      placed[i] = { left: lefts[k]!, top: y, tip: [lefts[k]! + label.width / 2, above ? y + label.height : y] };
    }
  }
  return placed;
}

/** Starts of intervals in order, moved as little as a forward and a backward sweep can, without overlap in from … to. */
function spread(items: readonly { want: number; size: number }[], from: number, to: number): number[] {
  const starts: number[] = [];
  let free = from;
  for (const { want, size } of items) {
    const start = Math.max(want, free);
    starts.push(start);
    free = start + size + GAP;
  }
  let limit = to;
  for (let i = items.length - 1; i >= 0; i--) {
    starts[i] = Math.min(starts[i]!, limit - items[i]!.size);
    limit = starts[i]! - GAP;
  }
  return starts;
}
