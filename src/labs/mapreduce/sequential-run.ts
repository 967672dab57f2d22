import type { Application } from '../../sdk/programs/applications/application.ts';
import type { TextFile } from './texts.ts';

/**
 * What a job must result in: the sorted lines `key result` of a run without coordinator and workers (Go:
 * `mrsequential`). It shares the application with the submission, and nothing else.
 */
export function sequentialRun(application: Application, files: readonly TextFile[]): string[] {
  const values = new Map<string, string[]>();
  for (const { name, content } of files) {
    for (const { key, value } of application.map(name, content)) {
      const known = values.get(key);
      if (known === undefined) values.set(key, [value]);
      else known.push(value);
    }
  }
  return [...values].map(([key, all]) => `${key} ${application.reduce(key, all)}`).sort();
}
