import { farmClient } from './farm/client.ts';
import { farmManager } from './farm/configuration-manager.ts';
import { farmMachine } from './farm/machine.ts';

/** FaRM: transactions over one-sided RDMA and battery-backed memory (lecture 14; Dragojević et al., SOSP 2015). */
export const programs = { machine: farmMachine, manager: farmManager, client: farmClient };
