import type { Access, History, Operation } from './history.ts';

const ACCESSES_MAX = 6;
const TEXT_MAX = 60;

/** `write x 3 by c1 [4, 9]`, `{read x → 3, append y 4} by 2 [1, …)`: an operation for a reader. */
export function describeOperation({ client, accesses, callAt, returnAt, aborted }: Operation): string {
  const shown = accesses.slice(0, ACCESSES_MAX).map(describeAccess);
  if (accesses.length > ACCESSES_MAX) shown.push(`${accesses.length - ACCESSES_MAX} more`);
  const what = accesses.length === 0 ? 'sync' : accesses.length === 1 ? shown[0] : `{${shown.join(', ')}}`;
  const until = returnAt === undefined ? '…)' : `${returnAt}]`;
  return `${aborted ? 'aborted ' : ''}${what} by ${client} [${callAt}, ${until}`;
}

export function describeAccess(access: Access): string {
  switch (access.op) {
    case 'read':
      return `read ${access.key} → ${access.value === undefined ? '?' : describeValue(access.value)}`;
    case 'write':
      return `write ${access.key} ${describeValue(access.value)}`;
    case 'append':
      return `append ${access.key} ${describeValue(access.value)}`;
  }
}

/** As JSON, the middle of what is long left out: an end says more than a middle. */
export function describeValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  if (text.length <= TEXT_MAX) return text;
  const half = Math.floor(TEXT_MAX / 2);
  return `${text.slice(0, half)} … ${text.slice(-half)}`;
}

/** A function that describes the operation at a place. */
export function labels(history: History): (place: number) => string {
  return (place) => describeOperation(history[place]!);
}
