import { readFileSync } from 'node:fs';
import { packagePath } from '../../base/package-path.ts';

/** What an autograder for another system holds. */
export interface AutograderParts {
  /** Text of the course's `grading.config.json`: the one in a submission counts for nothing. */
  config: string;
  /** The parts that it runs. */
  parts: readonly string[];
  /** The packed tool, a tarball of npm. */
  tool: Buffer;
  /** Where the system installs Node itself: which one. */
  nodeVersion: string;
}

export interface AutograderFile {
  path: string;
  content: Buffer;
  isExecutable: boolean;
}

/** The files of Gradescope's autograder: they must be at the root of its zip. */
export function gradescopeAutograder(parts: AutograderParts): AutograderFile[] {
  return [
    template('gradescope', 'setup.sh', { isExecutable: true }),
    template('gradescope', 'run_autograder', { isExecutable: true }),
    ...shared(parts),
  ];
}

/** The files of Classroom 50's autograder: a folder `CLASSROOM/autograders/ASSIGNMENT` of the course's repository. */
export function classroom50Autograder(parts: AutograderParts): AutograderFile[] {
  return [template('classroom50', 'autograder.py', { isExecutable: true }), ...shared(parts)];
}

/** The files of Autolab's `autograde.tar`; its Makefile stands beside the archive. */
export function autolabAutograder(parts: AutograderParts): { makefile: AutograderFile; archive: AutograderFile[] } {
  const files = [template('autolab', 'grade.sh', { isExecutable: true }), ...shared(parts)];
  return {
    makefile: template('autolab', 'autograde-Makefile', { isExecutable: false }),
    archive: files.map((file) => ({ ...file, path: `autograde/${file.path}` })),
  };
}

function shared({ config, parts, tool, nodeVersion }: AutograderParts): AutograderFile[] {
  const settings = `LABS_PARTS="${parts.join(' ')}"\nNODE_VERSION=${nodeVersion}\n`;
  return [
    { path: 'grading.config.json', content: Buffer.from(config), isExecutable: false },
    { path: 'labs.env', content: Buffer.from(settings), isExecutable: false },
    { path: 'labs.tgz', content: tool, isExecutable: false },
  ];
}

function template(system: string, path: string, { isExecutable }: { isExecutable: boolean }): AutograderFile {
  return { path, content: readFileSync(packagePath('templates', system, path)), isExecutable };
}
