import type { ErrorCode, GatewayProblem, StatusReason } from '@grabber/contract';
import type { indonesian } from './id.ts';

export type MessageKey = keyof typeof indonesian.messages;
export type CliKey = keyof typeof indonesian.cli;

/** Everything that a language must say; a missing text fails the type check. */
export type Texts = {
  errors: Record<ErrorCode, string>;
  reasons: Record<StatusReason, string>;
  gateway: Record<GatewayProblem, string>;
  messages: Record<MessageKey, string>;
  cli: Record<CliKey, string>;
};
