import type { LabTest } from '../lab-test.ts';
import { type RunOptions, runTest, type TestRun } from '../run-test.ts';
import { CauseRecorder, type Causes } from './causes.ts';
import { runTwice } from './determinism.ts';
import { SituationCounter, type Situations } from './situations.ts';

/**
 * What else to find out about a run: whether it is the same when it is run again, which events led to its end, how
 * often something rare happened in it.
 */
export type Aspect = 'determinism' | 'causes' | 'situations';

/** The answers; those that were not asked for are absent. */
export interface Findings {
  causes?: Causes;
  situations?: Situations;
}

export interface ObservedRun {
  run: TestRun;
  findings: Findings;
}

/**
 * Runs a test and looks at one aspect of the run. None of them changes it.
 *
 * @param options makes the options of a run, with a host of its own, which is closed when the run is over.
 */
export async function observedRun(
  test: LabTest,
  aspect: Aspect | undefined,
  options: () => RunOptions,
): Promise<ObservedRun> {
  switch (aspect) {
    case undefined:
      return { run: await runOnce(test, options()), findings: {} };
    case 'determinism':
      return { run: await runTwice((more) => runOnce(test, { ...options(), ...more })), findings: {} };
    case 'causes': {
      const recorder = new CauseRecorder();
      const run = await runOnce(test, { ...options(), ...recorder.options });
      return { run, findings: { causes: recorder.causesOf(run) } };
    }
    case 'situations': {
      const counter = new SituationCounter();
      const run = await runOnce(test, {
        ...options(),
        onWorld: (world) => world.observers.add(counter),
      });
      return { run, findings: { situations: counter.counts } };
    }
  }
}

async function runOnce(test: LabTest, options: RunOptions): Promise<TestRun> {
  try {
    return await runTest(test, options);
  } finally {
    options.host.close();
  }
}
