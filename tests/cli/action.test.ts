import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packagePath } from '../../src/base/package-path.ts';
import { folderWith, raftModule } from './labs.ts';

interface Step {
  id?: string;
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  env?: Record<string, string>;
  shell?: string;
  with?: Record<string, string>;
}

interface Action {
  inputs: Record<string, { default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: Step[] };
}

const ACTION = parse(readFileSync(packagePath('action.yml'), 'utf8')) as Action;
const WORKFLOW = parse(
  readFileSync(packagePath('templates', 'workspace', '.github', 'workflows', 'labs.yml'), 'utf8'),
) as { jobs: { labs: { steps: Step[] } } };

describe('action.yml', () => {
  it('is a composite action whose scripts name their shell and have no expression in them', () => {
    expect(ACTION.runs.using).toBe('composite');
    const scripts = ACTION.runs.steps.filter(({ run }) => run !== undefined);
    expect(scripts.map(({ shell }) => shell)).toEqual(['bash', 'bash']);
    // An input in a script would be a hole for injection.
    expect(scripts.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('uses only inputs that it has, and outputs of a step that it has', () => {
    const text = readFileSync(packagePath('action.yml'), 'utf8');
    const used = new Set([...text.matchAll(/\binputs\.([\w-]+)/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(Object.keys(ACTION.inputs).sort());
    const steps = Object.values(ACTION.outputs).map(({ value }) => /steps\.(\w+)\./.exec(value)?.[1]);
    expect(steps.every((id) => ACTION.runs.steps.some((step) => step.id === id))).toBe(true);
  });

  it('runs labs ci in the workspace, with the exit code and the reports of the submission', () => {
    const step = ACTION.runs.steps.find(({ id }) => id === 'labs') as Step;
    const workspace = folderWith({
      'raft.ts': raftModule('throw new Error(`no Raft yet`);'),
      'grading.config.json': '{"version": 1, "ci": {"parts": ["2A"]}}',
      output: '',
      summary: '',
    });
    const inputs = {
      ...Object.fromEntries(Object.entries(ACTION.inputs).map(([name, input]) => [name, input.default])),
    };
    inputs.seeds = '2';
    const env = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([name, value]) => [
        name,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input) => inputs[input] as string),
      ]),
    );
    const { status, stdout } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run as string],
      {
        cwd: workspace,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          ...env,
          GITHUB_ACTIONS: 'true',
          GITHUB_WORKSPACE: workspace,
          GITHUB_ACTION_PATH: packagePath(),
          GITHUB_OUTPUT: join(workspace, 'output'),
          GITHUB_STEP_SUMMARY: join(workspace, 'summary'),
        },
      },
    );
    expect(status).toBe(1);
    expect(stdout).toContain('::error file=raft.ts,line=3,col=9,title=2A/initial-election (2 points)::');
    expect(readFileSync(join(workspace, 'output'), 'utf8')).toMatch(/^earned=0\npoints=12\n/);
    expect(readFileSync(join(workspace, 'summary'), 'utf8')).toContain('## labs: 0 of 12 points');
    const kept = ACTION.runs.steps.at(-1) as Step;
    const path = `${kept.with?.path}`.replace(/\$\{\{ inputs\.folder \}\}/, inputs.folder as string);
    expect(existsSync(join(workspace, path, 'junit.xml'))).toBe(true);
    expect(kept.if).toContain('always()');
  });
});

describe('the workflow of a workspace', () => {
  it('gets labs from where the course says, and says how to say it', () => {
    const [, check, checkout, use] = WORKFLOW.jobs.labs.steps as [Step, Step, Step, Step];
    expect(check.if).toMatch(/^\$\{\{ vars\.LABS_REPOSITORY == '' \}\}$/);
    const { status, stdout } = spawnSync('bash', ['-e', '-c', check.run as string], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error title=labs::Set the variable LABS_REPOSITORY .*\n$/);
    expect(use.uses).toBe(`./${checkout.with?.path}`);
  });
});

it('the scripts for other systems are sound shell', () => {
  for (const path of ['gradescope/setup.sh', 'gradescope/run_autograder', 'autolab/grade.sh']) {
    execFileSync('bash', ['-n', packagePath('templates', ...path.split('/'))]);
  }
  expect(existsSync(packagePath('templates', 'autolab', 'autograde-Makefile'))).toBe(true);
});
