// The layers (docs/architecture.md): base ← harness, checker ← labs ← grading ← cli. Each rule says what a breach means.

/** A layer may import itself, what is below it, and packages. */
const onlyFrom = (name, layer, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/${layer}/` },
  to: { path: '^(src|reference|tests|bench)/', pathNot: `^src/(${[layer, ...allowed].join('|')})/` },
});

const REAL_WORLD =
  '^(node:)?(fs|fs/promises|child_process|cluster|net|http|https|dgram|tls|worker_threads|os|timers|timers/promises|perf_hooks|readline|inspector)$';

module.exports = {
  forbidden: [
    onlyFrom(
      'base-is-the-floor',
      'base',
      [],
      'base knows nothing of the project: what it imports would be everywhere.',
    ),
    onlyFrom(
      'harness-knows-no-lab',
      'harness',
      ['base', 'sdk'],
      'The simulated world must serve any system; lab rules in it would leak from one lab into all.',
    ),
    onlyFrom('checker-knows-no-harness', 'checker', ['base'], 'A judge must not know how the history was made.'),
    onlyFrom(
      'sdk-stands-alone',
      'sdk',
      [],
      'The SDK is bundled into submissions: whatever it imports ends up in student code.',
    ),
    onlyFrom(
      'labs-see-no-reference',
      'labs',
      ['base', 'harness', 'checker', 'sdk'],
      'A test that knows the reference, or how it is graded, tests the reference.',
    ),
    onlyFrom(
      'grading-below-cli',
      'grading',
      ['base', 'harness', 'checker', 'labs', 'sdk'],
      'Grading must work without a terminal.',
    ),
    onlyFrom(
      'compare-beside-grading',
      'compare',
      ['base', 'harness', 'checker', 'labs', 'grading', 'sdk'],
      'Comparing systems uses what grading loads, and is used by the command line alone.',
    ),
    onlyFrom(
      'cli-on-top',
      'cli',
      ['base', 'harness', 'checker', 'labs', 'grading', 'compare', 'sdk'],
      'The product must not depend on tests or references.',
    ),
    {
      name: 'harness-sees-only-sdk-types',
      comment: 'The harness may know the shape of a program, not the glue of a lab.',
      severity: 'error',
      from: { path: '^src/harness/' },
      to: { path: '^src/sdk/', pathNot: '^src/sdk/(runtime|rpc)[.]ts$' },
    },
    {
      name: 'real-world-at-the-edge',
      comment: 'Time, files, processes and threads inside the simulation would make a run depend on the machine.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|grading|harness/nodes|base/package-path)' },
      to: { path: REAL_WORLD },
    },
    {
      name: 'reference-is-a-submission',
      comment: 'The reference labs are written as a student would write them: with the SDK and nothing else.',
      severity: 'error',
      from: { path: '^reference/(labs|raft-steps)/' },
      to: { path: '^(src|tests|bench|node_modules)/', pathNot: '^src/sdk/[^/]+[.]ts$' },
    },
    {
      name: 'porcupine-stands-alone',
      comment: 'The checker package is published on its own.',
      severity: 'error',
      from: { path: '^packages/porcupine-ts/src/' },
      to: { pathNot: '^packages/porcupine-ts/src/' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle has no order in which it can be understood.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'runtime-needs-dependencies',
      comment:
        'What runs at the user’s must be in dependencies; the queue’s packages are optional: who wants one installs them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/harness/nodes/prelude/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^packages/[^/]+/dist'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
};
