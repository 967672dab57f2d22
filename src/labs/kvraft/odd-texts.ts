import type { KvCluster } from './cluster.ts';
import type { KvClerk } from './kv-clerk.ts';

/** Strings like any other, of which some mean something to JavaScript's objects, to JSON or to a file system. */
const ODD_TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'undefined',
  '{"key":1}',
  'a/b\\c',
  '"quoted"',
  'two\nlines',
  'ключ 🔑',
];

/** Every odd text once as a key and once as a value; a key that nobody has written is empty. */
export async function writeOddTexts(cluster: KvCluster, clerk: KvClerk): Promise<void> {
  for (const key of ODD_TEXTS) await cluster.expectValue(clerk, key, '');
  for (const [i, key] of ODD_TEXTS.entries()) {
    if (i % 2 === 0) await cluster.soon(clerk.put(key, valueUnder(i)));
    else await cluster.soon(clerk.append(key, valueUnder(i)));
  }
}

/** Reads what {@link writeOddTexts} wrote. */
export async function expectOddTexts(cluster: KvCluster, clerk: KvClerk): Promise<void> {
  for (const [i, key] of ODD_TEXTS.entries()) await cluster.expectValue(clerk, key, valueUnder(i));
}

export const ODD_TEXT_COUNT = ODD_TEXTS.length;

function valueUnder(key: number): string {
  return ODD_TEXTS[(key + 1) % ODD_TEXTS.length] as string;
}
