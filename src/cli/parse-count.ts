import { LabsError } from '../base/errors.ts';

/** @throws LabsError for anything but a whole number from 1 to `most`. */
export function parseCount(option: string, text: string, most: number): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > most) {
    throw new LabsError('bad-option', `${option} ${text}: not a count`, { hint: `a whole number from 1 to ${most}` });
  }
  return count;
}
