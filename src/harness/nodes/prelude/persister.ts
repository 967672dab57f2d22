import type { Persister } from '../../../sdk/rpc.ts';
import { commonPrefixLength } from './common-prefix.ts';
import type { Outbox } from './outbox.ts';

/** The node's view of its disk: reads come from what was booted with and written since; writes are effects. */
export function createPersister(bootState: string, bootSnapshot: string, outbox: Outbox): Persister {
  let state = bootState;
  let snapshot = bootSnapshot;
  // Services ask for the size after every command: count once per write.
  let stateBytes = -1;

  /** @returns how much of the state stays as it was. */
  function replaceState(newState: string): number {
    const kept = commonPrefixLength(state, newState);
    state = newState;
    stateBytes = -1;
    return kept;
  }

  return {
    saveState(newState) {
      const kept = replaceState(blob('saveState', newState));
      outbox.persistState(kept, state.slice(kept));
    },
    save(newState, newSnapshot) {
      const wellFormedState = blob('save', newState);
      snapshot = blob('save', newSnapshot);
      const kept = replaceState(wellFormedState);
      outbox.persistBoth(kept, state.slice(kept), snapshot);
    },
    readState: () => state,
    readSnapshot: () => snapshot,
    stateSize() {
      if (stateBytes < 0) stateBytes = sizeBytes(state);
      return stateBytes;
    },
    snapshotSize: () => sizeBytes(snapshot),
  };
}

function blob(method: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw new TypeError(`persister.${method} needs strings, not ${value === null ? 'null' : typeof value}`);
  }
  return value.toWellFormed();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it is about
const BEYOND_ASCII = /[^\x00-\x7f]/;

/** Length in UTF-8 bytes. */
function sizeBytes(text: string): number {
  if (!BEYOND_ASCII.test(text)) return text.length;
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // Two bytes more for a three-byte character, one for a two-byte one; a surrogate pair makes four of two units.
    if (unit >= 0x800) bytes += unit >= 0xd800 && unit <= 0xdfff ? 1 : 2;
    else if (unit >= 0x80) bytes += 1;
  }
  return bytes;
}
