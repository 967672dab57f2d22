import type { ClassEntry } from './journal-record.ts';

/** What is new in a class since it was recorded last, in sentences; empty: nothing. */
export function classChanges(before: readonly ClassEntry[], now: readonly ClassEntry[]): string[] {
  const [old, current] = [byId(before), byId(now)];
  const added = now.filter(({ id }) => !old.has(id));
  const removed = before.filter(({ id }) => !current.has(id));
  const changed = now.filter(
    (entry) => old.has(entry.id) && JSON.stringify(old.get(entry.id)) !== JSON.stringify(entry),
  );
  const code = changed.filter(({ id, digest }) => old.get(id)?.digest !== digest);
  const facts = changed.filter((entry) => !code.includes(entry));
  return [
    ...sentence(added, 'new in the class'),
    ...sentence(removed, 'no longer in the class'),
    ...sentence(code, 'handed in something else since (what was graded before stays in the journal)'),
    ...sentence(facts, 'with other facts in the roster'),
  ];
}

const TOLD_MAX = 5;

function sentence(entries: readonly ClassEntry[], what: string): string[] {
  if (entries.length === 0) return [];
  const told = entries.slice(0, TOLD_MAX).map(({ id }) => id);
  if (entries.length > TOLD_MAX) told.push(`and ${entries.length - TOLD_MAX} more`);
  return [`${what}: ${told.join(', ')}`];
}

function byId(entries: readonly ClassEntry[]): Map<string, ClassEntry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
