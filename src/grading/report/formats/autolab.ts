import { Chalk } from 'chalk';
import type { ReportFormat } from '../format.ts';
import { outcomesOf, outcomesOfPart, undecidedNote } from '../test-outcome.ts';
import { closingText } from '../text.ts';

/**
 * What Autolab's driver prints: text for the student, then, as the last line, the scores; nothing follows it. A
 * problem is a part, by its id. A part with a test without a verdict has no score: nothing is posted for it, and what
 * was there stays.
 *
 * @see https://docs.autolabproject.com/lab/
 */
export const autolab: ReportFormat = {
  name: 'autolab',
  summary: 'text, then the scores on the last line, as Autolab reads them',
  render(document) {
    const decided = document.parts.filter((part) =>
      outcomesOfPart(part).every(({ verdict }) => verdict !== 'undecided'),
    );
    const note = undecidedNote(outcomesOf(document));
    const scores = Object.fromEntries(decided.map(({ id, earned }) => [`Lab ${id}`, earned]));
    const scoreboard = [document.summary.earned, ...document.parts.map(({ earned }) => earned)];
    return [
      closingText(document, new Chalk({ level: 0 })).trimEnd(),
      ...(note === undefined ? [] : [note]),
      JSON.stringify({ scores, scoreboard }),
      '',
    ].join('\n');
  },
};
