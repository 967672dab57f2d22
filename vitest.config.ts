import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Node reads these certificates whenever it starts, a tenth of a second each time; no test speaks TLS.
delete process.env.NODE_EXTRA_CA_CERTS;

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'packages/*/tests/**/*.test.ts'],
    pool: 'forks',
    // Two at a time also where vitest would leave a core idle.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
  },
});
