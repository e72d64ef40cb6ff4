import type { TestProject } from 'vitest/node';
import { startCluster } from './cluster.ts';

/** One server for all tests of the run; each test keeps to a schema of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  project.provide('databaseUrl', cluster.url);
  return () => cluster.stop();
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** PostgreSQL of this run; absent where the tests run on DuckDB. */
    databaseUrl?: string;
  }
}
