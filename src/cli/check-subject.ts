import {
  checkOperations,
  explain,
  HistoryError as IllTimed,
  type Model,
  type Operation,
  visualize,
} from 'porcupine-ts';
import { LabsError } from '../base/errors.ts';
import { describeOperation } from '../checker/describe.ts';
import { parseAccessLine } from '../checker/files/access-lines.ts';
import { objectLineParser } from '../checker/files/object-lines.ts';
import { HistoryError } from '../checker/history.ts';
import type { Level } from '../checker/level.ts';
import { accessModel, asModelOperations, linearizability } from '../checker/levels/linearizability.ts';
import type { SharedObject } from '../checker/objects.ts';
import type { CheckOptions, Verdict } from '../checker/verdict.ts';
import { type OpenedFile, readJsonLines, readOperations } from './read-history.ts';

/** An operation of a file, for a reader. */
interface ToldOperation {
  line: number;
  operation: string;
}

export interface CheckedFile {
  operations: number;
  outcome: Verdict['outcome'];
  anomaly: string | undefined;
  /** Why it is illegal or unknown; what is worth knowing about what is legal. */
  reason: string | undefined;
  witness: ToldOperation[];
  /** Draws the history; undefined where there is nothing to draw. */
  draw: ((title: string) => string) | undefined;
}

export function isLevel(subject: Level | SharedObject): subject is Level {
  return 'check' in subject;
}

/** @throws LabsError for a file that the subject cannot be asked about. */
export async function checkSubject(
  file: OpenedFile,
  subject: Level | SharedObject,
  budgets: Required<CheckOptions>,
): Promise<CheckedFile> {
  if (!isLevel(subject)) return checkObject(file, subject, budgets);
  if (file.format !== 'jsonl') {
    throw new LabsError('wrong-format', `${subject.id} is checked of reads, writes and appends in JSON lines`, {
      hint: `${file.name} is in the format '${file.format}': leave --model out, and it is checked for linearizability`,
    });
  }
  const lined = await readJsonLines(file, parseAccessLine);
  const lines = lined.map(({ line }) => line);
  const history = lined.map(({ operation }) => operation);
  return explainingErrors(file, lines, () => {
    if (subject === linearizability) {
      const { places, operations } = asModelOperations(history);
      return checkModel(
        accessModel,
        operations,
        places.map((place) => lines[place]!),
        budgets,
      );
    }
    const verdict = subject.check(history, budgets);
    const witness = verdict.outcome === 'illegal' ? verdict.witness : [];
    return {
      operations: history.length,
      outcome: verdict.outcome,
      anomaly: verdict.outcome === 'illegal' ? verdict.anomaly : undefined,
      reason: verdict.outcome === 'ok' ? verdict.note : verdict.reason,
      witness: witness.map((place) => ({ line: lines[place]!, operation: describeOperation(history[place]!) })),
      draw: undefined,
    };
  });
}

async function checkObject(
  file: OpenedFile,
  object: SharedObject,
  budgets: Required<CheckOptions>,
): Promise<CheckedFile> {
  if (file.format !== 'jsonl') {
    const operations = await readOperations(file);
    return checkModel(
      object.model,
      operations,
      operations.map(({ callAt }) => callAt),
      budgets,
    );
  }
  const lined = await readJsonLines(file, objectLineParser(object));
  const lines = lined.map(({ line }) => line);
  const operations = lined.map(({ operation }) => operation);
  return explainingErrors(file, lines, () => checkModel(object.model, operations, lines, budgets));
}

function checkModel<State, Input, Output>(
  model: Model<State, Input, Output>,
  operations: readonly Operation<Input, Output>[],
  lines: readonly number[],
  budgets: Required<CheckOptions>,
): CheckedFile {
  const verdict = checkOperations(model, operations, budgets);
  const tell = ({ clientId, input, output, callAt, returnAt }: Operation<Input, Output>) =>
    `${model.describeOperation?.(input, output)} by ${clientId} [${callAt}, ${returnAt === undefined ? '…)' : `${returnAt}]`}`;
  return {
    operations: operations.length,
    outcome: verdict.outcome,
    anomaly: verdict.outcome === 'illegal' ? (verdict.reason?.rule ?? 'no-order') : undefined,
    reason: verdict.outcome === 'ok' ? undefined : reasonIn(explain(model, operations, verdict)),
    witness: (verdict.witness ?? []).map((at) => ({ line: lines[at]!, operation: tell(operations[at]!) })),
    draw: (title) => visualize(model, operations, verdict, { title }),
  };
}

/** An explanation without its first words, which repeat the outcome, and without its list of operations. */
function reasonIn(text: string): string {
  const lines = text.split('\n').filter((line) => !/^(witness| {11}\S)/.test(line));
  return lines
    .map((line) => line.replace(/^(not linearizable \([^)]*\)|unknown): /, '').replaceAll(' by client ', ' by '))
    .join('\n');
}

function explainingErrors<Result>(file: OpenedFile, lines: readonly number[], run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    const place = error instanceof HistoryError ? error.place : error instanceof IllTimed ? error.index : undefined;
    if (place === undefined) throw error;
    const message = `${file.name}, line ${lines[place]}: this operation cannot be checked: ${(error as Error).message}`;
    throw new LabsError('bad-history', message, { hint: 'labs check --list says what each level takes', cause: error });
  }
}
