import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['scripts/boundaries.test.ts'],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'boundaries', include: ['scripts/boundaries.test.ts'] } },
    ],
  },
});
