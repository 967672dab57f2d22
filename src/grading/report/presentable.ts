import type { FailureReport, ReportDocument } from './document.ts';
import { plainText } from './plain-text.ts';

/** As much of one text as a person may want to read. */
export const MAX_TEXT_CHARS = 8_000;
const MAX_FRAMES = 30;

/**
 * The document with every text that a submission may have had a say in made harmless, and not longer than `maxChars`.
 * Formats build on it: what is left to them is the escaping of their own syntax.
 */
export function presentable(document: ReportDocument, maxChars: number): ReportDocument {
  const clean = (text: string) => plainText(text, maxChars);
  return {
    ...document,
    submission: clean(document.submission),
    parts: document.parts.map((part) => ({
      ...part,
      title: clean(part.title),
      tests: part.tests.map((test) => ({
        ...test,
        title: clean(test.title),
        failure: test.failure === null ? null : presentableFailure(test.failure, clean),
      })),
    })),
  };
}

function presentableFailure(failure: FailureReport, clean: (text: string) => string): FailureReport {
  return {
    ...failure,
    property: clean(failure.property),
    statement: clean(failure.statement),
    message: clean(failure.message),
    expected: clean(failure.expected),
    actual: clean(failure.actual),
    // It has to stay a command that works: its length is that of a path.
    replay: plainText(failure.replay, 4_096).replaceAll('\n', ' '),
    ...(failure.hint === undefined ? {} : { hint: clean(failure.hint) }),
    ...(failure.layer === undefined ? {} : { layer: clean(failure.layer) }),
    stack: failure.stack.slice(0, MAX_FRAMES).map(clean),
  };
}
