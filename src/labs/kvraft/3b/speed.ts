import { speedTest } from '../speed-test.ts';

export const speedWithSnapshots = speedTest({ id: '3B/speed', maxRaftState: 1000 });
