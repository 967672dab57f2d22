/** What a search may take unless somebody says otherwise: half a minute at the most, on a slow machine too. */
export const SHRINK_LIMITS = { maxRuns: 300, maxEvents: 600_000 } as const;
