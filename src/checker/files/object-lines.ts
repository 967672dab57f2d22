import type { Operation } from 'porcupine-ts';
import type { SharedObject } from '../objects.ts';
import { type JsonObject, parseInterval, refuseUnknown, Unexpected } from './json-lines.ts';

const MEMBERS = ['client', 'call', 'return', 'input', 'output'];

/** An operation on a shared object: `docs/checker.md` describes the form. */
export function objectLineParser({ id, input, output, example }: SharedObject) {
  return (line: JsonObject): Operation<unknown, unknown> => {
    refuseUnknown(line, MEMBERS);
    const { client, callAt, returnAt } = parseInterval(line);
    const called = input.safeParse(line.input);
    if (!called.success) throw new Unexpected(`"input" and "output" of a ${id}: ${example}`);
    const returned = output.safeParse(line.output);
    if (!returned.success) throw new Unexpected(`"output" of a ${id}: ${example}`);
    return { clientId: client, input: called.data, output: returned.data, callAt, returnAt };
  };
}
