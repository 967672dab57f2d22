import { TESTS } from '../../labs/registry.ts';

/** What modules of a submission are called: `raft`, `kvraft`, … */
export const LAB_NAMES: readonly string[] = [...new Set(TESTS.map(({ entry }) => entry.name))];
