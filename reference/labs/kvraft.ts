/** Lab 3: a fault-tolerant key/value service. */
export { makeClerk } from './kvraft/clerk.ts';
export { makeKVServer } from './kvraft/server.ts';
