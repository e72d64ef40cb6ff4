import type { TestProject } from 'vitest/node';
import { freePort } from '../ports.ts';
import { startTwin } from './twin.ts';

declare module 'vitest' {
  interface ProvidedContext {
    twinUrl: string;
    /** A port on 127.0.0.1 whose pages may drive the product from outside. */
    parentPort: number;
  }
}

/** City time of all journeys: a Monday noon in November, so that a link with a time means the same in every run. */
export const NOW = '2026-11-23T12:00:00+08:00';

/** Starts one product for all journeys, as a new user would. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parentPort = await freePort();
  const twin = await startTwin({
    NOW,
    SEED: '1',
    BACKFILL_DAYS: '1',
    TWIN_PARENTS: `http://127.0.0.1:${parentPort}`,
  });
  project.provide('parentPort', parentPort);
  project.provide('twinUrl', twin.url);
  return async () => {
    await twin.stop();
  };
}
