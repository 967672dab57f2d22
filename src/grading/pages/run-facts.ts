import type { RunIdentity, ScoringRule } from '../batch/class-document.ts';
import { showNumber } from '../report/show-number.ts';
import { html, type Markup } from './markup.ts';

/** A digest as a page shows it; the whole is in the tooltip. */
const DIGEST_SHOWN = 12;

/** By which rule, with which seeds and which version: what two people must agree on before they compare points. */
export function runFacts(run: RunIdentity, more: readonly Markup[] = []): Markup {
  return html`<dl class="facts">
${fact('Run', html`<bdi>${run.id}</bdi>`)}
${more}
${fact('Specification', digestMark(run.specDigest))}
${fact('Rule', ruleInWords(run.rule))}
${fact('Seeds', seedsInWords(run))}
${fact('Parts', run.parts.join(', '))}
${fact('Graded by', `labs ${run.labsVersion}, ${HOSTS[run.host]}`)}
</dl>`;
}

export function fact(name: string, value: Markup | string): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

export function digestMark(digest: string): Markup {
  return digest === '' ? html`unknown` : html`<code title="SHA-256 ${digest}">${digest.slice(0, DIGEST_SHOWN)}</code>`;
}

export function ruleInWords(rule: ScoringRule): string {
  switch (rule.kind) {
    case 'all':
      return 'a test earns its points if it passes with every seed';
    case 'k-of-n':
      return `a test earns its points if it passes with at least ${rule.k} of its seeds`;
    case 'proportional':
      return 'a test earns the share of its points that its passed seeds are of all its seeds';
  }
}

const HOSTS: Readonly<Record<RunIdentity['host'], string>> = {
  process: 'in a jailed process per test',
  'process-per-node': 'in a jailed process per node',
  vm: 'without a jail',
};

function seedsInWords({ seeds, heldOutSeeds }: RunIdentity): string {
  const known = rangesOf(seeds);
  return heldOutSeeds === 0 ? known : `${known}, and ${showNumber(heldOutSeeds)} held out`;
}

/** `1–5, 9` */
function rangesOf(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const number of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}
