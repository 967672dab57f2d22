import { expect, test } from 'vitest';
import { folderWith, IDLE_RAFT, labs, raftModule, stable } from './labs.ts';

test('--check-determinism names the first event that differs, and the line', async () => {
  // How deep a recursion gets depends on how the engine has compiled it by then.
  const depth = 'function depth() {\n  try {\n    return 1 + depth();\n  } catch {\n    return 0;\n  }\n}';
  const note = 'setInterval(() => {\n    env.persister.saveState(String(depth()));\n  }, 10);';
  const folder = folderWith({ 'raft.ts': raftModule(`${note}\n  return ${IDLE_RAFT};`, depth) });
  const args = ['test', '2A', '--test', 'initial', '--check-determinism', '--submission', folder];
  const { exitCode, stdout } = await labs(args);
  expect(exitCode).toBe(1);
  const failure = stable(stdout, folder).split('\n').slice(3, -2).join('\n');
  // Which of the servers is the first to get to another depth is up to the engine, too.
  const told = failure.replaceAll(/P0\\t\d+\\t\d+/g, 'P0\\tN\\tN').replaceAll(/(event|server|at) \d+/g, '$1 N');
  expect(told).toMatchInlineSnapshot(`
    "FAIL 2A/initial-election (2 points): two runs with the same seed differ from event N on, in server N
      property   determinism (determinism): the same submission, test and seed give the same run, event for event
      expected   the same as the first time: "P0\\tN\\tN"
      actual     the second time: "P0\\tN\\tN"
      where      at DIR/raft.ts:10:19
      first bad  event N, at N ms of virtual time
      replay     labs replay 2A/initial-election@1 --submission DIR
      hint       look for what depends on the machine and not on the events: how deep the stack is when a recursion overflows, how much memory there is"
  `);
});

test('what is deterministic passes, with the same digest as without the check', async () => {
  const report = async (...options: string[]) => {
    const { stdout } = await labs(['test', '2A', '--test', 'initial', '--reporter', 'json', ...options]);
    return JSON.parse(stdout).parts[0].tests[0];
  };
  const [checked, plain] = [await report('--check-determinism'), await report()];
  expect(checked).toMatchObject({ status: 'passed', digest: plain.digest, events: plain.events });
});
