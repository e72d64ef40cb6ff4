import type { Mount, MountKind } from '../../domain/mount.ts';

/** Mass and windage of one mount of each kind; typical product figures, 经验值·待核 [D]. */
const LOADS: Readonly<Record<MountKind, { readonly kg: number; readonly m2: number }>> = {
  luminaire: { kg: 12, m2: 0.1 },
  'vehicle-signal': { kg: 20, m2: 0.4 },
  'pedestrian-signal': { kg: 8, m2: 0.15 },
  sign: { kg: 10, m2: 0.5 },
  /** A medium sign of 1.5 m × 1.2 m; gantry signs over 3 m² keep their own structure. */
  'guide-sign': { kg: 40, m2: 1.8 },
  'name-plate': { kg: 8, m2: 0.3 },
  camera: { kg: 4, m2: 0.05 },
  'enforcement-camera': { kg: 12, m2: 0.15 },
  'micro-cell': { kg: 15, m2: 0.2 },
  wifi: { kg: 3, m2: 0.05 },
  weather: { kg: 5, m2: 0.1 },
  speaker: { kg: 5, m2: 0.08 },
  screen: { kg: 40, m2: 0.8 },
  'help-point': { kg: 8, m2: 0.1 },
  charger: { kg: 30, m2: 0.2 },
  flag: { kg: 4, m2: 0.6 },
  cabinet: { kg: 0, m2: 0 },
};

export interface Load {
  readonly kg: number;
  /** Windage, m². */
  readonly m2: number;
  /** Traffic signs and guide signs, which R6 counts. */
  readonly signs: number;
}

/** Sum over `mounts`, surveyed values before typical ones; a `cabinet` stands in the base and weighs nothing on the shaft. */
export function loadOf(mounts: readonly Mount[]): Load {
  let [kg, m2, signs] = [0, 0, 0];
  for (const { kind, weight, windArea } of mounts) {
    const onShaft = kind !== 'cabinet';
    kg += onShaft ? (weight ?? LOADS[kind].kg) : 0;
    m2 += onShaft ? (windArea ?? LOADS[kind].m2) : 0;
    if (kind === 'sign' || kind === 'guide-sign') signs++;
  }
  return { kg: Math.round(kg * 100) / 100, m2: Math.round(m2 * 100) / 100, signs };
}

export interface Capacity {
  readonly kg: number;
  readonly m2: number;
  readonly signs: number;
}

/** Whether a pole of `capacity` bears `mounts` together. */
export function bears(capacity: Capacity, mounts: readonly Mount[]): boolean {
  const load = loadOf(mounts);
  return load.kg <= capacity.kg && load.m2 <= capacity.m2 && load.signs <= capacity.signs;
}
