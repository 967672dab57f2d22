import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { packagePath } from '../../../src/base/package-path.ts';
import { configJsonSchema } from '../../../src/grading/config/schema.ts';
import { reportJsonSchema } from '../../../src/grading/report/schema.ts';
import { NASTY } from './report/nasty-document.ts';

const written = (name: string) => JSON.parse(readFileSync(packagePath(name), 'utf8'));
const plain = (schema: object) => JSON.parse(JSON.stringify(schema));

it('grading.schema.json is what `npm run schema` writes', () => {
  expect(written('grading.schema.json')).toEqual(plain(configJsonSchema()));
});

it('report.schema.json is what `npm run schema` writes', () => {
  expect(written('report.schema.json')).toEqual(plain(reportJsonSchema()));
});

it('report.schema.json takes a report, and nothing that lacks a field or has another one', () => {
  const validate = new Ajv2020({ allErrors: true }).compile(written('report.schema.json'));
  expect(validate(plain(NASTY)) || validate.errors).toBe(true);
  expect(validate({ ...plain(NASTY), version: 2 })).toBe(false);
  expect(validate({ ...plain(NASTY), extra: 1 })).toBe(false);
  expect(validate({ ...plain(NASTY), summary: {} })).toBe(false);
});
