import { defineRaftTest } from '../define-raft-test.ts';
import { messageEconomy, startContract } from '../properties.ts';

const COMMANDS = 10;
const COMMAND_BYTES = 5_000;
/** As in Go: each command to each server once, and as much again for everything else. */
const LIMIT_BYTES = 3 * COMMANDS * COMMAND_BYTES + 50_000;

export const rpcBytes = defineRaftTest({
  id: '2B/rpc-bytes',
  title: 'RPC byte count',
  property: messageEconomy,
  servers: 3,
  minimum: { commits: COMMANDS + 1 },
  async run({ cluster }) {
    await cluster.agree('warm-up', { servers: 3, retry: false });
    const before = cluster.world.network.counters.bytes;
    for (let index = 2; index < 2 + COMMANDS; index++) {
      const letter = String.fromCharCode('a'.charCodeAt(0) + cluster.random.int(0, 25));
      const got = await cluster.agree(letter.repeat(COMMAND_BYTES - 2) + index, { servers: 3, retry: false });
      if (got !== index) {
        cluster.fail(startContract, {
          message: `a command was committed at index ${got}, not ${index}`,
          expected: `index ${index}`,
          actual: `index ${got}`,
        });
      }
    }
    const bytes = cluster.world.network.counters.bytes - before;
    if (bytes > LIMIT_BYTES) {
      cluster.fail(messageEconomy, {
        message: 'the servers sent too many bytes',
        expected: `at most ${LIMIT_BYTES} bytes for ${COMMANDS} commands of ${COMMAND_BYTES} bytes on 3 servers`,
        actual: `${bytes} bytes: each command crossed the network about ${(bytes / (COMMANDS * COMMAND_BYTES)).toFixed(1)} times`,
      });
    }
  },
});
