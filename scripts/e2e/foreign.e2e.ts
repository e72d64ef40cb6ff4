import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, open } from './browser.ts';
import { contrast, stats, still } from './journey.ts';
import { startTwin } from './twin.ts';

const DATA = '../shared/data';
const CITIES = [
  { name: 'monaco', input: 'osm/monaco-latest.osm.pbf', buildings: 1183, options: [] },
  { name: 'delft', input: 'cityjson/delft.json', buildings: 160, options: [] },
  // 1,572 polygons, 142 of them parts that count with their building.
  { name: 'shanghai', input: 'footprints/shanghai_lujiazui_buildings.geojson', buildings: 1430, options: [] },
] as const;

let browser: Browser;
const out = mkdtempSync(join(tmpdir(), 'chengjing-cities-'));
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  rmSync(out, { recursive: true, force: true });
});

describe('any city', () => {
  it.each(CITIES)('$name builds, counts true and opens', async ({ name, input, buildings, options }) => {
    const file = join(DATA, input);
    if (!existsSync(file)) return expect(existsSync(DATA), 'acceptance data is all there or not at all').toBe(false);
    const city = join(out, name);
    const printed = execFileSync(process.execPath, ['scripts/tiles.mjs', file, '--out', city, ...options, '--json'], {
      encoding: 'utf8',
    });
    const summary = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as {
      features: number;
      skipped: { count: number }[];
    };
    const skipped = summary.skipped.reduce((sum, each) => sum + each.count, 0);
    expect(summary.features + skipped).toBeGreaterThanOrEqual(buildings);
    expect(summary.features).toBeGreaterThan(buildings * 0.98);
    const own = await startTwin({ CITY: city, MQTT_PORT: '0', BACKFILL_DAYS: '0' });
    const twin = await open(browser, `${own.url}/?quality=test`);
    await still(twin);
    expect((await stats(twin)).tiles.features).toBeGreaterThanOrEqual(summary.features);
    expect((await stats(twin)).tiles.loaded).toBeGreaterThan(0);
    expect(contrast(PNG.sync.read(await twin.shot(`city-${name}`)))).toBeGreaterThan(10);
    expect(twin.errors).toEqual([]);
    await twin.close();
    await own.stop();
  });
});
