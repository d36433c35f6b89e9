import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { ErrorCode, Failure } from '@grabber/contract';
import { errorText, type Language } from '../i18n/index.ts';
import { statusByCode } from './status.ts';

const codeByNodeCode: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};

/** Answers what is not even HTTP, or came too slowly, as a failure like any other; there is no request that could say in which language. */
export function answerClientErrors(language: Language) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (socket.writable) socket.write(answerOf(codeByNodeCode[error.code ?? ''] ?? 'malformed_request', language));
    socket.destroy(error);
  };
}

function answerOf(code: ErrorCode, language: Language): string {
  const text = errorText(language, code);
  const failure: Failure = { success: false, message: text, error: text, code, details: {}, request_id: randomUUID() };
  const body = JSON.stringify(failure);
  const head = ['Connection: close', 'Content-Type: application/json; charset=utf-8', 'Cache-Control: no-store'];
  const status = `HTTP/1.1 ${statusByCode[code]} ${code}`;
  return `${[status, ...head, `Content-Length: ${Buffer.byteLength(body)}`].join('\r\n')}\r\n\r\n${body}`;
}
