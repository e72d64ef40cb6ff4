import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Download, type Page } from 'playwright-core';
import { until } from './twin.ts';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const OUT = 'scripts/e2e/out';

/**
 * What Chromium leaves alone. Its address bar is a page of its own since 156 and keeps an eighth of a core busy; the others are what
 * playwright turns off, whose switch a second one replaces.
 */
const TURNED_OFF = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** The Chromium that the test set-up found or installed. Throws with the remedy when there is none. */
function chromiumPath(): string {
  const found = [process.env['CHROMIUM'] ?? '', ...CANDIDATES].find((path) => path !== '' && existsSync(path));
  if (!found) throw new Error('No Chromium: install Debian package "chromium", or set CHROMIUM to an executable.');
  return found;
}

export async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--force-color-profile=srgb',
      `--disable-features=${TURNED_OFF.join(',')}`,
      // Programs that one page compiled are ready for the next.
      '--enable-angle-features=preferGlobalPipelineCache',
    ],
  });
}

/** What a page gave to save. */
export async function savedBytes(download: Download): Promise<Buffer> {
  return Buffer.concat(await (await download.createReadStream()).toArray());
}

/** A page that fails the test when the product logs an error or asks for anything beyond its own origin. */
export interface TwinPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly errors: string[];
  readonly foreign: string[];
  shot(name: string): Promise<Buffer>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  readonly ready?: boolean;
  readonly reducedMotion?: boolean;
  /** A pixel a CSS pixel, for pictures that are shown; else half as many, a quarter of the work of software GL. */
  readonly sharp?: boolean;
}

/** Opens `url` and waits for `twin.ready`. Console errors and foreign requests are collected. */
export async function open(browser: Browser, url: string, options: OpenOptions = {}): Promise<TwinPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 960, height: options.height ?? 540 },
    deviceScaleFactor: options.sharp ? 1 : 0.5,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(90_000);
  const errors: string[] = [];
  const foreign: string[] = [];
  const origin = new URL(url).origin;
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error.stack ?? error)));
  page.on('request', (request) => {
    const target = request.url();
    if (!target.startsWith(origin) && !/^(data|blob):|^ws:\/\/127\.0\.0\.1/.test(target)) foreign.push(target);
  });
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  if (options.ready !== false) await ready(page);
  return {
    page,
    context,
    errors,
    foreign,
    async shot(name) {
      const png = await page.screenshot({ type: 'png' });
      await mkdir(OUT, { recursive: true });
      await writeFile(join(OUT, `${name}.png`), png);
      return png;
    },
    close: () => context.close(),
  };
}

/** Waits until the city is drawn: tiles settled, fonts loaded. */
export async function ready(page: Page): Promise<void> {
  // Asked by evaluate: our CSP forbids the eval that waitForFunction needs.
  await until(() => page.evaluate('window.twin !== undefined'), 120_000, 'window.twin');
  await page.evaluate('window.twin.ready');
}
