/**
 * One order for the keys of two edits of a list. An edit that did not reorder gives way to one that did; what only the
 * other side has stands behind its nearest predecessor there. Without an edit on one side the result is the other's order.
 */
export function mergeOrder(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  const [frame, guest] = isReordered(base, ours) ? [ours, theirs] : [theirs, ours];
  const known = new Set(frame);
  const behind = new Map<string | undefined, string[]>();
  let predecessor: string | undefined;
  for (const key of guest) {
    if (known.has(key)) predecessor = key;
    else if (behind.has(predecessor)) behind.get(predecessor)?.push(key);
    else behind.set(predecessor, [key]);
  }
  return [...(behind.get(undefined) ?? []), ...frame.flatMap((key) => [key, ...(behind.get(key) ?? [])])];
}

function isReordered(base: readonly string[], edit: readonly string[]): boolean {
  const inBase = new Set(base);
  const inEdit = new Set(edit);
  const common = base.filter((key) => inEdit.has(key));
  return edit.filter((key) => inBase.has(key)).some((key, index) => key !== common[index]);
}
