import type { Block } from './block.ts';
import type { Transaction } from './transaction.ts';

/** Anybody may send anything: only what looks like a transaction is looked at any further. */
export function isTransaction(value: unknown): value is Transaction {
  if (!isRecord(value)) return false;
  const { inputs, outputs, signatures, height } = value;
  return (
    isList(inputs, isText) &&
    isList(outputs, isOutput) &&
    isRecord(signatures) &&
    Object.values(signatures).every(isText) &&
    (height === undefined || Number.isSafeInteger(height))
  );
}

export function isBlock(value: unknown): value is Block {
  if (!isRecord(value) || !isRecord(value.header)) return false;
  const { prevHash, root, timeMs, target, nonce } = value.header;
  return (
    [prevHash, root, nonce].every(isText) &&
    Number.isFinite(timeMs) &&
    isText(target) &&
    /^[0-9a-f]{64}$/.test(target) &&
    isList(value.transactions, isTransaction)
  );
}

function isOutput(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { owner, amount, memo } = value;
  const isMemo = memo === undefined || (isRecord(memo) && isText(memo.register) && isText(memo.value));
  return isText(owner) && typeof amount === 'number' && isMemo;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown, isElement: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isElement);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
