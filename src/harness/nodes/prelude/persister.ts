import type { Persister } from '../../../sdk/rpc.ts';
import type { Outbox } from './outbox.ts';

/** The node's view of its disk: reads come from what was booted with and written since; writes are effects. */
export function createPersister(bootState: string, bootSnapshot: string, outbox: Outbox): Persister {
  let state = bootState;
  let snapshot = bootSnapshot;
  return {
    saveState(newState) {
      state = blob('saveState', newState);
      outbox.persistState(state);
    },
    save(newState, newSnapshot) {
      state = blob('save', newState);
      snapshot = blob('save', newSnapshot);
      outbox.persistBoth(state, snapshot);
    },
    readState: () => state,
    readSnapshot: () => snapshot,
    stateSize: () => sizeBytes(state),
    snapshotSize: () => sizeBytes(snapshot),
  };
}

function blob(method: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw new TypeError(`persister.${method} needs strings, not ${value === null ? 'null' : typeof value}`);
  }
  return value.toWellFormed();
}

/** Length in UTF-8 bytes. */
function sizeBytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Two bytes more for a three-byte character, one for a two-byte one; a surrogate pair makes four of two units.
    if (unit >= 0x800) bytes += unit >= 0xd800 && unit <= 0xdfff ? 1 : 2;
    else if (unit >= 0x80) bytes += 1;
  }
  return bytes;
}
