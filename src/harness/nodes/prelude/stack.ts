/**
 * Drops the frames of the prelude and of the host from stacks in a text. They say nothing to the author of the program,
 * and differ between hosts, machines and versions of Node.
 */
export function withoutHostFrames(text: string): string {
  return text
    .replaceAll(/\n *at (?:[^\n]*\()?(?:labs-prelude\.js|node:|file:)[^\n]*?(?=\n| \{\n|$)/g, '')
    .replaceAll(/\.\.\. \d+ lines matching/g, '... lines matching');
}
