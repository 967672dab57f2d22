const FRAME = /^ +at .*(?::\d+:\d+|<anonymous>)\)?(?<rest> \{)?$/;
const HOST = /(?:^ +at |\()(?:async )?(?:node:|file:)/;
/** Where the host enters the realm. */
const ENTRY = /^ +at (?:Object\.)?(?:boot|dispatch|take) \(labs-prelude\.js:/;
const PRELUDE = /\blabs-prelude\.js:/;
const SHORTENED = /^( +\.\.\. )\d+ (lines matching cause stack trace \.\.\.)/;

/**
 * Drops the frames of the prelude and of the host from the stacks in a text. They say nothing to the author of the
 * program, and differ between hosts, machines and versions of Node.
 */
export function withoutHostFrames(text: string): string {
  if (!text.includes('\n')) return text;
  const kept: string[] = [];
  let isBelowHost = false;
  for (const line of text.split('\n')) {
    const frame = FRAME.exec(line);
    if (frame === null) {
      // How many lines it stands for depends on the host.
      const shortened = line.replace(SHORTENED, '$1$2');
      if (shortened === line) isBelowHost = false;
      kept.push(shortened);
      continue;
    }
    // Whatever called the host is the host's business.
    isBelowHost ||= HOST.test(line) || ENTRY.test(line);
    if (!isBelowHost && !PRELUDE.test(line)) kept.push(line);
    else if (frame.groups?.rest !== undefined) kept.push(`${kept.pop() ?? ''}${frame.groups.rest}`);
  }
  return kept.join('\n');
}
