// Writes grading.schema.json from the schema that the program validates with, for editors.
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../dist/grading/config/schema.js';

writeFileSync('grading.schema.json', `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
