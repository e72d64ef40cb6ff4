import type { Street } from './blocks.ts';
import type { Network } from './network.ts';
import { chainageOf, distanceToLine, stationAt } from './plane.ts';

/** Chainages between which something along a road is interrupted. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** Which side of the axis opens; junctions open both. */
  readonly side: 'left' | 'right' | 'both';
}

/** Where junctions and joining streets interrupt dividers, lamps and trees of a road. */
export function gapsOf(network: Network, streets: readonly Street[]): Map<string, Gap[]> {
  const gaps = new Map<string, Gap[]>();
  for (const road of network.roads)
    gaps.set(
      road.id,
      network.along.get(road.id)!.map(({ chainage, other }) => {
        const half = other.cross.wheels + 9;
        return { from: chainage - half, to: chainage + half, side: 'both' as const };
      }),
    );
  for (const street of streets)
    for (const end of [street.axis[0]!, street.axis.at(-1)!])
      for (const road of network.roads) {
        if (distanceToLine(end, road.axis) > road.cross.halfRedline + 3) continue;
        const chainage = chainageOf(road.axis, end);
        const { at, left } = stationAt(road.axis, chainage);
        const side = (end[0] - at[0]) * left[0] + (end[1] - at[1]) * left[1] > 0 ? 'left' : 'right';
        const half = street.carriageway / 2 + 4;
        gaps.get(road.id)!.push({ from: chainage - half, to: chainage + half, side });
      }
  for (const list of gaps.values()) list.sort((a, b) => a.from - b.from);
  return gaps;
}

/** Runs of a road between its gaps on one side, at least `least` metres long. */
export function runs(
  length: number,
  gaps: readonly Gap[],
  side: 'left' | 'right' | 'median',
  least: number,
): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  let from = 0;
  for (const gap of gaps) {
    if (gap.side !== 'both' && gap.side !== side) continue;
    if (gap.from - from >= least) out.push({ from, to: gap.from });
    from = Math.max(from, gap.to);
  }
  if (length - from >= least) out.push({ from, to: length });
  return out;
}
