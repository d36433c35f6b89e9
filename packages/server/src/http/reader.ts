import type { Scope } from '@grabber/contract';
import type { FastifyRequest } from 'fastify';
import { hasScope, type Principal } from '../auth/index.ts';
import { AppError } from '../core/index.ts';
import { principalOf } from './access.ts';

/** How old a caller's rights may be while a stream runs. */
const checkEveryMs = 5_000;

/** Whoever reads a stream, with the rights that they have now. */
export type Reader = {
  principal(): Principal;
  /** False once their key or sign-in ended, or lost the scope. */
  mayRead(): Promise<boolean>;
};

/** The sender of a request as somebody who goes on reading. */
export function readerOf(request: FastifyRequest, scope: Scope): Reader {
  let principal = principalOf(request);
  let checkedAt = Date.now();
  return {
    principal: () => principal,
    async mayRead() {
      if (Date.now() - checkedAt < checkEveryMs) return true;
      checkedAt = Date.now();
      try {
        principal = await request.server.authenticate(request);
        return hasScope(principal, scope);
      } catch (error) {
        if (error instanceof AppError) return false;
        throw error;
      }
    },
  };
}
