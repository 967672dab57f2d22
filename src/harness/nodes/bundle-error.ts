/** An error that a bundle's code throws at the top level. */
export interface BundleError {
  message: string;
  stack: string;
}

/** What a node says of it, which is hostile until proven otherwise. */
export function readBundleError(text: string): BundleError {
  try {
    const { message, stack } = JSON.parse(text);
    return { message: String(message), stack: String(stack) };
  } catch {
    return { message: 'an error that cannot be described was thrown', stack: '' };
  }
}
