import { describe, expect, test } from 'vitest';
import {
  casRegisterModel,
  checkOperations,
  jepsenEtcdParser,
  kvModel,
  ParseError,
  parseHistory,
  porcupineKvParser,
} from '../src/index.ts';

const kvLines = [
  '{:process 0, :type :invoke, :f :append, :key "5", :value "x 0 0 y"}',
  '{:process 1, :type :invoke, :f :get, :key "5", :value nil}',
  '{:process 0, :type :ok, :f :append, :key "5", :value "x 0 0 y"}',
  '{:process 1, :type :ok, :f :get, :key "5", :value "x 0 0 y"}',
  '{:process 1, :type :invoke, :f :get, :key "5", :value nil}',
];

const etcdLines = [
  'INFO  jepsen.util - 0\t:invoke\t:write\t3',
  'INFO  jepsen.util - 1   :invoke   :cas   [3 4]',
  'INFO  jepsen.util - :nemesis\t:info\t:start\tnil',
  'INFO  jepsen.util - 0\t:info\t:write\t:timed-out',
  'INFO  jepsen.util - 1\t:fail\t:cas\t[3 4]',
  'INFO  jepsen.util - 2\t:invoke\t:read\tnil',
  'INFO  jepsen.util - 2\t:ok\t:read\tnil',
  'INFO  jepsen.util - 2\t:invoke\t:read\tnil',
  'INFO  jepsen.util - 2\t:fail\t:read\t:timed-out',
];

describe("Porcupine's key-value text", () => {
  test('becomes operations with line numbers as times; what is open at the end is pending', () => {
    expect(parseHistory(porcupineKvParser(), kvLines.join('\n'))).toEqual([
      { clientId: 0, input: { op: 'append', key: '5', value: 'x 0 0 y' }, callAt: 1, returnAt: 3 },
      { clientId: 1, input: { op: 'get', key: '5' }, output: 'x 0 0 y', callAt: 2, returnAt: 4 },
      { clientId: 1, input: { op: 'get', key: '5' }, callAt: 5 },
    ]);
  });

  test('may arrive in any pieces, with CRLF and without a last line end', () => {
    const text = kvLines.join('\r\n');
    const whole = parseHistory(porcupineKvParser(), text);
    const parser = porcupineKvParser();
    for (let at = 0; at < text.length; at += 7) parser.push(text.slice(at, at + 7));
    expect(parser.end()).toEqual(whole);
  });

  test('values end at the last quote of the line', () => {
    const value = 'say "hi", :value "}';
    const text = `{:process 0, :type :invoke, :f :put, :key "k", :value "${value}"}`;
    expect(parseHistory(porcupineKvParser(), text)[0]!.input).toEqual({ op: 'put', key: 'k', value });
  });

  test('a value of 100 MB is read', () => {
    const value = 'v'.repeat(100_000_000);
    const parser = porcupineKvParser();
    parser.push('{:process 0, :type :invoke, :f :put, :key "k", :value "');
    for (let from = 0; from < value.length; from += 1_000_000) parser.push(value.slice(from, from + 1_000_000));
    parser.push('"}\n');
    const [operation] = parser.end();
    expect((operation!.input as { value: string }).value).toHaveLength(100_000_000);
  });

  test('a longer line than can be held is refused with its number', () => {
    const parser = porcupineKvParser();
    parser.push(`${kvLines[0]}\n`);
    const chunk = 'v'.repeat(2 ** 24);
    expect(() => {
      for (let i = 0; i < 10; i++) parser.push(chunk);
    }).toThrow('line 2: expected a line of at most 134217728 characters, found "a longer one"');
  });

  test.each([
    [
      ['nonsense'],
      'line 1: expected {:process N, :type :invoke|:ok, :f :get|:put|:append, :key "…", :value nil|"…"}, found "nonsense"',
    ],
    [[kvLines[0]!, kvLines[0]!], 'line 2: expected no call while process 0 has one open'],
    [[kvLines[2]!], 'line 1: expected a call of process 0 before its :ok'],
    [[kvLines[0]!, kvLines[2]!.replace('0 0', '0 1')], "line 2: expected the :ok of process 0's open :append"],
    [[kvLines[1]!, '', kvLines[1]!.replace(':invoke', ':ok')], 'line 3: expected a quoted value for the :ok of a :get'],
    [[kvLines[0]!.replace('"x 0 0 y"', 'nil')], 'line 1: expected a quoted value for :append'],
    [[kvLines[0]!.slice(0, -2)], 'line 1: expected {:process N'],
  ])('malformed lines say where and what: %#', (lines, message) => {
    const parse = () => parseHistory(porcupineKvParser(), lines.join('\n'));
    expect(parse).toThrow(ParseError);
    expect(parse).toThrow(message);
  });

  test('is what the key-value model checks', () => {
    expect(checkOperations(kvModel, parseHistory(porcupineKvParser(), kvLines.join('\n'))).outcome).toBe('ok');
  });
});

describe("Jepsen's etcd log", () => {
  test('becomes operations; :info stays pending and a timed-out read returns without a value', () => {
    const operations = parseHistory(jepsenEtcdParser(), etcdLines.join('\n'));
    expect(operations).toEqual([
      { clientId: 0, input: { op: 'write', value: 3 }, callAt: 1 },
      { clientId: 1, input: { op: 'cas', from: 3, to: 4 }, output: { swapped: false }, callAt: 2, returnAt: 5 },
      { clientId: 2, input: { op: 'read' }, output: { value: null }, callAt: 6, returnAt: 7 },
      { clientId: 2, input: { op: 'read' }, callAt: 8, returnAt: 9 },
    ]);
    expect(checkOperations(casRegisterModel<number | null>(null), operations).outcome).toBe('ok');
  });

  test('other lines are skipped, however long', () => {
    expect(parseHistory(jepsenEtcdParser(), `INFO ${'x'.repeat(10_000_000)}\nLoading…\n`)).toEqual([]);
  });

  test.each([
    [
      ['INFO  jepsen.util - 0\t:invoke\t:write\tfive'],
      'line 1: expected :read nil, :write N or :cas [A B], found "INFO',
    ],
    [['INFO  jepsen.util - 0\t:ok\t:write\t5'], 'line 1: expected a call :write of process 0 before its :ok'],
    [[etcdLines[0]!, etcdLines[0]!], 'line 2: expected no call while process 0 has one open'],
    [
      [etcdLines[0]!, etcdLines[0]!.replace(':invoke', ':fail')],
      'line 2: expected a value (nil or N) for :ok, or :fail of a :read or :cas',
    ],
  ])('malformed lines say where and what: %#', (lines, message) => {
    expect(() => parseHistory(jepsenEtcdParser(), lines.join('\n'))).toThrow(message);
  });
});
