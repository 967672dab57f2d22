/** Processor time of this process in milliseconds, compiler and garbage collector included. */
export function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}

const BATCH_MS = 5;

/** Median and best of several warm runs, in milliseconds of processor time; quick runs are measured in batches. */
export function measure(run, { warm = 40, warmMs = 300, runs = 15 } = {}) {
  const begin = processorTime();
  for (let i = 0; i < warm || processorTime() - begin < warmMs; i++) run();
  const times = [];
  for (let i = 0; i < runs; i++) {
    let batch = 0;
    const start = processorTime();
    let spent = 0;
    while (spent < BATCH_MS) {
      run();
      batch++;
      spent = processorTime() - start;
    }
    times.push(spent / batch);
  }
  times.sort((a, b) => a - b);
  return { median: times[runs >> 1], best: times[0] };
}

export function ms(value) {
  return value === undefined ? '–' : value.toFixed(value < 10 ? 3 : 0);
}

/** The slope of a straight line through the logarithms: 1 is linear growth, 2 quadratic. */
export function growthExponent(points) {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(time)]);
  const mean = (at) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

export function table(title, rows) {
  console.log(`\n${title}`);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const row of rows)
    console.log(`  ${row.map((cell, i) => String(cell)[i === 0 ? 'padEnd' : 'padStart'](widths[i])).join('  ')}`);
}
