/** The place of a test in a submission's page, as an id and as a fragment of an address. */
export function testAnchor(testId: string): string {
  return `test-${safe(testId)}`;
}

/** The place of a test's run; `place` counts its runs from 0. */
export function runAnchor(testId: string, place: number): string {
  return `run-${safe(testId)}-${place + 1}`;
}

export function partAnchor(partId: string): string {
  return `part-${safe(partId)}`;
}

function safe(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9-]/g, (character) => (character === '/' ? '.' : '_'));
}
