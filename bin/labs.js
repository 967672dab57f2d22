#!/usr/bin/env node
// Plain old JavaScript, so that an old Node gets this far.
var required = [20, 19];
var version = process.versions.node.split('.').map(Number);
if (version[0] < required[0] || (version[0] === required[0] && version[1] < required[1])) {
  console.error('labs needs Node ' + required.join('.') + ' or newer; this is Node ' + process.versions.node);
  process.exit(2);
}
import('../dist/program/cli/main.js').then(
  (module) => module.main(process.argv),
  (error) => {
    console.error('labs is not built: run `npm run build` first (' + error.message + ')');
    process.exit(2);
  },
);
