/** One colour of the ramp of illuminance, `#rrggbb`, reached at `lux`. */
export interface LuxStop {
  readonly lux: number;
  readonly color: string;
}

/**
 * Colours of illuminance on the ground, dark for dark: lightness rises with every stop, so it reads in grey and for every eye,
 * no colour of a status occurs, and none of water. Between stops colours are mixed. Stops are the grades of CJJ 45 for roads and footways.
 */
export const LUX_RAMP: readonly LuxStop[] = [
  { lux: 0, color: '#140B1F' },
  { lux: 5, color: '#3A1E4A' },
  { lux: 10, color: '#6B3360' },
  { lux: 15, color: '#9A4F68' },
  { lux: 20, color: '#C78075' },
  { lux: 30, color: '#E8BA92' },
  { lux: 50, color: '#FFF6DA' },
];

/** Levels that isolines are drawn at, lx; the strong ones are what CJJ 45 asks of main roads and of their junctions. */
export const LUX_LEVELS: readonly { readonly lux: number; readonly strong: boolean }[] = [
  { lux: 5, strong: false },
  { lux: 10, strong: false },
  { lux: 20, strong: true },
  { lux: 30, strong: true },
  { lux: 50, strong: false },
];

/** Colour of an illuminance as red, green and blue, 0–1, mixed as it stands. */
export function luxColor(lux: number): readonly [red: number, green: number, blue: number] {
  const above = LUX_RAMP.findIndex((stop) => stop.lux > lux);
  const [low, high] = above < 0 ? [LUX_RAMP.length - 1, LUX_RAMP.length - 1] : [Math.max(0, above - 1), above];
  const [a, b] = [LUX_RAMP[low] as LuxStop, LUX_RAMP[high] as LuxStop];
  const share = a.lux === b.lux ? 0 : Math.max(0, (lux - a.lux) / (b.lux - a.lux));
  const [from, to] = [channels(a.color), channels(b.color)];
  return [0, 1, 2].map((i) => (from[i] as number) * (1 - share) + (to[i] as number) * share) as [
    number,
    number,
    number,
  ];
}

function channels(hex: string): number[] {
  const bits = Number.parseInt(hex.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255].map((byte) => byte / 255);
}
