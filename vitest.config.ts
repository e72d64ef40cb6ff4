import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What needs the gallery's pages alone, and no running product. */
const GALLERY = ['coverage', 'export-size', 'gallery', 'lamps', 'metropolis', 'report', 'scene', 'terrain'].map(
  (name) => `scripts/e2e/${name}.e2e.ts`,
);

/** Vitest leaves a core to itself, which is half of two. */
const WORKERS = Math.max(2, availableParallelism() - 1);
/** What runs processes, sockets and timers. */
const WAITING = [
  'src/{gateway,simulator}/**/*.test.ts',
  'scripts/start.test.ts',
  'scripts/tiles/cluster/*.test.ts',
  'scripts/tiles/interrupted.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        // Computation alone. Files share a worker's modules: what one leaves behind may not change another.
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['scripts/boundaries.test.ts', 'scripts/chaos/**', ...WAITING],
          isolate: false,
          maxWorkers: WORKERS,
          sequence: { groupOrder: 1 },
          // Workers take each other's time: a deadline here is for what hangs.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Gateways, brokers, sources: what waits for something, two at a time, and beside nothing that computes.
        test: {
          name: 'processes',
          include: WAITING,
          maxWorkers: WORKERS,
          sequence: { groupOrder: 2 },
          testTimeout: 30_000,
        },
      },
      {
        // Brokers, databases and gateways that are killed under load: one after another, beside nothing else.
        test: {
          name: 'chaos',
          include: ['scripts/chaos/*.test.ts'],
          fileParallelism: false,
          testTimeout: 30_000,
        },
      },
      {
        // The same suites on PostgreSQL: a real server, started for the run.
        test: {
          name: 'postgresql',
          include: ['src/gateway/**/*.test.ts'],
          exclude: ['src/gateway/duckdb.test.ts', 'src/gateway/flood-replay.test.ts'],
          globalSetup: ['scripts/postgresql/global-setup.ts'],
          maxWorkers: WORKERS,
          sequence: { groupOrder: 2 },
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'boundaries',
          include: ['scripts/boundaries.test.ts'],
          maxWorkers: WORKERS,
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
        },
      },
      {
        // One product, one browser, one file at a time.
        test: {
          name: 'e2e',
          include: ['scripts/e2e/*.e2e.ts'],
          exclude: GALLERY,
          globalSetup: ['scripts/e2e/global-setup.ts'],
          fileParallelism: false,
          sequence: { concurrent: false },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        // Scenes and screens without a gateway.
        test: {
          name: 'gallery',
          include: GALLERY,
          fileParallelism: false,
          sequence: { concurrent: false },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
