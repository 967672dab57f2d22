// The first check of a fresh process: node bench/cold.mjs FILE, a history as JSON; prints milliseconds of processor time.
import { readFileSync } from 'node:fs';
import { casRegisterModel, checkOperations, kvModel } from '../dist/index.js';
import { processorTime } from './measure.mjs';

const { model, operations } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const start = processorTime();
checkOperations(model === 'kv' ? kvModel : casRegisterModel(null), operations, { diagnose: false });
console.log(processorTime() - start);
