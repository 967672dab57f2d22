import type { Finding } from '../verdict/finding.ts';
import { duplicated, forkOrTorn, phantomOrTorn, putInside } from './findings.ts';
import { INITIAL_TOKEN } from './token-table.ts';
import type { ValueHistory } from './value-history.ts';
import type { Writers } from './writers.ts';

/** A place in `sequence` that several equal appends could fill. */
interface OpenPlace {
  readonly at: number;
  readonly appends: readonly number[];
}

/**
 * The observed values as blocks: a put, then its appends in the order that its longest read shows, each followed by the
 * reads that end there.
 */
export interface Layout {
  /** The put of each block; `count` for the initial value. */
  readonly heads: readonly number[];
  /** Where each block starts in `sequence`; one entry more than blocks. */
  readonly starts: readonly number[];
  /** Operations in block order without the initial put; -1 at an open place. */
  readonly sequence: Int32Array;
  readonly open: readonly OpenPlace[];
  /** 1 for operations that appear in `sequence`, and for puts that are heads. */
  readonly used: Uint8Array;
}

/** Lays out the blocks that the reads with a head describe; a finding when they contradict each other. */
export function layOut(history: ValueHistory, writers: Writers, headOf: Int32Array): Layout | Finding {
  return new LayoutBuilder(history, writers).build(headOf);
}

class LayoutBuilder {
  readonly #history: ValueHistory;
  readonly #writers: Writers;
  readonly #sequence: Int32Array;
  readonly #used: Uint8Array;
  readonly #open: OpenPlace[] = [];
  /** The longest value of the current block: its tokens and where each ends. */
  readonly #tokens: number[] = [];
  readonly #ends: number[] = [];
  readonly #placeOf: Int32Array;
  /** How often each token is shown by the blocks so far. */
  readonly #timesShown: Int32Array;
  #length = 0;

  constructor(history: ValueHistory, writers: Writers) {
    this.#history = history;
    this.#writers = writers;
    this.#sequence = new Int32Array(history.count);
    this.#used = new Uint8Array(history.count + 1);
    this.#placeOf = new Int32Array(history.count);
    this.#timesShown = new Int32Array(history.tokens.size);
  }

