import { createHash } from 'node:crypto';
import type { ErrorCode } from '@grabber/contract';
import { errorText } from '../../i18n/index.ts';
import { engineStatusOf, engineTextOf } from '../engine-contract/failures.ts';
import { statusByCode } from '../status.ts';

type Contract = 'Failure' | 'EngineFailure';
type Schema = Record<string, unknown>;

/** The route, as far as it tells what can go wrong. */
export type RouteFacts = { method: string; url: string; scope: string; hasBody: boolean; hasQuery: boolean };

/** What can go wrong on every route of its kind. */
export function usualErrors({ method, url, scope, hasBody, hasQuery }: RouteFacts): ErrorCode[] {
  const codes: ErrorCode[] = ['malformed_request', 'request_timeout', 'uri_too_long', 'rate_limited'];
  codes.push('headers_too_large', 'cross_site', 'internal');
  if (scope !== 'public') codes.push('unauthorized', 'forbidden');
  if (/:session_?id/i.test(url)) codes.push('session_not_found');
  if (hasBody || method !== 'GET') codes.push('payload_too_large', 'unsupported_media_type');
  if (hasBody || hasQuery) codes.push('validation_failed');
  if (method === 'POST' && scope !== 'public')
    codes.push('idempotency_key_reused', 'idempotency_in_progress', 'already_done');
  return codes;
}

/** Failure responses by status, as references; the responses themselves are added to `shared`. */
export function failureResponses(
  url: string,
  codes: ErrorCode[],
  shared: Record<string, Schema>,
): Record<string, Schema> {
  const contract: Contract = url.startsWith('/sessions') ? 'EngineFailure' : 'Failure';
  const statusOf = contract === 'Failure' ? (code: ErrorCode) => statusByCode[code] : engineStatusOf;
  const byStatus = Map.groupBy(new Set(codes), statusOf);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, group]) => {
        const name = nameOf(contract, status, group);
        shared[name] ??= response(contract, status, group);
        return [String(status), { $ref: `#/components/responses/${name}` }];
      }),
  );
}

function response(contract: Contract, status: number, codes: ErrorCode[]): Schema {
  const examples = codes.map((code) => [code, { value: exampleOf(contract, code) }]);
  const retry = [409, 429, 503].includes(status) ? { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } : {};
  return {
    description: codes.map((code) => `\`${code}\`: ${errorText('en', code)}`).join('\n\n'),
    headers: { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...retry },
    content: {
      'application/json': {
        schema: { $ref: `#/components/schemas/${contract}` },
        examples: Object.fromEntries(examples),
      },
    },
  };
}

function exampleOf(contract: Contract, code: ErrorCode): Schema {
  if (contract === 'EngineFailure') return { success: false, error: engineTextOf(code), code };
  const text = errorText('id', code);
  const failure = { success: false, message: text, error: text, code, details: {}, request_id: 'b0f5c2d4' };
  return code === 'validation_failed' ? { ...failure, errors: { name: ['Kolom name wajib diisi.'] } } : failure;
}

/** One code names itself; several get a short digest, so that the name stays as long as the group. */
function nameOf(contract: Contract, status: number, codes: ErrorCode[]): string {
  const [only = '', ...more] = codes.toSorted();
  const digest = createHash('sha1').update(codes.toSorted().join()).digest('hex').slice(0, 6);
  return `${contract}-${status}-${more.length === 0 ? only : digest}`;
}
