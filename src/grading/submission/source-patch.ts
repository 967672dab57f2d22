/** A small change of a submission's source, made while it is bundled: nothing on disk changes. */
export interface SourcePatch {
  /** Relative to the submission's folder. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** A patch that does not fit: the source has changed since it was written. */
export class PatchMismatch extends Error {
  override name = 'PatchMismatch';
}

/** @throws PatchMismatch */
export function applyPatches(source: string, file: string, patches: readonly SourcePatch[]): string {
  let text = source;
  for (const { find, replace } of patches.filter((patch) => patch.file === file)) {
    const occurrences = text.split(find).length - 1;
    if (occurrences !== 1) {
      throw new PatchMismatch(`${file} contains ${JSON.stringify(find)} ${occurrences} times, not once`);
    }
    text = text.replace(find, () => replace);
  }
  return text;
}
