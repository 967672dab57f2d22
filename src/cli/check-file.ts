import chalk from 'chalk';
import { EXIT, LabsError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import type { Level } from '../checker/level.ts';
import { OBJECTS, type SharedObject } from '../checker/objects.ts';
import { LEVELS } from '../checker/registry.ts';
import { budgetsOf, type CheckOptions } from '../checker/verdict.ts';
import { type CheckedFile, checkSubject, isLevel } from './check-subject.ts';
import { checkOutput, writeOutput } from './output-file.ts';
import { FORMATS, type OpenedFile, openHistory } from './read-history.ts';

/** What commander hands over: text, unless it is a flag. */
export interface CheckFileOptions {
  model?: string;
  list?: boolean;
  format?: string;
  reporter: string;
  html?: string;
  maxSteps?: string;
  maxMemory?: string;
}

const EXIT_OF = { ok: EXIT.passed, illegal: EXIT.failed, unknown: EXIT.inconclusive } as const;

/** `labs check`: reads, decides, reports; returns the exit code. */
export async function checkFile(file: string | undefined, options: CheckFileOptions): Promise<number> {
  if (options.list) {
    process.stdout.write(listSubjects());
    return EXIT.passed;
  }
  if (file === undefined) {
    throw new LabsError('no-file', 'which file?', { hint: 'labs check FILE --model NAME; labs check --list' });
  }
  if (!['text', 'json'].includes(options.reporter)) {
    throw new LabsError('unknown-reporter', `there is no reporter '${options.reporter}'`, {
      hint: suggest(options.reporter, ['text', 'json']),
    });
  }
  if (options.html !== undefined) checkOutput(options.html);
  const budgets = parseBudgets(options);
  const named = options.model === undefined ? undefined : findSubject(options.model);
  const opened = await openHistory(file, options.format);
  const subject = named ?? subjectOf(opened);
  refuseOtherObject(opened, subject);
  const checked = await checkSubject(opened, subject, budgets);
  if (options.html !== undefined) writePicture(options.html, opened, subject, checked);
  process.stdout.write(
    options.reporter === 'json' ? asJson(opened, subject, checked) : asText(opened, subject, checked),
  );
  return EXIT_OF[checked.outcome];
}

function findSubject(name: string): Level | SharedObject {
  const subjects = [...LEVELS, ...OBJECTS];
  const subject = subjects.find(({ id }) => id === name.toLowerCase());
  if (subject !== undefined) return subject;
  throw new LabsError('unknown-model', `there is no level or object '${name}'`, {
    hint: suggest(
      name,
      subjects.map(({ id }) => id),
    ),
  });
}

/** The object that a format is about. */
function subjectOf({ format, name }: OpenedFile): SharedObject {
  const object = OBJECTS.find(({ id }) => id === FORMATS[format].object);
  if (object !== undefined) return object;
  throw new LabsError('no-model', `what should ${name} be?`, {
    hint: `--model NAME, where NAME is one of ${[...LEVELS, ...OBJECTS].map(({ id }) => id).join(', ')}`,
  });
}

function refuseOtherObject({ format, name }: OpenedFile, subject: Level | SharedObject): void {
  const { object } = FORMATS[format];
  if (object === undefined || isLevel(subject) || subject.id === object) return;
  throw new LabsError('wrong-format', `${name} is the history of a ${object}, not of a ${subject.id}`, {
    hint: `--model ${object}, or nothing`,
  });
}

function parseBudgets({ maxSteps, maxMemory }: CheckFileOptions): Required<CheckOptions> {
  return budgetsOf({
    maxSteps: maxSteps === undefined ? undefined : parseAmount('--max-steps', maxSteps, 1_000_000_000_000),
    maxMemoryBytes: maxMemory === undefined ? undefined : parseAmount('--max-memory', maxMemory, 1_048_576) * 2 ** 20,
  });
}

function parseAmount(option: string, text: string, most: number): number {
  const amount = Number(text);
  if (/^\d+$/.test(text) && amount >= 1 && amount <= most) return amount;
  throw new LabsError('bad-option', `${option} ${text}: not an amount`, { hint: `a whole number from 1 to ${most}` });
}

function writePicture(path: string, { name }: OpenedFile, subject: Level | SharedObject, { draw }: CheckedFile): void {
  if (draw === undefined) {
    throw new LabsError('no-picture', `there is no picture of ${subject.id}`, {
      hint: 'pictures show linearizability: --model linearizability, or an object',
    });
  }
  writeOutput(path, draw(`${name}: ${subject.title}`));
}

function asText({ name }: OpenedFile, subject: Level | SharedObject, checked: CheckedFile): string {
  const { outcome, anomaly, reason, witness, operations } = checked;
  const size = `${operations} operation${operations === 1 ? '' : 's'}`;
  const promise = isLevel(subject) ? subject.id : `linearizability of a ${subject.id}`;
  const colour = { ok: chalk.green, illegal: chalk.red, unknown: chalk.yellow }[outcome];
  const lines = [`${colour(outcome)}  ${promise}${anomaly === undefined ? '' : ` (${anomaly})`}: ${name}, ${size}`];
  if (reason !== undefined) lines.push(indented('reason', reason.split('\n')));
  if (witness.length > 0) {
    const told = witness.map(({ line, operation }) => `line ${line}: ${operation}`);
    lines.push(indented('witness', told));
  }
  return `${lines.join('\n')}\n`;
}

function indented(title: string, lines: readonly string[]): string {
  return lines.map((line, at) => `  ${(at === 0 ? title : '').padEnd(8)} ${line}`).join('\n');
}

function asJson(opened: OpenedFile, subject: Level | SharedObject, checked: CheckedFile): string {
  const { outcome, operations, anomaly = null, reason = null, witness } = checked;
  const document = {
    version: 1,
    tool: 'labs',
    file: opened.name,
    format: opened.format,
    model: subject.id,
    operations,
    outcome,
    anomaly,
    reason,
    witness,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function listSubjects(): string {
  const levels = LEVELS.map(({ id, promise, takes }) => `  ${id.padEnd(24)} ${promise} [${takes.join(', ')}]`);
  const objects = OBJECTS.map(({ id, title, example }) => `  ${id.padEnd(24)} ${title}\n${' '.repeat(27)}${example}`);
  const formats = Object.entries(FORMATS).map(([format, { title }]) => `  ${format.padEnd(24)} ${title}`);
  return [
    'consistency levels [what their histories may hold]',
    ...levels,
    '',
    'objects, checked for linearizability [input → output]',
    ...objects,
    '',
    'formats',
    ...formats,
    '',
  ].join('\n');
}
