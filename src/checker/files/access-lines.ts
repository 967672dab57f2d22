import type { Access, Operation, Value } from '../history.ts';
import { type JsonObject, parseInterval, refuseUnknown, Unexpected } from './json-lines.ts';

const MEMBERS = ['client', 'call', 'return', 'aborted', 'vector', 'op', 'key', 'value', 'transaction'];
const EXPECTED_ACCESS = '"op": "read", "write" or "append", with "key" and "value"';

/** An operation of a consistency level's history: `docs/checker.md` describes the form. */
export function parseAccessLine(line: JsonObject): Operation {
  refuseUnknown(line, MEMBERS);
  const { client, callAt, returnAt } = parseInterval(line);
  const aborted = parseAborted(line.aborted);
  const vector = parseVector(line.vector);
  return { client, accesses: parseAccesses(line), callAt, returnAt, aborted, vector };
}

function parseAccesses(line: JsonObject): Access[] {
  if (line.transaction === undefined) return [parseAccess(line)];
  if (line.op !== undefined) throw new Unexpected('"op" or "transaction", not both');
  if (!Array.isArray(line.transaction)) throw new Unexpected('"transaction": a list of reads, writes and appends');
  return line.transaction.map((member) => {
    if (typeof member !== 'object' || member === null) throw new Unexpected(`in "transaction" ${EXPECTED_ACCESS}`);
    refuseUnknown(member, ['op', 'key', 'value']);
    return parseAccess(member as JsonObject);
  });
}

function parseAccess({ op, key, value }: JsonObject): Access {
  if (op !== 'read' && op !== 'write' && op !== 'append') throw new Unexpected(EXPECTED_ACCESS);
  if (typeof key !== 'string') throw new Unexpected('"key": a text');
  if (op !== 'read') {
    if (!isValue(value)) throw new Unexpected(`"value" of the ${op}: a text, a number, true, false or null`);
    return { op, key, value };
  }
  if (value === undefined || isValue(value) || (Array.isArray(value) && value.every(isValue))) {
    return { op, key, value: value as Value | readonly Value[] | undefined };
  }
  throw new Unexpected('"value" of the read: a value, or a list of values');
}

function isValue(value: unknown): value is Value {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function parseAborted(aborted: unknown): boolean | undefined {
  if (aborted === undefined || typeof aborted === 'boolean') return aborted;
  throw new Unexpected('"aborted": true or false');
}

function parseVector(vector: unknown): Record<string, number> | undefined {
  if (vector === undefined) return undefined;
  const isObject = typeof vector === 'object' && vector !== null && !Array.isArray(vector);
  if (isObject && Object.values(vector).every((count) => Number.isInteger(count) && count >= 0)) {
    return vector as Record<string, number>;
  }
  throw new Unexpected('"vector": an object with a whole number for every client');
}
