import type { AssetTable } from '../../domain/asset.ts';
import { parseMounts } from '../../domain/mount.ts';

/** Metres from the shaft to the middle of a luminaire on an arm, as `domain/furniture/pole.ts` hangs it. */
export const LAMP_REACH = 1.95;
/** Metres from the mounting height down to the light of a lantern that stands on its shaft. */
const LANTERN_DROP = 0.35;

/** Where one light of a lamp is, metres east and north of its foot and above it. */
export interface LampHead {
  readonly slot: number;
  readonly east: number;
  readonly north: number;
  readonly up: number;
}

/** The luminaires of every lamp, from its mounts; a lamp without that attribute has one above its foot. */
export function lampHeads(table: AssetTable): LampHead[] {
  const text = (key: string, slot: number) => {
    const value = table.columns[key]?.[slot];
    return typeof value === 'string' ? value : '';
  };
  const heads: LampHead[] = [];
  for (let slot = 0; slot < table.count; slot++) {
    const height = table.columns.height?.[slot];
    const top = typeof height === 'number' && height > 0 ? height : 8;
    const mounts = parseMounts(text('mounts', slot)).filter((mount) => mount.kind === 'luminaire');
    if (mounts.length === 0 || text('type', slot) === 'post-top') {
      heads.push({ slot, east: 0, north: 0, up: top - LANTERN_DROP });
      continue;
    }
    for (const mount of mounts) {
      const towards = (mount.azimuth * Math.PI) / 180;
      heads.push({
        slot,
        east: Math.sin(towards) * LAMP_REACH,
        north: Math.cos(towards) * LAMP_REACH,
        up: mount.height,
      });
    }
  }
  return heads;
}
