/** What the machine's locale and time zone are must not show inside a simulation. */
export const FIXED_LOCALE = { TZ: 'UTC', LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8' } as const;

const INHERITED = ['PATH', 'HOME', 'TMPDIR'] as const;

/** The environment of a process that runs student code: none of our secrets, and nothing that slows its start. */
export function childEnvironment(): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(inherited), ...FIXED_LOCALE };
}
