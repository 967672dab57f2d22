import { spannerClient } from './spanner/client.ts';
import { spannerReplica } from './spanner/replica.ts';

/** Spanner: transactions over shards that are replicated across regions (lecture 13; Corbett et al., OSDI 2012). */
export const programs = { replica: spannerReplica, client: spannerClient };
