/** A process of a job: the coordinator or a worker. Its messages come and go through the parent. */
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { BUNDLE_NAME } from '../submission/source-map.ts';
import type { BootMessage, FromProcess, ToProcess } from './messages.ts';
import { RealNode } from './real-node.ts';

let node: RealNode | undefined;

process.on('message', (message: ToProcess) => {
  switch (message.type) {
    case 'boot':
      node = start(message);
      return;
    case 'rpc':
      node?.onRpc(message.callNumber, message.method, message.args);
      return;
    case 'reply':
      node?.onReply(message.rpcId, message.value);
      return;
  }
});
// Ctrl-C reaches every process of a terminal; the parent ends the job, and this process with it.
process.on('SIGINT', () => {});
// A job ends with the process that started it.
process.on('disconnect', () => process.exit(0));
new Worker(new URL('./parent-watch.js', import.meta.url), { workerData: { parentPid: process.ppid } }).unref();

function start(boot: BootMessage): RealNode {
  const started = new RealNode({
    boot,
    bundle: { code: readFileSync(boot.codePath, 'utf8'), fileName: BUNDLE_NAME },
    send: (message: FromProcess) => process.send?.(message),
    // What was sent before leaves first.
    exit: (code) => process.send?.({ type: 'exit' } satisfies FromProcess, () => process.exit(code)),
  });
  started.boot();
  return started;
}
