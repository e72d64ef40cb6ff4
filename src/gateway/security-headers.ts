import type { Catalog } from '../wire/catalog.ts';

/**
 * Headers of every answer to one role. The content security policy is the one of the design; the origins of the services
 * that the role's catalog names (basemaps, further tilesets) are added, and nothing else is ever reached.
 */
export function securityHeaders(
  catalog: Pick<Catalog, 'basemaps' | 'tilesets'>,
  parents: readonly string[] = [],
): Readonly<Record<string, string>> {
  const services = [...new Set([...catalog.basemaps, ...catalog.tilesets].flatMap((entry) => originsOf(entry.url)))];
  const more = services.map((origin) => ` ${origin}`).join('');
  return {
    'Content-Security-Policy': [
      "default-src 'self'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self' blob:",
      `img-src 'self' data: blob:${more}`,
      "style-src 'self' 'unsafe-inline'",
      // Only `parents` may show the page inside theirs: a stranger's frame could have a visitor click what is not seen.
      `frame-ancestors ${["'self'", ...parents].join(' ')}`,
      // 'self' covers the page's own socket; images of services are fetched, then decoded off the main thread.
      ...(more ? [`connect-src 'self'${more}`] : []),
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  };
}

/** Origin of an absolute address; `t{s}.example.cn` in a template stands for any subdomain of `example.cn`. */
function originsOf(url: string): string[] {
  const match = /^(https?:)\/\/([^/?#]+)/.exec(url);
  if (!match) return [];
  const host = match[2]!.replace(/\{[^}]*\}/g, '*').replace(/^[^.]*\*[^.]*\./, '*.');
  return /^[A-Za-z0-9.*:_-]+$/.test(host) ? [`${match[1]}//${host}`] : [];
}
