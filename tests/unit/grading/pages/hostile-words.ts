import type { RandomStream } from '../../../../src/base/random.ts';

/** What a submission or a roster may say to harm whoever reads the report. `window.broken` tells that it succeeded. */
export const HOSTILE_WORDS: readonly string[] = [
  '</script><script>window.broken = 1</script>',
  '<!-- <script>window.broken = 2',
  '<img src=x onerror="window.broken = 3">',
  '"><svg onload="window.broken = 4">',
  "' onmouseover='alert(5)' x='",
  '<style>* { display: none }</style>',
  '<a href="javascript:window.broken = 6">click</a><base href="https://example.org/">',
  '<meta http-equiv="refresh" content="0; url=https://example.org/"><link rel="stylesheet" href="https://example.org/x.css">',
  '<form action="https://example.org/"><input autofocus onfocus="window.broken = 7">',
  '&lt;b&gt; &#60;i&#62; &amp;',
  'passed \u202Edeliaf\u202C \u2066x\u2069',
  'nothing\u0000 here\u0007\u001B[31m\u2028\uFEFF\uD800',
  '../../../etc/passwd',
  'CON',
  '{{7 * 7}} `x`',
  `long ${'<b>'.repeat(50_000)}`,
];

export function hostileWords(stream: RandomStream): string {
  return stream.pick(HOSTILE_WORDS);
}
