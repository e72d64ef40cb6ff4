/** Value of the cookie `name` in a Cookie header. */
export function cookieOf(header: unknown, name: string): string | undefined {
  for (const part of String(header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

export interface CookieOptions {
  /** Seconds; 0 deletes the cookie. */
  readonly maxAge: number;
  /** Behind TLS: the browser never sends it in the clear. */
  readonly secure: boolean;
  readonly sameSite?: 'Strict' | 'Lax';
  readonly path?: string;
}

/** A Set-Cookie header that no script can read. */
export function setCookie(name: string, value: string, options: CookieOptions): string {
  const { maxAge, secure, sameSite = 'Strict', path = '/' } = options;
  return `${name}=${value}; Path=${path}; HttpOnly; SameSite=${sameSite}; Max-Age=${maxAge}${secure ? '; Secure' : ''}`;
}

/** Whether the browser reached us by TLS, itself or through a proxy that says so. A liar only makes its own cookie stricter. */
export function isBehindTls(headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  return (
    /^https\b/.test(String(headers['x-forwarded-proto'] ?? '')) || /proto=https\b/.test(String(headers.forwarded ?? ''))
  );
}
