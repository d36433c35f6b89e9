import { expect, test } from 'vitest';
import { z } from 'zod';
import * as contract from './index.ts';

const schemas = Object.entries<unknown>(contract).filter(
  (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
);

test.each(schemas)('%s can be described as JSON schema, both ways', (_name, schema) => {
  expect(z.toJSONSchema(schema, { io: 'input' })).toBeTypeOf('object');
  expect(z.toJSONSchema(schema, { io: 'output' })).toBeTypeOf('object');
});

test('each component has a name of its own', () => {
  const names = schemas.map(([, schema]) => schema.meta()?.id).filter((id) => id !== undefined);
  expect(names.length).toBeGreaterThan(30);
  expect(new Set(names).size).toBe(names.length);
});
