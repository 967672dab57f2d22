import { shown } from '../history/read-times.ts';

/** What is wrong with an input's `op`, if anything. */
export function unknownOp(input: { readonly op: string } | undefined, known: readonly string[]): string | undefined {
  if (input !== undefined && input !== null && known.includes(input.op)) return undefined;
  return `input is ${shown(input)}; expected an op of ${known.join(', ')}`;
}
