import type { Words } from './words.ts';

/** What hangs on a pole (GB/T 40994-2021 service classes, ours by name). */
export type MountKind =
  | 'luminaire'
  | 'vehicle-signal'
  | 'pedestrian-signal'
  | 'sign'
  | 'guide-sign'
  | 'name-plate'
  | 'camera'
  | 'enforcement-camera'
  | 'micro-cell'
  | 'wifi'
  | 'weather'
  | 'speaker'
  | 'screen'
  | 'help-point'
  | 'charger'
  | 'flag'
  | 'cabinet';

export interface Mount {
  readonly kind: MountKind;
  /** Metres above ground. */
  readonly height: number;
  /** Degrees clockwise from north that it faces. */
  readonly azimuth: number;
  /** Mass, kg, as surveyed; absent: models take what is typical of its kind. So for the next three. */
  readonly weight?: number;
  /** Frontal area, m². */
  readonly windArea?: number;
  /** Power that it draws, W. */
  readonly power?: number;
  /** Cores of optical fibre that it needs; null: it needs fibre, how many cores is not known. */
  readonly fibre?: number | null;
}

export const MOUNT_WORDS: Readonly<Record<MountKind, Words>> = {
  luminaire: { zh: '照明灯具', en: 'Luminaire' },
  'vehicle-signal': { zh: '机动车信号灯', en: 'Vehicle signal' },
  'pedestrian-signal': { zh: '人行信号灯', en: 'Pedestrian signal' },
  sign: { zh: '交通标志', en: 'Traffic sign' },
  'guide-sign': { zh: '指路标志', en: 'Guide sign' },
  'name-plate': { zh: '路名牌', en: 'Street name plate' },
  camera: { zh: '视频监控', en: 'Camera' },
  'enforcement-camera': { zh: '电子警察', en: 'Enforcement camera' },
  'micro-cell': { zh: '通信微站', en: 'Micro cell' },
  wifi: { zh: '无线接入', en: 'Wi-Fi' },
  weather: { zh: '气象传感', en: 'Weather sensor' },
  speaker: { zh: '公共广播', en: 'Loudspeaker' },
  screen: { zh: '信息屏', en: 'Information screen' },
  'help-point': { zh: '一键求助', en: 'Help point' },
  charger: { zh: '充电', en: 'Charger' },
  flag: { zh: '道旗', en: 'Flag' },
  cabinet: { zh: '设备仓', en: 'Equipment bay' },
};

const INTERNAL: ReadonlySet<MountKind> = new Set(['camera', 'enforcement-camera', 'micro-cell', 'wifi', 'cabinet']);

/** Whether public sessions must not learn that a pole carries such a mount: cameras, telecom and power (内部). */
export function isInternalMount(kind: MountKind): boolean {
  return INTERNAL.has(kind);
}

/**
 * Sets that so many micro-cell antennas of one pole make: three sectors share one radio unit, its power, its price and its
 * rent (domain.md §4.6).
 */
export function microCellSets(antennas: number): number {
  return Math.ceil(antennas / 3);
}

/** Metres at which height layers 2, 3 and 4 of a multi-function pole begin (domain.md §4.3 [M]). */
export const LAYER_FLOORS = [2.5, 5.5, 8] as const;

/** Height layer 1–4 of a multi-function pole: 0–2.5, 2.5–5.5, 5.5–8, ≥ 8 m. */
export function heightLayer(metres: number): 1 | 2 | 3 | 4 {
  if (metres < LAYER_FLOORS[0]) return 1;
  if (metres < LAYER_FLOORS[1]) return 2;
  return metres < LAYER_FLOORS[2] ? 3 : 4;
}

/**
 * Mounts as one attribute value: `kind:height:azimuth` joined by `|`, each followed by what was surveyed of it, in this order:
 * `:kg=`, `:m2=`, `:W=`, `:fibre=` (cores, or `?`). The inverse of `parseMounts`.
 */
export function formatMounts(mounts: readonly Mount[]): string {
  return mounts
    .map(({ kind, height, azimuth, weight, windArea, power, fibre }) =>
      [
        kind,
        height,
        Math.round(azimuth),
        ...(weight === undefined ? [] : [`kg=${decimal(weight)}`]),
        ...(windArea === undefined ? [] : [`m2=${decimal(windArea)}`]),
        ...(power === undefined ? [] : [`W=${decimal(power)}`]),
        ...(fibre === undefined ? [] : [`fibre=${fibre === null ? '?' : Math.round(fibre)}`]),
      ].join(':'),
    )
    .join('|');
}

/** Three decimals, never an exponent. */
function decimal(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const MOUNT = new RegExp(
  String.raw`^([a-z-]+):(-?\d+(?:\.\d+)?):(-?\d+(?:\.\d+)?)(?::kg=${NUMBER})?(?::m2=${NUMBER})?(?::W=${NUMBER})?(?::fibre=(\d+|\?))?$`,
);

/** Reads a `mounts` attribute. Throws on an unknown kind or a number that is none. */
export function parseMounts(text: string): Mount[] {
  if (text === '') return [];
  return text.split('|').map((part): Mount => {
    const [, kind = '', height, azimuth, weight, windArea, power, fibre] = MOUNT.exec(part) ?? [];
    if (!Object.hasOwn(MOUNT_WORDS, kind))
      throw new RangeError(
        `Mount "${part}" is not kind:height:azimuth[:kg=][:m2=][:W=][:fibre=] with a kind of ${Object.keys(MOUNT_WORDS).join(', ')}.`,
      );
    return {
      kind: kind as MountKind,
      height: Number(height),
      azimuth: Number(azimuth),
      ...(weight === undefined ? {} : { weight: Number(weight) }),
      ...(windArea === undefined ? {} : { windArea: Number(windArea) }),
      ...(power === undefined ? {} : { power: Number(power) }),
      ...(fibre === undefined ? {} : { fibre: fibre === '?' ? null : Number(fibre) }),
    };
  });
}
