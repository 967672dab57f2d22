import { type BundleError, readBundleError } from '../bundle-error.ts';
import type { Bundle } from '../vm-host.ts';
import type { Child } from './child.ts';
import type { ChildPool } from './child-pool.ts';
import { BrokenChannel } from './frames.ts';
import type { Loss } from './nodes-lost.ts';
import { REQUEST } from './request.ts';

/** Runs the top level of a submission's bundles in a child of their own; returns what is wrong with them. */
export async function checkBundles(
  pool: ChildPool,
  bundles: ReadonlyMap<string, Bundle>,
): Promise<({ entry: string } & BundleError)[]> {
  const child = pool.take();
  const errors: ({ entry: string } & BundleError)[] = [];
  for (const [entry, bundle] of bundles) {
    try {
      const notes = check(child, bundle);
      if (notes !== '') errors.push({ entry, ...readBundleError(notes) });
    } catch (error) {
      if (!(error instanceof BrokenChannel)) throw error;
      return [...errors, { entry, message: inWords(await child.loss(error)), stack: '' }];
    }
  }
  child.close();
  return errors;
}

function check(child: Child, { code, fileName }: Bundle): string {
  child.request.uint32(REQUEST.check).text(code).text(fileName);
  return child.exchange().notes;
}

function inWords(loss: Loss): string {
  switch (loss.kind) {
    case 'stuck':
      return `its top level did not return within ${loss.stepCpuMs / 1000} s`;
    case 'out-of-memory':
      return 'it used up its memory';
    case 'out-of-cpu-time':
      return `it used more than ${loss.cpuS} s of CPU time`;
    case 'ended':
      return loss.description;
  }
}
