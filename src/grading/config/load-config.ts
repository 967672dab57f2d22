import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { ZodError } from 'zod';
import { LabsError } from '../../base/errors.ts';
import { packagePath } from '../../base/package-path.ts';
import { type Config, configSchema } from './schema.ts';

export const CONFIG_NAME = 'grading.config.json';

export interface LoadedConfig extends Config {
  /** The file's path; undefined: there is none, and everything has its default. */
  path: string | undefined;
  /** The folder of the submission, absolute. */
  submissionFolder: string;
}

/**
 * The config of a workspace: `grading.config.json` in `folder` or the nearest folder above it. What it does not say
 * about points comes from the course's own config.
 *
 * @param path an explicit file instead.
 * @throws LabsError that names the key and what was expected.
 */
export function loadConfig(folder: string, path?: string): LoadedConfig {
  const found = path === undefined ? findConfig(resolve(folder)) : resolve(folder, path);
  const course = parseConfig(packagePath(CONFIG_NAME));
  if (found === undefined) {
    return { ...course, submission: '.', path: undefined, submissionFolder: resolve(folder) };
  }
  const config = parseConfig(found);
  return {
    ...config,
    parts: { ...course.parts, ...config.parts },
    path: found,
    submissionFolder: resolve(dirname(found), config.submission),
  };
}

function findConfig(folder: string): string | undefined {
  const path = join(folder, CONFIG_NAME);
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findConfig(parent);
}

function parseConfig(path: string): Config {
  const name = relative(process.cwd(), path) || path;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new LabsError('bad-config', `cannot read ${name}: ${(cause as Error).message}`, {
      hint: 'it must be a JSON file; `labs init DIR` writes one to start from',
    });
  }
  const result = configSchema.safeParse(value);
  if (!result.success)
    throw new LabsError('bad-config', explain(name, result.error), { hint: `see ${CONFIG_NAME} in the documentation` });
  checkPoints(name, result.data);
  return result.data;
}

function explain(name: string, error: ZodError): string {
  const lines = error.issues.map(
    ({ path, message }) => `  ${path.length === 0 ? 'the whole file' : path.join('.')}: ${message}`,
  );
  return [`${name} is not a valid config:`, ...lines].join('\n');
}

/** Points are given twice, per part and per test, so that a slip is noticed. */
function checkPoints(name: string, config: Config): void {
  for (const [id, part] of Object.entries(config.parts)) {
    const required = Object.entries(part.tests).filter(([test]) => !part.optional.includes(test));
    const sum = required.reduce((total, [, points]) => total + points, 0);
    if (Math.abs(sum - part.points) > 1e-9) {
      throw new LabsError(
        'bad-config',
        `${name}: parts.${id}.points is ${part.points}, but its tests add up to ${sum}`,
        {
          hint: 'correct one of them',
        },
      );
    }
  }
}
