import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { type Language, messageText } from '../i18n/index.ts';

type Issue = z.core.$ZodIssue;

/** A request that doesn't fit its schema. */
export class InvalidRequest extends Error {
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    super('the request does not fit its schema');
    this.name = 'InvalidRequest';
    this.issues = issues;
  }
}

/** Checks requests with their zod schema; the texts are made later, when the caller's language is known. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema }) => {
  return (data) => {
    const parsed = z.safeParse(schema, data ?? {}, { reportInput: true });
    return parsed.success ? { value: parsed.data } : { error: new InvalidRequest(parsed.error.issues) };
  };
};

/** Field name -> what is wrong with it. */
export function fieldErrors(issues: Issue[], language: Language): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const issue of issues) {
    const field = issue.path.join('.') || 'body';
    fields[field] = [...(fields[field] ?? []), issueText(issue, field, language)];
  }
  return fields;
}

function issueText(issue: Issue, field: string, language: Language): string {
  if (issue.code === 'too_small' && issue.input && Number(issue.minimum) > 1)
    return messageText(language, 'field_too_short', { field, minimum: issue.minimum });
  if (issue.code === 'too_small' && issue.origin === 'number') {
    return messageText(language, 'field_too_small', { field, minimum: issue.minimum });
  }
  const isMissing = issue.input === undefined || issue.input === null || issue.code === 'too_small';
  if (isMissing) return messageText(language, 'field_required', { field });
  if (issue.code === 'invalid_type')
    return messageText(language, 'field_wrong_type', { field, expected: issue.expected });
  if (issue.code === 'too_big') return messageText(language, 'field_too_long', { field, maximum: issue.maximum });
  if (issue.code === 'invalid_value') {
    const values = issue.values.filter((value) => value !== '').join(', ');
    return messageText(language, 'field_not_allowed', { field, values });
  }
  return messageText(language, 'field_wrong_format', { field });
}
