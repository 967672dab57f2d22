import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'packages/*/tests/**/*.test.ts'],
    pool: 'forks',
    // Two at a time also where vitest would leave a core idle.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
  },
});
