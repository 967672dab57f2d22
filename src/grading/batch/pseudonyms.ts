import type { CourseSecret } from './course-secret.ts';
import type { ClassEntry, UnitRecord } from './journal-record.ts';

/** Words that are shorter would be found everywhere. */
const NAME_CHARS_MIN = 3;

/**
 * Other names for the students of a class: the same ones in every run with the course's secret. Who is who stands in
 * one private file; everywhere else names are replaced, also where a submission's own texts mention its author.
 */
export class Pseudonyms {
  /** The class without names, in the order of the pseudonyms. */
  readonly entries: ClassEntry[];
  /** Pseudonym → who it is. */
  readonly people: Record<string, { id: string; [column: string]: string }>;
  readonly #replacements = new Map<string, { pattern: RegExp; pseudonym: string }[]>();

  constructor(secret: CourseSecret, entries: readonly ClassEntry[]) {
    const named = entries.map((entry) => ({ pseudonym: secret.pseudonym(entry.id), entry }));
    named.sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
    for (const { pseudonym, entry } of named) this.#learn(pseudonym, entry);
    this.people = Object.fromEntries(
      named.map(({ pseudonym, entry }) => [pseudonym, { ...entry.student, id: entry.id }]),
    );
    this.entries = named.map(({ pseudonym, entry }) => ({
      ...entry,
      id: pseudonym,
      student: {},
      problem: entry.problem && this.#scrub(entry.problem, entry.digest),
      leftOut: entry.leftOut.map((name) => this.#scrub(name, entry.digest)),
    }));
  }

  /** The run without the names of those who handed this code in. */
  scrub(run: UnitRecord['run'], submissionDigest: string): UnitRecord['run'] {
    const { failure } = run;
    if (failure === null) return run;
    const clean = (text: string) => this.#scrub(text, submissionDigest);
    const { message, expected, actual, stack } = failure;
    const cleaned = { message: clean(message), expected: clean(expected), actual: clean(actual), stack: clean(stack) };
    return { ...run, failure: { ...failure, ...cleaned } };
  }

  #learn(pseudonym: string, { id, student, digest }: ClassEntry): void {
    const names = [id, ...Object.values(student)].filter((name) => name.length >= NAME_CHARS_MIN);
    const own = names.map((name) => ({ pattern: wholeWord(name), pseudonym }));
    this.#replacements.set(digest, [...(this.#replacements.get(digest) ?? []), ...own]);
  }

  #scrub(text: string, submissionDigest: string): string {
    const replacements = this.#replacements.get(submissionDigest) ?? [];
    return replacements.reduce((clean, { pattern, pseudonym }) => clean.replaceAll(pattern, pseudonym), text);
  }
}

function wholeWord(name: string): RegExp {
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu');
}
