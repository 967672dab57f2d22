import { speedTest } from '../speed-test.ts';

export const speed = speedTest({ id: '3A/speed' });