  build(headOf: Int32Array): Layout | Finding {
    const { count, texts } = this.#history;
    const firstRead = new Int32Array(count + 1).fill(-1);
    const nextRead = new Int32Array(count).fill(-1);
    const longest = new Int32Array(count + 1).fill(-1);
    const heads: number[] = [];
    for (let read = count - 1; read >= 0; read--) {
      const head = headOf[read]!;
      if (head < 0) continue;
      if (firstRead[head]! < 0) heads.push(head);
      nextRead[read] = firstRead[head]!;
      firstRead[head] = read;
      const best = longest[head]!;
      if (best < 0 || (texts !== undefined && texts[read]!.length >= texts[best]!.length)) longest[head] = read;
    }
    heads.reverse();
    const starts = [0];
    for (const head of heads) {
      const finding = this.#addBlock(head, longest[head]!, firstRead[head]!, nextRead);
      if (finding !== undefined) return finding;
      starts.push(this.#length);
    }
    return { heads, starts, sequence: this.#sequence, open: this.#open, used: this.#used };
  }

  #addBlock(head: number, longest: number, firstRead: number, nextRead: Int32Array): Finding | undefined {
    const { count, token, tokens, texts } = this.#history;
    const headToken = head === count ? INITIAL_TOKEN : token[head]!;
    const from = texts === undefined ? 0 : tokens.text(headToken).length;
    const finding = this.#readTokens(longest, from, headToken) ?? this.#placeReads(longest, firstRead, nextRead, from);
    if (finding !== undefined) return finding;
    const firstOpen = this.#open.length;
    const start = this.#length;
    this.#used[head] = 1;
    if (head !== count) this.#sequence[this.#length++] = head;
    const sorted = this.#readsByPlace(firstRead, nextRead);
    let next = 0;
    for (let place = 0; place <= this.#tokens.length; place++) {
      const trouble = place === 0 ? undefined : this.#addAppend(this.#tokens[place - 1]!, longest);
      if (trouble !== undefined) return trouble;
      while (next < sorted.length && this.#placeOf[sorted[next]!] === place)
        this.#sequence[this.#length++] = sorted[next++]!;
    }
    if (this.#open.length > firstOpen) this.#narrow(start, firstOpen);
    return undefined;
  }

  #readTokens(longest: number, from: number, headToken: number): Finding | undefined {
    this.#tokens.length = 0;
    this.#ends.length = 0;
    const text = this.#history.texts?.[longest];
    if (text === undefined) return undefined;
    let token = headToken;
    for (let at = from; at < text.length; ) {
      // Tokens are numbered in the order of their calls, and that is mostly the order in which they took effect.
      token = this.#history.tokens.at(text, at, token + 1);
      if (token < 0) return phantomOrTorn(this.#history, longest, at);
      at += this.#history.tokens.text(token).length;
      this.#tokens.push(token);
      this.#ends.push(at);
    }
    return undefined;
  }

  /** Finds for every read of the block how many appends it shows. */
  #placeReads(longest: number, firstRead: number, nextRead: Int32Array, from: number): Finding | undefined {
    const { texts } = this.#history;
    if (texts === undefined) {
      for (let read = firstRead; read >= 0; read = nextRead[read]!) this.#placeOf[read] = 0;
      return undefined;
    }
    const whole = texts[longest]!;
    for (let read = firstRead; read >= 0; read = nextRead[read]!) {
      const text = texts[read]!;
      // Comparing a slice is a block comparison; startsWith goes character by character.
      const isPrefix = text.length === whole.length ? text === whole : whole.slice(0, text.length) === text;
      const place = text.length === from ? 0 : placeIn(this.#ends, text.length);
      if (!isPrefix || place < 0) return forkOrTorn(this.#history, this.#writers, longest, read, from);
      this.#placeOf[read] = place;
    }
    return undefined;
  }

  #readsByPlace(firstRead: number, nextRead: Int32Array): number[] {
    const reads: number[] = [];
    let isSorted = true;
    for (let read = firstRead; read >= 0; read = nextRead[read]!) {
      isSorted &&= reads.length === 0 || this.#placeOf[reads.at(-1)!]! <= this.#placeOf[read]!;
      reads.push(read);
    }
    // Reads of one place stay in call order, so that none of them is behind one called after its return.
    if (!isSorted) reads.sort((a, b) => this.#placeOf[a]! - this.#placeOf[b]! || a - b);
    return reads;
  }

  #addAppend(token: number, longest: number): Finding | undefined {
    const instances = this.#writers.appendCount[token]!;
    if (instances === 0) return putInside(this.#history, this.#writers, longest, token);
    const append = this.#writers.firstAppend[token]!;
    if (instances === 1 && this.#timesShown[token] === 0) {
      this.#timesShown[token] = 1;
      this.#used[append] = 1;
      this.#sequence[this.#length++] = append;
      return undefined;
    }
    const appends: number[] = [];
    for (let other = append; other >= 0; other = this.#writers.nextAlike[other]!) appends.push(other);
    if (++this.#timesShown[token]! > instances) return duplicated(this.#history, appends, longest);
    this.#open.push({ at: this.#length, appends });
    this.#sequence[this.#length++] = -1;
    return undefined;
  }

  /** Leaves at each open place of a block the appends that its neighbours in time allow, or one if there are none. */
  #narrow(start: number, firstOpen: number): void {
    const { callAt, returnAt } = this.#history;
    const notBefore: number[] = [];
    let latestCall = Number.NEGATIVE_INFINITY;
    for (let at = start; at < this.#length; at++) {
      const operation = this.#sequence[at]!;
      if (operation < 0) notBefore.push(latestCall);
      else latestCall = Math.max(latestCall, callAt[operation]!);
    }
    let earliestReturn = Number.POSITIVE_INFINITY;
    for (let at = this.#length - 1, i = this.#open.length - 1; i >= firstOpen; at--) {
      const operation = this.#sequence[at]!;
      if (operation >= 0) {
        earliestReturn = Math.min(earliestReturn, returnAt[operation]!);
        continue;
      }
      const { appends } = this.#open[i]!;
      const least = notBefore[i - firstOpen]!;
      const fitting = appends.filter((append) => returnAt[append]! >= least && callAt[append]! <= earliestReturn);
      this.#open[i] = { at, appends: fitting.length > 0 ? fitting : appends };
      i--;
    }
  }
}

function placeIn(ends: readonly number[], length: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! < length) low = middle + 1;
    else high = middle;
  }
  return ends[low] === length ? low + 1 : -1;
}
