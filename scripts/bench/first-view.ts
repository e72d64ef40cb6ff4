import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launch } from '../e2e/browser.ts';
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

/** Links a built city, its tilesets with an error so large that every view asks for all levels of what it sees. */
function withoutLevels(city: string, out: string): void {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'tiles'), { recursive: true });
  const link = (path: string): void => symlinkSync(resolve(city, path), join(out, path));
  for (const name of readdirSync(city)) if (name !== 'tiles') link(name);
  for (const id of readdirSync(join(city, 'tiles'))) {
    mkdirSync(join(out, 'tiles', id));
    for (const name of readdirSync(join(city, 'tiles', id)))
      if (!name.startsWith('tileset.json')) link(`tiles/${id}/${name}`);
    const tileset = JSON.parse(readFileSync(join(city, 'tiles', id, 'tileset.json'), 'utf8')) as {
      geometricError: number;
      root: { geometricError: number };
    };
    tileset.geometricError = 1e9;
    tileset.root.geometricError = 1e9;
    writeFileSync(join(out, 'tiles', id, 'tileset.json'), JSON.stringify(tileset));
  }
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
