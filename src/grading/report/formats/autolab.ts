import type { ReportFormat } from '../format.ts';
import { outcomeText } from '../outcome-text.ts';
import { outcomesOf, outcomesOfPart, undecidedNote } from '../test-outcome.ts';

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
    const outcomes = outcomesOf(document);
    const note = undecidedNote(outcomes);
    const decided = document.parts.filter((part) =>
      outcomesOfPart(part).every(({ verdict }) => verdict !== 'undecided'),
    );
    const { earned, points } = document.summary;
    const scores = Object.fromEntries(decided.map((part) => [part.id, part.earned]));
    const scoreboard = [earned, ...document.parts.map((part) => part.earned)];
    return [
      ...outcomes.filter(({ verdict }) => verdict !== 'passed').map((test) => `${outcomeText(test)}\n`),
      ...document.parts.map((part) => `${part.id}: ${part.earned} of ${part.points} points`),
      `${earned} of ${points} points`,
      ...(note === undefined ? [] : [note]),
      JSON.stringify({ scores, scoreboard }),
      '',
    ].join('\n');
  },
};
