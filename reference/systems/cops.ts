import { copsClient } from './cops/client.ts';
import { copsServer } from './cops/server.ts';

/** COPS and COPS-GT: causal consistency with local reads and writes (lecture 17; Lloyd et al., SOSP 2011). */
export const programs = { server: copsServer, client: copsClient };
