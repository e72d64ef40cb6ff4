import type { TestProject } from 'vitest/node';
import { serveBrowser } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    browserUrl: string;
  }
}

/** Starts one Chromium for all files: shaders that one page compiled are ready for the next. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await serveBrowser();
  project.provide('browserUrl', server.wsEndpoint());
  return () => server.close();
}
