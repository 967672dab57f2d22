import { LabsError } from '../base/errors.ts';

/** @throws LabsError for anything but a whole number from `least` to `most`. */
export function parseCount(option: string, text: string, most: number, least = 1): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < least || count > most) {
    throw new LabsError('bad-option', `${option} ${text}: not a count`, {
      hint: `a whole number from ${least} to ${most}`,
    });
  }
  return count;
}
