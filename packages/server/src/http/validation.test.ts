import { bulkRequest, contactListQuery, newExport, settingsChange } from '@grabber/contract';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { fieldErrors, InvalidRequest, validatorCompiler } from './validation.ts';

function errorsOf(schema: z.ZodType, data: unknown) {
  const checked = validatorCompiler({ schema, method: 'POST', url: '/' })(data) as { error?: unknown };
  return checked.error instanceof InvalidRequest ? fieldErrors(checked.error.issues, 'en') : {};
}

const unknown = (field: string) => ({
  [field]: [`There is no field ${field}. Check its name in the documentation (/docs).`],
});
const selection = (query: unknown) => ({ action: { type: 'delete' }, selection: { query } });

describe('a field that does not exist is refused by its name: unheard, it would mean everybody', () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ['a filter in an address', contactListQuery, { country: 'ID' }, 'country'],
    ['the query of a bulk action', bulkRequest, selection({ country: 'ID' }), 'selection.query.country'],
    ['a query beside its place', bulkRequest, { ...selection({}), q: 'budi' }, 'q'],
    ['a mistyped export', newExport, { format: 'csv', qeury: { q: 'budi' } }, 'qeury'],
    ['a field that every object has', newExport, { format: 'csv', constructor: null }, 'constructor'],
    ['a setting', settingsChange, { retention: { change_days: 3 } }, 'retention.change_days'],
  ])('%s', (_, schema, data, field) => {
    expect(errorsOf(schema, data)).toEqual(unknown(field));
  });

  test('inside a condition', () => {
    const condition = { field: 'country', in: ['ID'], nott: true };
    const field = 'selection.query.filter.any.0.all.0.nott';
    expect(errorsOf(bulkRequest, selection({ filter: { any: [{ all: [condition] }] } }))).toEqual(unknown(field));
  });
});

test('of a choice between shapes the one that was nearly met is told', () => {
  const ids = { action: { type: 'delete' }, selection: { ids: [] } };
  expect(errorsOf(bulkRequest, ids)).toEqual({ 'selection.ids': ['The field selection.ids is required.'] });
});
