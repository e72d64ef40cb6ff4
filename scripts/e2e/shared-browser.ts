import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';

/** The Chromium of `browser-setup.ts`; closing it ends the pages of this file alone. */
export function sharedBrowser(): Promise<Browser> {
  return chromium.connect(inject('browserUrl'));
}
