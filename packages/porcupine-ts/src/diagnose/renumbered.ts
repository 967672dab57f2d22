import type { PartitionHistory } from '../history/partition.ts';
import type { Finding } from '../verdict/finding.ts';

/** A finding about a part of a partition, in the numbering of the whole. */
export function renumbered(
  finding: Finding,
  part: PartitionHistory<unknown, unknown>,
  whole: PartitionHistory<unknown, unknown>,
): Finding {
  const place = (operation: number): number => whole.members.indexOf(part.members[operation]!);
  const { rule, culprits, sentence } = finding;
  return { rule, culprits: culprits.map(place), sentence: (label) => sentence((operation) => label(place(operation))) };
}
