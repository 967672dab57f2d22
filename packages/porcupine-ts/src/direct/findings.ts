import type { Finding, Label, Rule } from '../verdict/finding.ts';
import type { Block } from './blocks.ts';
import { APPEND, PUT, READ, type ValueHistory } from './value-history.ts';
import type { Writers } from './writers.ts';

function finding(rule: Rule, culprits: readonly number[], sentence: (label: Label) => string): Finding {
  return { rule, culprits, sentence };
}

/** A read shows something at `at` that is no token. */
export function phantomOrTorn(history: ValueHistory, read: number, at: number): Finding {
  const text = history.texts?.[read] ?? history.returned?.[read];
  if (text === undefined) {
    return finding('phantom', [read], (label) => `${label(read)} returned a value that nobody wrote`);
  }
  const rest = text.slice(at);
  const where = at === 0 ? '' : ` behind its first ${at} characters`;
  if (history.tokens.isFragment(rest)) {
    return finding('torn', [read], (label) => `${label(read)} returned only a part of a written value${where}`);
  }
  return finding('phantom', [read], (label) => `${label(read)} returned ${quote(rest)}${where}, which nobody wrote`);
}

/** Two reads of one put differ before the shorter one ends, or the shorter one ends within a token. */
export function forkOrTorn(history: ValueHistory, writers: Writers, a: number, b: number, from: number): Finding {
  const { texts, tokens } = history;
  const textA = texts![a]!;
  const textB = texts![b]!;
  for (let at = from; at < textB.length; ) {
    const tokenA = tokens.at(textA, at, -1);
    const tokenB = tokens.at(textB, at, -1);
    if (tokenB < 0) return phantomOrTorn(history, b, at);
    if (tokenA !== tokenB) {
      const culprits = [tokenA, tokenB]
        .map((token) => writers.firstAppend[token] ?? -1)
        .filter((append) => append >= 0);
      const [shownA, shownB] = [tokenA, tokenB].map((token) => quote(tokens.text(token)));
      return finding(
        'fork',
        [...culprits, a, b],
        (label) =>
          `two gets disagree on the order of appends: after the same beginning ${label(a)} shows ${shownA} where ` +
          `${label(b)} shows ${shownB}`,
      );
    }
    at += tokens.text(tokenA).length;
  }
  return finding('torn', [b], (label) => `${label(b)} returned only a part of a written value`);
}

export function putInside(history: ValueHistory, writers: Writers, read: number, token: number): Finding {
  const put = writers.firstPut[token]!;
  const shown = quote(history.tokens.text(token));
  return finding(
    'put-inside',
    put < 0 || put === history.count ? [read] : [put, read],
    (label) => `${label(read)} shows ${shown} behind older text, but it was written by a put, which replaces the value`,
  );
}

/** A token is shown more often than it was appended. */
export function duplicated(history: ValueHistory, appends: readonly number[], read: number): Finding {
  const shown = quote(history.tokens.text(history.token[appends[0]!]!));
  return finding('dup', [...appends, read], (label) => {
    if (appends.length === 1) return `${label(appends[0]!)} took effect more than once: ${label(read)} shows it again`;
    return `${shown} was appended ${appends.length} times, but gets show it more often: ${label(read)} shows it again`;
  });
}

/**
 * In the value that `longestRead` returned `early` is before `late`, but `late` had returned when `early` was called.
 */
export function outOfOrder(
  { kind }: ValueHistory,
  { early, late, longestRead }: { readonly early: number; readonly late: number; readonly longestRead: number },
): Finding {
  const isRead = (operation: number): boolean => kind[operation] === READ;
  const isShown = longestRead !== early && longestRead !== late;
  const culprits = (...operations: number[]): number[] => (isShown ? [longestRead, ...operations] : operations);
  const shownBy = (label: Label): string => (isShown ? ` (${label(longestRead)} shows the order)` : '');
  if (!isRead(early) && isRead(late)) {
    return finding(
      'future-read',
      [early, late],
      (label) => `${label(late)} shows what ${label(early)} wrote, but had returned before that was called`,
    );
  }
  if (!isRead(early)) {
    return finding(
      'order-append',
      culprits(early, late),
      (label) =>
        `${label(late)} had returned before ${label(early)} was called, but gets show it behind that${shownBy(label)}`,
    );
  }
  if (!isRead(late)) {
    return finding(
      'lost-append',
      culprits(late, early),
      (label) =>
        `${label(late)} was acknowledged before ${label(early)} was called, but that get does not show it` +
        `${isShown ? `; ${label(longestRead)} does, behind the same beginning` : ''}`,
    );
  }
  return finding(
    'order-read',
    [late, early],
    (label) => `${label(early)} was called after ${label(late)} had returned, but shows less`,
  );
}

/** Block `a` runs forward and must come before `b`, and `b` must come before `a`. */
export function blocksClash(history: ValueHistory, a: Block, b: Block): Finding {
  const { kind, count, callAt, returnAt } = history;
  const isInside = returnAt[b.head]! < a.maxCall && callAt[b.head]! > a.minReturn;
  // What happened inside another value's time is enough by itself; otherwise both ends of both values are needed.
  const inner = isInside ? [b.head] : [b.head, b.returned, b.called];
  const culprits = [...new Set([a.head, a.returned, ...inner, a.called])].filter((operation) => operation !== count);
  const since = (label: Label): string =>
    a.returned === count || a.returned === a.head ? '' : ` (in place since ${label(a.returned)})`;
  if (kind[a.called] === READ && isInside && kind[b.head] === APPEND) {
    return finding(
      'lost-append',
      culprits,
      (label) =>
        `${label(b.head)} was acknowledged before ${label(a.called)} was called, but that get's value` +
        `${since(label)} lacks it`,
    );
  }
  const isBackward = b.maxCall <= b.minReturn;
  if (kind[a.called] === READ && (isInside || (isBackward && kind[b.returned] === READ))) {
    const old = (label: Label): string => (a.head === count ? 'the initial value' : `the value of ${label(a.head)}`);
    const how = isInside ? 'had replaced it' : 'had already returned a newer one';
    const newer = isInside ? b.head : b.returned;
    return finding(
      'stale-read',
      culprits,
      (label) =>
        `${label(a.called)} returned ${old(label)}${since(label)}, but ` +
        `${label(newer)} ${how} before that get was called`,
    );
  }
  if (isInside) {
    const what = kind[b.head] === PUT ? 'put' : 'append';
    return finding(
      'enclosed',
      culprits,
      (label) =>
        `${label(b.head)} was called and returned while another value was in place, seen before it` +
        `${since(label)} and extended after it by ${label(a.called)}: the ${what} had no effect`,
    );
  }
  const older = a.head === count ? () => 'the initial value' : (label: Label) => `the value of ${label(a.head)}`;
  return finding(
    'interleaved-epochs',
    culprits,
    (label) =>
      `${older(label)} and the value of ${label(b.head)} were both in place before and after each other: ` +
      `${label(b.returned)} had returned before ${label(a.called)} was called` +
      (a.returned === count ? '' : `, and ${label(a.returned)} before ${label(b.called)}`),
  );
}

const QUOTED_MAX = 40;

export function quote(text: string): string {
  if (text.length <= QUOTED_MAX) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, QUOTED_MAX / 2))}…${JSON.stringify(text.slice(-QUOTED_MAX / 2))}`;
}
