// Writes the JSON Schemas of the config and of the report from those that the program itself uses.
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../dist/grading/config/schema.js';
import { reportJsonSchema } from '../dist/grading/report/schema.js';

const write = (path, schema) => writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
write('grading.schema.json', configJsonSchema());
write('report.schema.json', reportJsonSchema());
