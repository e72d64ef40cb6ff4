import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { launch } from '../e2e/browser.ts';
import { readSubtree, writeSubtree } from '../tiles/tile/subtree.ts';
import type { Measurement } from './result.ts';
import { serve } from './static-server.ts';

const CITY = 'tiles/built/jining';
const WHOLE = 'dist/bench/first-view';
/** Of the page; what is asked for depends on the pixels of a tile. */
const SIZE = { width: 1920, height: 1080 };

interface Traffic {
  readonly bytes: number;
  readonly requests: number;
}

/**
 * What Chromium is sent of the city until the planner's home view is complete, compressed as the gateway sends it, against the
 * same contents in tilesets that leave nothing out from afar.
 */
export async function measureFirstView(): Promise<Measurement[]> {
  withoutLevels(CITY, WHOLE);
  const browser = await launch();
  try {
    const own = await trafficOf(browser, CITY, 1);
    // Everything in sight is asked for however few the pixels are.
    const whole = await trafficOf(browser, WHOLE, 0.25);
    const peer = 'the city without levels';
    return [
      { metric: 'bytes to the home view', value: own.bytes / 1e6, unit: 'MB', peer, peerValue: whole.bytes / 1e6 },
      { metric: 'requests to the home view', value: own.requests, unit: '1', peer, peerValue: whole.requests },
    ];
  } finally {
    await browser.close();
  }
}

interface Tileset {
  geometricError: number;
  schema: { classes: { tile: { properties: { error?: unknown } } } };
  root: { geometricError: number; refine: string; implicitTiling: { subtreeLevels: number } };
}

/**
 * Links a built city, its tilesets with an error so large that every view asks for all levels of what it sees. Contents that
 * stand for finer ones are left out: without levels nobody would have them.
 */
function withoutLevels(city: string, out: string): void {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'tiles'), { recursive: true });
  const link = (path: string): void => symlinkSync(resolve(city, path), join(out, path));
  for (const name of readdirSync(city)) if (name !== 'tiles') link(name);
  for (const id of readdirSync(join(city, 'tiles'))) {
    const folder = `tiles/${id}`;
    mkdirSync(join(out, folder));
    const tileset = JSON.parse(readFileSync(join(city, folder, 'tileset.json'), 'utf8')) as Tileset;
    const replaces = tileset.root.refine === 'REPLACE';
    for (const name of readdirSync(join(city, folder)))
      if (!name.startsWith('tileset.json') && !(replaces && name === 'subtrees')) link(`${folder}/${name}`);
    if (replaces) {
      wholeAlone(
        join(city, folder, 'subtrees'),
        join(out, folder, 'subtrees'),
        tileset.root.implicitTiling.subtreeLevels,
      );
      tileset.root.refine = 'ADD';
      delete tileset.schema.classes.tile.properties.error;
    }
    tileset.geometricError = 1e9;
    tileset.root.geometricError = 1e9;
    write(join(out, folder, 'tileset.json'), Buffer.from(JSON.stringify(tileset)));
  }
}

/** Subtrees whose only contents are those that nothing finer replaces, without errors of their own. */
function wholeAlone(from: string, to: string, levels: number): void {
  mkdirSync(to);
  for (const name of readdirSync(from).filter((each) => each.endsWith('.subtree'))) {
    const { errors, ...subtree } = readSubtree(readFileSync(join(from, name)), levels);
    let tile = 0;
    const whole = subtree.tiles.map((exists) => exists && errors?.[tile++] === 0);
    const contents = subtree.contents.map((content, i) => content && (whole[i] as boolean));
    write(join(to, name), writeSubtree({ ...subtree, contents }));
  }
}

/** A file and its compressed copy, as the build makes them. */
function write(path: string, bytes: Uint8Array): void {
  writeFileSync(path, bytes);
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
}

/** Bytes on the wire and requests below `/city/`, by Chromium's own account. */
async function trafficOf(browser: Browser, city: string, deviceScaleFactor: number): Promise<Traffic> {
  const server = await serve({ '/': 'dist/gallery', '/city/': city });
  const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor, reducedMotion: 'reduce' });
  try {
    const tab = await context.newPage();
    const network = await context.newCDPSession(tab);
    const asked = new Set<string>();
    let [bytes, requests] = [0, 0];
    network.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (new URL(request.url).pathname.startsWith('/city/')) asked.add(requestId);
    });
    network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (!asked.has(requestId)) return;
      bytes += encodedDataLength;
      requests += 1;
    });
    await network.send('Network.enable');
    const errors: string[] = [];
    tab.on('pageerror', (error) => errors.push(String(error)));
    await tab.goto(`${server.url}/gallery.html?page=bench-first-view`);
    await tab.waitForFunction('window.gallery !== undefined', undefined, { timeout: 60_000 });
    await tab.evaluate('window.gallery.settled');
    if (errors.length > 0) throw new Error(`The first view failed: ${errors.join('; ')}`);
    return { bytes, requests };
  } finally {
    await context.close();
    server.close();
  }
}
