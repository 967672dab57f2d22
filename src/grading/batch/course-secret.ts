import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LabsError } from '../../base/errors.ts';

export const SECRET_VARIABLE = 'LABS_COURSE_SECRET';

const SECRET_CHARS_MIN = 16;

/** What only the course's staff knows: held-out seeds and pseudonyms come from it. It is never written anywhere. */
export class CourseSecret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Tells two secrets apart without giving one away. */
  get fingerprint(): string {
    return this.#hmac('fingerprint').toString('hex').slice(0, 16);
  }

  /**
   * Seeds for a test, all different and none of them public: the same ones whoever asks.
   *
   * @param known the seeds that students may know.
   */
  heldOutSeeds(testId: string, count: number, known: readonly number[]): number[] {
    const seeds = new Set<number>();
    for (let index = 0; seeds.size < count; index++) {
      const seed = this.#hmac('seed', testId, String(index)).readUInt32BE(0);
      if (!known.includes(seed)) seeds.add(seed);
    }
    return [...seeds];
  }

  /** A name for a student that says nothing about them. */
  pseudonym(id: string): string {
    return `s-${this.#hmac('pseudonym', id).toString('hex').slice(0, 12)}`;
  }

  #hmac(...words: string[]): Buffer {
    return createHmac('sha256', this.#text).update(JSON.stringify(words)).digest();
  }
}

/**
 * The course's secret from a file, or else from the environment; undefined when there is neither.
 *
 * @throws LabsError for a file that cannot be read, and for a secret that can be guessed.
 */
export function findSecret(
  file: string | undefined,
  variable: string | undefined = process.env[SECRET_VARIABLE],
): CourseSecret | undefined {
  const text = file === undefined ? variable : readSecret(file);
  if (text === undefined || text === '') return undefined;
  const secret = text.trim();
  if (secret.length < SECRET_CHARS_MIN) {
    throw new LabsError('weak-secret', `the course's secret has ${secret.length} characters: it can be guessed`, {
      hint: `at least ${SECRET_CHARS_MIN}; \`openssl rand -hex 32\` makes one`,
    });
  }
  return new CourseSecret(secret);
}

/** @throws LabsError that says what the secret is needed for, and how to give it. */
export function requireSecret(secret: CourseSecret | undefined, purpose: string): CourseSecret {
  if (secret !== undefined) return secret;
  throw new LabsError('no-secret', `${purpose}, but there is no course secret`, {
    hint: `give it with --secret-file FILE, or in the environment as ${SECRET_VARIABLE}; \`openssl rand -hex 32\` makes one`,
  });
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LabsError('no-secret', `cannot read the secret in ${file}: ${(cause as Error).message}`, {
      hint: '--secret-file names a file that holds the secret and nothing else',
      cause,
    });
  }
}
