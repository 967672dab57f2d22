import type { Fault, FaultKind } from './fault.ts';

export interface Partition extends Fault {
  kind: 'partition';
  /** Nodes of one group reach each other and no node of another group; a single group heals. */
  groups: readonly (readonly number[])[];
}

/** Splits the named nodes into groups (Go: `partition`). Links to nodes that are not named stay as they are. */
export const partition: FaultKind<Partition> = {
  kind: 'partition',
  describe: ({ groups }, name) =>
    groups.length === 1
      ? 'heal the partition'
      : `partition ${groups
          .map(
            (group) =>
              `{${[...group]
                .sort((a, b) => a - b)
                .map(name)
                .join(', ')}}`,
          )
          .join(' | ')}`,
  inject({ groups }, world) {
    for (const group of groups) {
      for (const from of group) {
        for (const other of groups) {
          for (const to of other) {
            if (from !== to) world.network.updateLink(from, to, { isEnabled: group === other });
          }
        }
      }
    }
  },
};
