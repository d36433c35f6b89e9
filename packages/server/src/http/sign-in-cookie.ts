import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const cookieName = 'grabber_sign_in';

/** Makes the cookie functions known to the app. */
export function acceptCookies(app: FastifyInstance): void {
  app.register(fastifyCookie);
}

/** The token of the caller's browser. Read from the header, since access is decided before any plugin's hook. */
export function signInTokenOf({ server, headers }: FastifyRequest): string | undefined {
  return headers.cookie ? server.parseCookie(headers.cookie)[cookieName] : undefined;
}

/** Gives the browser its token, out of reach of scripts and of other sites; marked as secure where the page came over TLS. */
export function setSignInCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  { token, expires_at }: { token: string; expires_at: string },
): void {
  reply.setCookie(cookieName, token, { ...options(request), expires: new Date(expires_at) });
}

export function clearSignInCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(cookieName, options(request));
}

function options({ protocol }: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: protocol === 'https' } as const;
}
