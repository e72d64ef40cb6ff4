import type { AssetTable } from '../../../src/domain/asset.ts';
import type { PoleSpec } from '../../../src/domain/furniture/pole.ts';
import {
  type PoleVariant,
  poleClassOf,
  poleVariant,
  VARIANT_GRIDS,
  type VariantGrid,
} from '../../../src/domain/furniture/pole-variant.ts';
import { type Mount, parseMounts } from '../../../src/domain/mount.ts';

/** Most models that the poles of one layer share; rarer shapes take the typical model of their class. */
const MAX_VARIANTS = 96;

export interface PoleVariants {
  readonly grid: VariantGrid;
  /** By slot; absent where the table lists no mounts or the shape is too rare. */
  readonly bySlot: ReadonlyMap<number, PoleVariant>;
  readonly models: number;
  /** Number of poles whose shape was too rare. */
  readonly typical: number;
}

/** The models that the poles at `slots` share, on the finest grid that keeps them within `limit`. */
export function poleVariants(poles: ReadonlyMap<number, PoleSpec>, limit = MAX_VARIANTS): PoleVariants {
  let chosen: PoleVariants = { grid: VARIANT_GRIDS[0] as VariantGrid, bySlot: new Map(), models: 0, typical: 0 };
  // Names of roads go first, where there are too many of them: a plate without a name is a smaller loss than a wrong arm.
  const tries = VARIANT_GRIDS.flatMap((grid) => [
    { grid, named: true },
    { grid, named: false },
  ]);
  for (const { grid, named } of tries) {
    const bySlot = new Map(
      [...poles].map(([slot, pole]) => [slot, poleVariant(named ? pole : { ...pole, road: '' }, grid)] as const),
    );
    const counts = new Map<string, number>();
    for (const { key } of bySlot.values()) counts.set(key, (counts.get(key) ?? 0) + 1);
    if (counts.size <= limit) return { grid, bySlot, models: counts.size, typical: 0 };
    const often = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, limit);
    const kept = new Set(often.map(([key]) => key));
    const common = new Map([...bySlot].filter(([, { key }]) => kept.has(key)));
    chosen = { grid, bySlot: common, models: limit, typical: bySlot.size - common.size };
  }
  return chosen;
}

/** Poles of `table` that say what they carry, by slot, with those mounts that `keeps` lets through. */
export function polesOf(table: AssetTable, keeps: (slot: number, mount: Mount) => boolean): Map<number, PoleSpec> {
  const poles = new Map<number, PoleSpec>();
  for (let slot = 0; slot < table.count; slot++) {
    const column = (key: string) => table.columns[key]?.[slot];
    const [height, mounts, type, road] = [column('height'), column('mounts'), column('type'), column('road')];
    if (typeof height !== 'number' || !(height > 0) || typeof mounts !== 'string') continue;
    poles.set(slot, {
      class: poleClassOf(column),
      height,
      heading: table.headings[slot] as number,
      mounts: parseMounts(mounts).filter((mount) => keeps(slot, mount)),
      ...(typeof type === 'string' ? { type } : {}),
      ...(typeof road === 'string' ? { road } : {}),
    });
  }
  return poles;
}
