import type { AssetTable } from '../../domain/asset.ts';
import { isOverhead } from '../../domain/furniture/mount-body.ts';
import { armPosition, overheadArmsOf } from '../../domain/furniture/pole.ts';
import { parseMounts } from '../../domain/mount.ts';
import { LAMP_REACH } from '../layers/lamp-heads.ts';
import type { Vector } from './ground-ray.ts';

/** A place on a pole where a hand can take hold of a part of it. */
export interface Grip {
  readonly handle: 'arm' | 'mount';
  /** Index into its mounts; null for the arm that the pole's heading turns. */
  readonly mount: number | null;
  /** Metres east, north and up of the foot. */
  readonly at: Vector;
}

/** Metres from the shaft's axis: of a body on the shaft, and of the grip that turns it. */
const BODY = 0.35;
const TURN = 1.5;
/** Metres from a lamp's or arm's end to the grip that turns it. */
const BEYOND = 0.8;

/** The grips of a pole as its table has it: one on each mount, one where each can be turned. */
export function gripsOf(table: AssetTable, slot: number): Grip[] {
  const listed = table.columns['mounts']?.[slot];
  if (typeof listed !== 'string' || listed === '') return [];
  const heading = table.headings[slot] ?? 0;
  const mounts = parseMounts(listed);
  const at = (azimuth: number, metres: number, up: number): Vector => {
    const towards = (azimuth * Math.PI) / 180;
    return [Math.sin(towards) * metres, Math.cos(towards) * metres, up];
  };
  const arms = overheadArmsOf(mounts).map(
    ({ height, reach }): Grip => ({
      handle: 'arm',
      mount: null,
      at: at(heading, reach + BEYOND, height),
    }),
  );
  const own = mounts.flatMap((mount, index): Grip[] => {
    const { height, azimuth } = mount;
    // What hangs on an arm turns with it; its own azimuth is the panel's.
    if (isOverhead(mount))
      return [{ handle: 'mount', mount: index, at: at(heading, armPosition(mounts, mount), height) }];
    const reach = mount.kind === 'luminaire' ? LAMP_REACH : BODY;
    const turn = mount.kind === 'luminaire' ? LAMP_REACH + BEYOND : TURN;
    return [
      { handle: 'mount', mount: index, at: at(azimuth, reach, height) },
      { handle: 'arm', mount: index, at: at(azimuth, turn, height) },
    ];
  });
  return [...arms, ...own];
}
