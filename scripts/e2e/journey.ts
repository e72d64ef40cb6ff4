import { PNG } from 'pngjs';
import type { TwinPage } from './browser.ts';
import { until } from './twin.ts';

/** Open country: for what is not about the city, whose drawing costs software GL most of a journey's time. */
export const ASIDE = 'view=116.2,35.2,300,180,-20,0';
/** The same with the clock standing still, so that no message asks for a frame. */
export const ASIDE_FROZEN = `${ASIDE}&freeze=2026-11-23T12:00:00%2B08:00`;

/** `twin.stats()` as the contract promises it to anyone outside. */
export interface TwinStats {
  readonly frames: number;
  readonly frameReasons: Readonly<Record<string, number>>;
  readonly layers: Readonly<
    Record<string, { assets: number; visible: number; live: number; late: number; stale: number; offline: number }>
  >;
  readonly scenario: {
    readonly id: string;
    readonly alternative: string;
    readonly t: string;
    readonly poles: number;
  } | null;
  readonly primitives: number;
  readonly tiles: {
    readonly loaded: number;
    readonly pending: number;
    readonly bytes: number;
    readonly features: number;
  };
  readonly uploads: { readonly bytesLastFrame: number; readonly bytesTotal: number };
  readonly drawCalls: number;
  readonly heapBytes: number;
  readonly contextLosses: number;
}

/** The part of `twin.state()` that the journeys look at. */
export interface TwinState {
  readonly playhead: { readonly kind: string };
  readonly scenario: unknown;
  readonly select: string | null;
  readonly view: readonly number[] | null;
  readonly returnTo: readonly number[] | null;
}

/** `window.twin` of a page, as the journeys use it. */
export const stats = (twin: TwinPage) => twin.page.evaluate('window.twin.stats()') as Promise<TwinStats>;
export const session = (twin: TwinPage) => twin.page.evaluate('window.twin.state()') as Promise<TwinState>;

export async function run(twin: TwinPage, command: string, argument?: unknown): Promise<void> {
  await twin.page.evaluate(
    ([id, value]) => (window as never as { twin: { run(id: unknown, value: unknown): void } }).twin.run(id, value),
    [command, argument],
  );
}

/** Waits until the scene has settled and again a little later, with the same tiles and nothing sent between. */
export async function still(twin: TwinPage): Promise<void> {
  let before = '';
  await until(
    async () => {
      await twin.page.evaluate('window.twin.settled()');
      const { tiles, uploads } = await stats(twin);
      const now = `${tiles.loaded} ${tiles.bytes} ${uploads.bytesTotal}`;
      const same = now === before && tiles.pending === 0;
      before = now;
      if (!same) await new Promise((resolve) => setTimeout(resolve, 250));
      return same;
    },
    120_000,
    'a still screen',
  );
}

/** What lies over the canvas: a notice that came meanwhile is no part of the scene's picture. */
const SCENE_ALONE = 'body * { visibility: hidden !important } canvas { visibility: visible !important }';

/** The scene as drawn, without the interface over it. */
export async function scenePicture(twin: TwinPage): Promise<PNG> {
  return PNG.sync.read(await twin.page.locator('canvas').first().screenshot({ style: SCENE_ALONE }));
}

/** A part of a picture: left, top, right, bottom, each 0–1. */
export type Region = readonly [left: number, top: number, right: number, bottom: number];

/** Share of the pixels of `region` that differ by more than `tolerance` in any channel. */
export function difference(a: PNG, b: PNG, region: Region = [0, 0, 1, 1], tolerance = 12): number {
  const [left, top, right, bottom] = region;
  let differing = 0;
  let total = 0;
  for (let y = Math.floor(top * a.height); y < Math.floor(bottom * a.height); y++)
    for (let x = Math.floor(left * a.width); x < Math.floor(right * a.width); x++) {
      const i = 4 * (y * a.width + x);
      total += 1;
      if ([0, 1, 2].some((c) => Math.abs((a.data[i + c] ?? 0) - (b.data[i + c] ?? 0)) > tolerance)) differing += 1;
    }
  return differing / total;
}

/** Standard deviation of luminance, 0–255: near 0 for a blank canvas. */
export function contrast(png: PNG): number {
  let sum = 0;
  let squares = 0;
  const count = png.width * png.height;
  for (let i = 0; i < png.data.length; i += 4) {
    const luminance = 0.2126 * (png.data[i] ?? 0) + 0.7152 * (png.data[i + 1] ?? 0) + 0.0722 * (png.data[i + 2] ?? 0);
    sum += luminance;
    squares += luminance * luminance;
  }
  return Math.sqrt(squares / count - (sum / count) ** 2);
}
