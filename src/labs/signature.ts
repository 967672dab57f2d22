import type { RunFailure } from './run-test.ts';

/** What makes two failures of a test the same: the property, and the message without numbers and quoted texts. */
export function signatureOf({ property, message }: Pick<RunFailure, 'property' | 'message'>): string {
  return `${property}: ${message.replaceAll(/"(?:[^"\\]|\\.)*"/g, '"…"').replaceAll(/\d+(?:[.,]\d+)*/g, 'N')}`;
}
