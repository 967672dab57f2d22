import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Node reads these certificates whenever it starts, a tenth of a second each time; no test speaks TLS.
delete process.env.NODE_EXTRA_CA_CERTS;

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'packages/*/tests/**/*.test.ts'],
    pool: 'forks',
    // One more than there are cores: many tests wait for a watchdog or a process.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 120_000,
  },
});
