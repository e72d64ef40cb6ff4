import { type Basins, OUTSIDE } from './basins.ts';
import type { DrainageInputs, Inlets, Outfall, Pipe } from './drainage-inputs.ts';
import { backwaterShare, fullPipeFlow, inletFlow, inletRating, weirFlow } from './hydraulics.ts';

/** Something that takes water from a pool. */
export interface Drain {
  readonly id: string;
  readonly kind: 'pipe' | 'pump' | 'tank';
  /** Place of its lowest-order basin in `Basins.leaves`. */
  readonly leaf: number;
  /** m³/s at a level of the pool, never less at a higher one; nothing at or below `from`. */
  readonly rate: (level: number, minute: number) => number;
  /** m³ that it can take in all. */
  readonly room: number;
}

/**
 * Drains of a plan, in the order of their basins, and the ids of those that stand where no water ponds.
 *
 * Inlets share a pipe, and each pipe after it, by their rated flows; a dry inlet's share is not lent to a wet one. So what a pool loses
 * depends on its own level alone, and more rain cannot lower water anywhere. A pump between its off and on level runs for the share of the
 * minute that lies between them: it stands for the switching of a pump within a minute, for the same reason.
 */
export function drainsOf(
  inputs: DrainageInputs,
  basins: Basins,
): { readonly drains: Drain[]; readonly idle: string[] } {
  const { terrain, values, inlets, pumps, tanks } = inputs;
  const drains: Drain[] = [];
  const idle: string[] = [];
  const add = ({ id, cell }: { id: string; cell: number }, drain: Pick<Drain, 'kind' | 'rate' | 'room'>) => {
    const basin = basins.basinOf[cell] as number;
    if (basin === OUTSIDE) idle.push(id);
    else drains.push({ id, leaf: basins.first[basin] as number, ...drain });
  };
  const capacity = shareOfPipes(inputs);
  for (const each of inlets) {
    const ground = terrain.ground[each.cell] as number;
    const limit = capacity(each);
    add(each, {
      kind: 'pipe',
      room: Number.POSITIVE_INFINITY,
      rate: (level, minute) =>
        Math.min(each.count * inletFlow(each.kind, level - ground, values), limit(level, minute)),
    });
  }
  for (const pump of pumps) {
    const ground = terrain.ground[pump.cell] as number;
    const off = Math.max(pump.off, ground);
    const band = Math.max(pump.on, off + 0.01) - off;
    const rate = (level: number) => pump.rate * Math.min(1, Math.max(0, (level - off) / band));
    add(pump, { kind: 'pump', room: Number.POSITIVE_INFINITY, rate });
  }
  for (const tank of tanks) {
    const crest = (terrain.ground[tank.cell] as number) + tank.crest;
    add(tank, {
      kind: 'tank',
      room: tank.volume,
      rate: (level) => weirFlow(values.weirFactor, tank.weirLength, level - crest),
    });
  }
  return { drains: drains.sort((a, b) => a.leaf - b.leaf), idle };
}

/** What the pipes leave to a group of inlets at a level and minute, m³/s. */
function shareOfPipes({ inlets, pipes, outfalls, values }: DrainageInputs) {
  const byId = new Map(pipes.map((each) => [each.id, each]));
  const mouths = new Map(outfalls.map((each) => [each.id, each]));
  const way = (inlet: Inlets): Pipe[] => {
    const path: Pipe[] = [];
    for (let at = byId.get(inlet.pipe); at; at = byId.get(at.to)) path.push(at);
    return path;
  };
  const rated = (inlet: Inlets) => inlet.count * inletRating(inlet.kind, values);
  const asked = new Map<Pipe, number>();
  for (const inlet of inlets) for (const pipe of way(inlet)) asked.set(pipe, (asked.get(pipe) ?? 0) + rated(inlet));
  return (inlet: Inlets) => {
    const path = way(inlet);
    const share = Math.min(
      ...path.map(
        (pipe) =>
          (fullPipeFlow(pipe.diameter, pipe.slope, values.pipeRoughness) * rated(inlet)) / (asked.get(pipe) || 1),
      ),
    );
    const fall = path.reduce((sum, { slope, length }) => sum + slope * length, 0);
    const mouth = mouths.get(path.at(-1)?.to ?? '') as Outfall;
    return (level: number, minute: number) => share * backwaterShare(level, riverAt(mouth, minute), mouth.crown, fall);
  };
}

/** Level of the river at an outfall, m. */
function riverAt({ river }: Outfall, minute: number): number {
  return typeof river === 'number' ? river : (river[Math.min(minute, river.length - 1)] as number);
}
