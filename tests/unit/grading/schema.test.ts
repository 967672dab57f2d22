import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packagePath } from '../../../src/base/package-path.ts';
import { configJsonSchema } from '../../../src/grading/config/schema.ts';

it('grading.schema.json is what `npm run schema` writes', () => {
  const written = readFileSync(packagePath('grading.schema.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
});
