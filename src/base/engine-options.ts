/**
 * Options of V8 for a process that runs nodes. Every realm compiles its functions anew, and most are gone before optimised
 * code has paid for itself: no Maglev, which newer versions of V8 begin with, and on Node 20 TurboFan later than usual
 * (newer versions count otherwise).
 */
export const SHORT_LIVED_CODE = [
  '--no-maglev',
  ...(process.versions.v8.startsWith('11.') ? ['--interrupt-budget=400000'] : []),
];

/** Options of V8 for a process that runs nodes of many worlds: more room for garbage that is young, less work with it. */
export const YOUNG_GARBAGE = ['--min-semi-space-size=32', '--max-semi-space-size=48'];
