import type { Catalog } from '../wire/catalog.ts';

/**
 * Headers of every answer. The content security policy is the one of the design; services that the catalog names
 * (basemaps, further tilesets) are added by origin, so that nothing else is ever reached.
 */
export function securityHeaders(catalog: Catalog): Readonly<Record<string, string>> {
  const services = [...new Set([...catalog.basemaps, ...catalog.tilesets].flatMap((entry) => originsOf(entry.url)))];
  const more = services.length > 0 ? ` ${services.join(' ')}` : '';
  return {
    'Content-Security-Policy': [
      "default-src 'self'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self' blob:",
      `img-src 'self' data: blob:${more}`,
      "style-src 'self' 'unsafe-inline'",
      ...(more ? [`connect-src 'self' ws: wss:${more}`] : []),
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  };
}

/** Origin of an absolute address; `{s}` in a host stands for any subdomain (XYZ and WMTS templates). */
function originsOf(url: string): string[] {
  const match = /^(https?:)\/\/([^/?#]+)/.exec(url);
  if (!match) return [];
  const host = match[2]!.replace(/\{[^}]*\}/g, '*').replace(/^[^.]*\*[^.]*\./, '*.');
  return /^[A-Za-z0-9.*:_-]+$/.test(host) ? [`${match[1]}//${host}`] : [];
}
