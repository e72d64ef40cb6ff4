import type { NightLamp } from '../../scenario/lighting/night-lamps.ts';

/** Metres from the shaft to the middle of a luminaire on an arm, as `domain/furniture/pole.ts` hangs it. */
export const LAMP_REACH = 1.95;
/** Metres from the mounting height down to the light of a lantern that stands on its shaft. */
const LANTERN_DROP = 0.35;

/** Where the light of a lamp is, metres east and north of its foot and above it. */
export function lampHead({
  mount,
  onShaft,
}: Pick<NightLamp, 'mount' | 'onShaft'>): readonly [east: number, north: number, up: number] {
  if (onShaft) return [0, 0, mount.height - LANTERN_DROP];
  const towards = (mount.azimuth * Math.PI) / 180;
  return [Math.sin(towards) * LAMP_REACH, Math.cos(towards) * LAMP_REACH, mount.height];
}
