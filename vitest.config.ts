import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Node reads these certificates whenever it starts, a tenth of a second each time; of the tests only npm speaks TLS.
process.env.NPM_EXTRA_CA_CERTS = process.env.NODE_EXTRA_CA_CERTS ?? '';
delete process.env.NODE_EXTRA_CA_CERTS;

/** What takes long comes first, so that in the end no core waits for another: whole systems, then parts. */
const ORDER = [/\/tests\/scenario\//, /\/tests\/(cli|conformance|hostile)\//, /\/packages\//, /./];

class WholeSystemsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => ORDER.findIndex((folder) => folder.test(moduleId));
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'packages/*/tests/**/*.test.ts'],
    globalSetup: 'tests/temporary-folder.ts',
    pool: 'forks',
    // Tests leave nothing behind in their process, so that each process loads what they test once.
    isolate: false,
    // One more than there are cores: many tests wait for a watchdog or a process.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 120_000,
    sequence: { sequencer: WholeSystemsFirst },
  },
});
