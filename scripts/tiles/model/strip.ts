import type { Path } from '../../../src/domain/asset.ts';
import { localFrame, toGeographic, toLocal } from '../../../src/domain/geo/local-frame.ts';

/** A bend is mitred up to this many half widths; sharper ones are cut. */
const MITRE_LIMIT = 2;

/**
 * The left and right edge of a strip along `axis`, `half` metres to either side; as many points as the axis has. Null
 * when the axis has no length.
 */
export function stripEdges(axis: Path, half: number): { readonly left: Path; readonly right: Path } | null {
  const start = axis[0];
  if (!start) return null;
  const frame = localFrame(start[0], start[1]);
  const points = axis
    .map(([x, y]) => toLocal(frame, x, y))
    .filter(
      (point, i, all) =>
        i === 0 || Math.hypot(point[0] - (all[i - 1]?.[0] ?? 0), point[1] - (all[i - 1]?.[1] ?? 0)) > 0.05,
    );
  if (points.length < 2) return null;
  const directions = points.slice(1).map((b, i) => {
    const a = points[i] as [number, number];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    return [(b[0] - a[0]) / length, (b[1] - a[1]) / length] as const;
  });
  const side = (sign: 1 | -1): Path =>
    points.map((point, i) => {
      const before = directions[i - 1] ?? (directions[i] as readonly [number, number]);
      const after = directions[i] ?? before;
      const [nx, ny] = [-(before[1] + after[1]), before[0] + after[0]];
      const length = Math.hypot(nx, ny) || 1;
      // Half the angle of the bend: |before + after| = 2 cos.
      const reach = Math.min(MITRE_LIMIT, 2 / length) * half * sign;
      return toGeographic(frame, point[0] + (nx / length) * reach, point[1] + (ny / length) * reach);
    });
  return { left: side(1), right: side(-1) };
}
