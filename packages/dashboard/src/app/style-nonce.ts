/** The nonce of this answer, without which the page's policy lets no script write a style element. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
