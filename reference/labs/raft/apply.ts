import type { ApplyMsg } from 'labs/raft';
import type { Server } from './server.ts';

/**
 * Hands the service what is committed, one message at a time and in order (Figure 2, rules for all servers).
 *
 * There is one loop at most, however often this is called. While it waits for the service, the server goes on working,
 * and the service may call snapshot().
 */
export async function applyCommitted(server: Server): Promise<void> {
  if (server.isApplying) return;
  server.isApplying = true;
  for (let msg = takeNext(server); msg !== null; msg = takeNext(server)) await server.env.apply(msg);
  server.isApplying = false;
}

/** The next message; it counts as applied from here on. A snapshot comes before the entries that follow it. */
function takeNext(server: Server): ApplyMsg | null {
  if (server.killed) return null;
  if (server.pendingSnapshot !== null) return takeSnapshot(server);
  if (server.lastApplied >= server.commitIndex) return null;
  server.lastApplied += 1;
  const { command } = server.log.entryAt(server.lastApplied);
  return { commandValid: true, command, commandIndex: server.lastApplied };
}

function takeSnapshot(server: Server): ApplyMsg | null {
  const msg = server.pendingSnapshot;
  server.pendingSnapshot = null;
  if (msg !== null) server.lastApplied = msg.snapshotIndex;
  return msg;
}
