import { LabsError } from '../../base/errors.ts';
import { type CsvOptions, csvText, rounded } from './csv-text.ts';
import { feedbackOf } from './feedback.ts';
import { type Gradebook, keyOf } from './gradebook.ts';

export interface MoodleRequest extends CsvOptions {
  /** `email`, or `id` for Moodle's ID number. */
  by: 'email' | 'id';
}

const KEY_COLUMNS = { email: 'Email address', id: 'ID number' } as const;

/**
 * A file for Moodle's grade import. Grade and feedback always go together: importing feedback alone would lose grades. A
 * student without a score is left out, because an empty grade is one, too.
 *
 * @throws LabsError when a student with a score has no such key.
 */
export function moodleCsv({ submissions }: Gradebook, { by, hasBom }: MoodleRequest): string {
  const scored = submissions.filter(({ score }) => score !== null);
  const nameless = scored.filter((entry) => keyOf(entry, by) === '');
  if (nameless.length > 0) {
    throw new LabsError('no-email', `no ${by} is known of ${nameless.map(({ id }) => id).join(', ')}`, {
      hint: 'grade with a roster that has a column `email`, or go by Moodle’s ID number with --by id',
    });
  }
  const rows = scored.map((entry) => [keyOf(entry, by), rounded(entry.score as number), feedbackOf(entry)]);
  return csvText([KEY_COLUMNS[by], 'Grade', 'Feedback comments'], rows, { hasBom });
}
