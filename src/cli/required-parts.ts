import type { LoadedConfig } from '../grading/config/load-config.ts';

/** The parts that were asked for; without any, those that the config requires. */
export function requiredParts(parts: readonly string[], config: LoadedConfig): readonly string[] {
  if (parts.length > 0) return parts;
  return config.ci.parts ?? Object.keys(config.parts);
}
