const MAX_STRING_CHARS = 40;
const MAX_FIELDS = 8;
const MAX_CHARS = 160;

/** A JSON value for one line of a story: `{term: 2, entries: [3 items]}`. Long texts and lists are cut. */
export function abbreviate(json: string): string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return json.slice(0, MAX_CHARS);
  }
  const text = show(value, 0);
  return text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS - 1)}…` : text;
}

function show(value: unknown, depth: number): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > MAX_STRING_CHARS ? `${value.slice(0, MAX_STRING_CHARS - 1)}…` : value);
  }
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) {
    const isShort = value.length <= 3 && depth < 2;
    return isShort ? `[${value.map((item) => show(item, depth + 1)).join(', ')}]` : `[${value.length} items]`;
  }
  const fields = Object.entries(value);
  const shown = fields.slice(0, MAX_FIELDS).map(([key, item]) => `${key}: ${show(item, depth + 1)}`);
  return `{${[...shown, ...(fields.length > MAX_FIELDS ? ['…'] : [])].join(', ')}}`;
}
