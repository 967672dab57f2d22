import type { KvInput, KvOutput } from '../models/key-value.ts';
import { type HistoryParser, lineParser, ProcessLog } from './history-parser.ts';
import { ParseError } from './line-reader.ts';

const OPEN = '{:process ';
const KEY_END = '", :value ';
const HEAD = /^\{:process (\d+), :type :(invoke|ok), :f :(get|put|append), :key "/;
const HEAD_LENGTH_MAX = 120;
const EXPECTED = '{:process N, :type :invoke|:ok, :f :get|:put|:append, :key "…", :value nil|"…"}';

/**
 * The text format of Porcupine's key-value histories: a map per line, such as
 * `{:process 0, :type :invoke, :f :append, :key "3", :value "x 0 1 y"}`, in the order of time.
 *
 * Values have no escapes: they end at the last quote of the line. A process has one operation open at a time; `:ok`
 * returns it, and what is open at the end is pending. Empty lines are skipped.
 */
export function porcupineKvParser(): HistoryParser<KvInput, KvOutput> {
  const log = new ProcessLog<KvInput, KvOutput>();
  const keys = new Map<string, string>();
  return lineParser(log, (text, line) => {
    if (text === '') return;
    const { process, type, op, key, value } = parseLine(text, line, keys);
    const open = log.openInput(process);
    if (type === 'invoke') {
      if (open !== undefined) throw new ParseError(line, `no call while process ${process} has one open`, text);
      if (op !== 'get' && value === undefined) throw new ParseError(line, `a quoted value for :${op}`, text);
      log.call(process, op === 'get' ? { op, key } : { op, key, value: value! }, line);
      return;
    }
    if (open === undefined) throw new ParseError(line, `a call of process ${process} before its :ok`, text);
    if (open.op !== op || open.key !== key || (open.op !== 'get' && open.value !== value)) {
      throw new ParseError(line, `the :ok of process ${process}'s open :${open.op}`, text);
    }
    if (op === 'get' && value === undefined) throw new ParseError(line, 'a quoted value for the :ok of a :get', text);
    log.return(process, op === 'get' ? value : undefined, line);
  });
}

interface KvLine {
  readonly process: number;
  readonly type: string;
  readonly op: KvInput['op'];
  readonly key: string;
  readonly value: string | undefined;
}

/** The value is cut out by position: a pattern over a line of megabytes would overflow the matcher's stack. */
function parseLine(text: string, line: number, keys: Map<string, string>): KvLine {
  const head = text.startsWith(OPEN) ? HEAD.exec(text.slice(0, HEAD_LENGTH_MAX)) : null;
  const keyEnd = head === null ? -1 : text.indexOf(KEY_END, head[0].length);
  if (head === null || keyEnd < 0) throw new ParseError(line, EXPECTED, text);
  const written = text.slice(head[0].length, keyEnd);
  const key = keys.get(written) ?? written;
  keys.set(key, key);
  const at = keyEnd + KEY_END.length;
  const isQuoted = text[at] === '"' && text.endsWith('"}') && text.length >= at + 3;
  if (!isQuoted && text.slice(at) !== 'nil}') throw new ParseError(line, EXPECTED, text);
  return {
    process: Number(head[1]),
    type: head[2]!,
    op: head[3] as KvInput['op'],
    key,
    value: isQuoted ? text.slice(at + 1, -2) : undefined,
  };
}
