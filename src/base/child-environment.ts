const INHERITED = ['PATH', 'HOME', 'TMPDIR'] as const;

/**
 * The environment of a process that runs student code: none of our secrets, nothing that slows its start, and no locale or
 * time zone of this machine, which would show inside a simulation.
 */
export function childEnvironment(): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(inherited), TZ: 'UTC', LC_ALL: 'en_US.UTF-8', LANG: 'en_US.UTF-8' };
}
