import { Command } from 'commander';

/** `labs init DIR` */
export function initCommand(): Command {
  return new Command('init')
    .description('write a student’s workspace: typed stubs of all labs, config, CI workflow')
    .argument('<dir>', 'folder to create; it must be empty or not exist')
    .action(async (folder: string) => {
      const { initWorkspace } = await import('../init-workspace.ts');
      process.stdout.write(initWorkspace(folder));
    });
}
