/** Where two JSON values differ: one line each, `rule.kind: "all", now "proportional"`, in the order of the first. */
export function differencesOf(before: unknown, after: unknown, path = ''): string[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differencesOf(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
  return was === is ? [] : [`${path}: ${shorten(was)}, now ${shorten(is)}`];
}

const CHARS_MAX = 80;

function shorten(json: string | undefined): string {
  if (json === undefined) return 'absent';
  return json.length > CHARS_MAX ? `${json.slice(0, CHARS_MAX)}…` : json;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && (!Array.isArray(value) || value.some(isRecord));
}
