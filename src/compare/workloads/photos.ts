import type { Workload } from '../workload.ts';

const ALBUMS = 50;
const PHOTO_BYTES = 1_000;

/**
 * Albums with an access control list: lecture 17. A writer adds a photo and then the list that names it, or changes the
 * list's readers and then adds a photo that is not for all; a reader asks for the access control list and the album
 * together, and then for the photo.
 */
export const photos: Workload = {
  id: 'photos',
  title: `${ALBUMS} albums of photos with access control lists`,
  steps: ['read', 'write'],
  severalSteps: 'reads',
  setUp: () => [],
  client(number, random) {
    // Every album has one writer, its owner: conflicting writes are not the subject here.
    const own = number % ALBUMS;
    let plan: string[] = [];
    return {
      next(id) {
        if (plan.length > 0) return { id, steps: [write(plan.shift() as string, id)] };
        if (random.chance(0.3)) {
          plan = random.chance(0.5) ? [`album ${own}`] : [`album ${own}`, `photo ${own}`];
          return { id, steps: [write(plan.length === 1 ? `photo ${own}` : `acl ${own}`, id)] };
        }
        const album = random.int(0, ALBUMS - 1);
        return { id, steps: ['acl', 'album', 'photo'].map((what) => ({ op: 'read', key: `${what} ${album}` })) };
      },
    };
  },
};

function write(key: string, id: string) {
  return { op: 'write', key, value: key.startsWith('photo') ? id.padEnd(PHOTO_BYTES, '.') : id } as const;
}
