// npm run bench [name…]: every figure in the documentation comes from here.
const BENCHES = ['vm-host', 'process-host', 'hosts', 'labs', 'checkers'];

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : BENCHES) {
  if (!BENCHES.includes(name)) {
    console.error(`there is no benchmark '${name}'; known: ${BENCHES.join(', ')}`);
    process.exit(2);
  }
  console.log(`# ${name}`);
  const { run } = await import(`./${name}.mjs`);
  await run();
}
