import { createHash } from 'node:crypto';

/** Longest stem of a file name. */
const STEM_MAX = 60;

/** Names that Windows keeps for devices, whatever their extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)($|\.)/i;

/**
 * Id → file name of its page, which is safe on every file system: ASCII letters, digits, `-`, `_` and inner dots, never
 * the name of a device. An id that had to be changed for that, or differs from another in nothing but case, has a part
 * of its hash in its name, so that all names are different, also where case does not count.
 */
export function pageNames(ids: readonly string[]): Map<string, string> {
  const count = new Map<string, number>();
  for (const id of ids) count.set(id.toLowerCase(), (count.get(id.toLowerCase()) ?? 0) + 1);
  const isPlain = (id: string) => stemOf(id) === id && count.get(id.toLowerCase()) === 1;
  const taken = new Set(ids.filter(isPlain).map((id) => id.toLowerCase()));
  const stems = new Map<string, string>();
  for (const id of ids) {
    if (isPlain(id)) {
      stems.set(id, id);
      continue;
    }
    let salt = id;
    let stem = `${stemOf(id)}-${hashOf(salt)}`;
    while (taken.has(stem.toLowerCase())) stem = `${stemOf(id)}-${hashOf((salt += '\0'))}`;
    taken.add(stem.toLowerCase());
    stems.set(id, stem);
  }
  return new Map([...stems].map(([id, stem]) => [id, `${stem}.html`]));
}

function stemOf(id: string): string {
  const stem = id
    .slice(0, STEM_MAX)
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[.-]+|[.-]+$/g, '');
  if (stem === '') return 'page';
  return DEVICE.test(stem) ? `page-${stem}` : stem;
}

function hashOf(id: string): string {
  return createHash('sha256').update(id, 'utf8').digest('hex').slice(0, 12);
}
