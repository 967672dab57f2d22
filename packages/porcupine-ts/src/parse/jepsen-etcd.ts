import type { CasInput, CasOutput } from '../models/cas-register.ts';
import { type HistoryParser, lineParser, ProcessLog } from './history-parser.ts';
import { ParseError } from './line-reader.ts';

type Input = CasInput<number | null>;
type Output = CasOutput<number | null>;

const PREFIX = /^INFO\s+jepsen\.util\s+-\s+(\d+)\s+:(invoke|ok|fail|info)\s+:(\S+)\s+(.*)$/;
const CAS = /^\[(\d+) (\d+)\]$/;
const LINE_LENGTH_MAX = 4_096;

/**
 * The log lines of Jepsen's etcd test: one register with read, write and compare-and-swap, in the order of time.
 *
 * `:fail :cas` returned without swapping; `:fail :read :timed-out` returned without a value; an operation that ended in
 * `:info` may or may not have taken effect, and stays pending, like one that is open at the end. Lines of anything but
 * a numbered process are skipped.
 */
export function jepsenEtcdParser(): HistoryParser<Input, Output> {
  const log = new ProcessLog<Input, Output>();
  return lineParser(log, (text, line) => {
    const match = text.startsWith('INFO') ? PREFIX.exec(text.slice(0, LINE_LENGTH_MAX)) : null;
    if (match === null) return;
    const [, digits, type, op, rest] = match as unknown as [string, string, string, string, string];
    const process = Number(digits);
    const open = log.openInput(process);
    if (type === 'invoke') {
      if (open !== undefined) throw new ParseError(line, `no call while process ${process} has one open`, text);
      log.call(process, parseInput(op, rest.trim(), line, text), line);
      return;
    }
    if (open?.op !== op) throw new ParseError(line, `a call :${op} of process ${process} before its :${type}`, text);
    if (type === 'info') log.abandon(process);
    else log.return(process, parseOutput(type, open, rest.trim(), line, text), line);
  });
}

function parseInput(op: string, rest: string, line: number, text: string): Input {
  const swap = CAS.exec(rest);
  if (op === 'read') return { op };
  if (op === 'write' && isValue(rest)) return { op, value: numberOf(rest) };
  if (op === 'cas' && swap !== null) return { op, from: Number(swap[1]), to: Number(swap[2]) };
  throw new ParseError(line, ':read nil, :write N or :cas [A B]', text);
}

function parseOutput(type: string, { op }: Input, rest: string, line: number, text: string): Output | undefined {
  if (op === 'cas') return { swapped: type === 'ok' };
  if (type === 'fail' && op === 'read') return undefined;
  if (type === 'ok' && op === 'write') return undefined;
  if (type === 'ok' && op === 'read' && isValue(rest)) return { value: numberOf(rest) };
  throw new ParseError(line, 'a value (nil or N) for :ok, or :fail of a :read or :cas', text);
}

function isValue(text: string): boolean {
  return text === 'nil' || /^\d+$/.test(text);
}

function numberOf(text: string): number | null {
  return text === 'nil' ? null : Number(text);
}
