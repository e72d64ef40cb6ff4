import { PNG } from 'pngjs';
import type { TwinPage } from './browser.ts';
import { still } from './journey.ts';

/** What the tools of a review leave in `twin.state()`. */
export interface ToolState {
  readonly measure: { readonly kind: string; readonly points: readonly unknown[]; readonly open: boolean } | null;
  readonly clip: { readonly kind: string; readonly width: number; readonly centre: readonly number[] } | null;
  readonly view: readonly number[];
  readonly walking: boolean;
  readonly tour: number | null;
  readonly layers: readonly string[];
  readonly bookmarks: readonly { readonly name: string }[];
  readonly own: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly count: number;
  }[];
  readonly notices: readonly { readonly text: { readonly zh: string } }[];
}

export const toolState = ({ page }: TwinPage) => page.evaluate('window.twin.state()') as Promise<ToolState>;

/** Middle of the scene, and metres a pixel seen from straight above: 2 · height · tan 25° / the longer side, whatever the product makes of it. */
export async function sceneBox(
  { page }: TwinPage,
  height: number,
): Promise<{ readonly x: number; readonly y: number; readonly metres: number }> {
  const box = await page.locator('.scene-area').boundingBox();
  if (!box) throw new Error('no scene');
  const metres = (2 * height * Math.tan((25 * Math.PI) / 180)) / Math.max(box.width, box.height);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, metres };
}

/** The page once nothing moves on it. */
export async function pictureOf(twin: TwinPage): Promise<PNG> {
  await still(twin);
  return PNG.sync.read(await twin.page.screenshot({ animations: 'disabled' }));
}

/** So many metres east and north of a place of 济宁. */
export const besideOf =
  (longitude: number, latitude: number) =>
  (east: number, north: number): readonly [longitude: number, latitude: number] => [
    longitude + east / 90_860,
    latitude + north / 110_950,
  ];

/** Metres between two places of 济宁, degrees. */
export const apart = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(((a[0] ?? 0) - (b[0] ?? 0)) * 90_860, ((a[1] ?? 0) - (b[1] ?? 0)) * 110_950);

/** A finger that goes from one point of the page to another, and stays down for so many milliseconds. */
export async function finger(
  { context, page }: TwinPage,
  from: readonly [number, number],
  to: readonly [number, number],
  held = 0,
): Promise<void> {
  const cdp = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: readonly [number, number]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] });
  await touch('touchStart', from);
  for (let part = 1; part <= 4 && (from[0] !== to[0] || from[1] !== to[1]); part++)
    await touch('touchMove', [from[0] + ((to[0] - from[0]) * part) / 4, from[1] + ((to[1] - from[1]) * part) / 4]);
  await page.waitForTimeout(held);
  await touch('touchEnd');
  await cdp.detach();
}

/** Drops files on the map, as a hand does. */
export async function drop(
  { page }: TwinPage,
  files: readonly (readonly [name: string, content: string | Buffer])[],
): Promise<void> {
  const given = files.map(([name, content]) => [name, Buffer.from(content).toString('base64')] as const);
  await page.evaluate((list) => {
    const dataTransfer = new DataTransfer();
    for (const [name, content] of list)
      dataTransfer.items.add(new File([Uint8Array.from(atob(content), (each) => each.charCodeAt(0))], name));
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector('.scene canvas')?.dispatchEvent(event);
  }, given);
}

/** Names of the own data that the browser keeps. */
export const kept = ({ page }: TwinPage) =>
  page.evaluate(`new Promise((resolve) => {
    const open = indexedDB.open('chengjing.own');
    open.onsuccess = () => {
      const all = open.result.transaction('things').objectStore('things').getAll();
      all.onsuccess = () => resolve(all.result.map(({ item }) => item.name).sort());
    };
  })`) as Promise<string[]>;
