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
  // A map, since a caller may name a field `constructor`.
  const fields = new Map<string, string[]>();
  for (const issue of issues.flatMap(nearest)) {
    const places = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const place of places) {
      const field = place.join('.') || 'body';
      fields.set(field, [...(fields.get(field) ?? []), issueText(issue, field, language)]);
    }
  }
  return Object.fromEntries(fields);
}

/** Of a choice between shapes, what is wrong with the one that the request comes closest to. */
function nearest(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const [closest = []] = issue.errors.toSorted((one, other) => depthOf(other) - depthOf(one));
  return closest.flatMap((inner) => nearest({ ...inner, path: [...issue.path, ...inner.path] }));
}

function depthOf(issues: Issue[]): number {
  return Math.max(...issues.map(({ code, path }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));
}

function issueText(issue: Issue, field: string, language: Language): string {
  if (issue.code === 'unrecognized_keys') return messageText(language, 'field_unknown', { field });
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
