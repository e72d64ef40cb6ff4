import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Catalog, parseCatalog } from '../wire/catalog.ts';
import { securityHeaders } from './security-headers.ts';
import { makeTestCity } from './test-city.ts';

const TITLE = { zh: '图', en: 'Map' };
const map = (id: string, url: string): Catalog['basemaps'][number] => ({ id, title: TITLE, type: 'xyz', url });

function policy(basemaps: Catalog['basemaps']): Map<string, string[]> {
  const header = securityHeaders({ basemaps, tilesets: [] })['Content-Security-Policy'] ?? '';
  return new Map(header.split('; ').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1)] as const));
}

it('opens the origins that the catalog names and no other', () => {
  const open = policy([
    map('a', 'https://maps.example.cn:8443/wmts?layer=1'),
    map('b', 'https://t{s}.tianditu.gov.cn/vec_w/wmts'),
    map('c', 'https://maps.example.cn:8443/other/{z}/{x}/{y}.png'),
    map('d', 'tiles/own/{z}/{x}/{y}.png'),
    map('e', 'https://bad.example.cn; script-src *'),
  ]);
  expect(open.get('connect-src')).toEqual(["'self'", 'https://maps.example.cn:8443', 'https://*.tianditu.gov.cn']);
  expect(open.get('img-src')).toEqual(["'self'", 'data:', 'blob:', ...(open.get('connect-src') ?? []).slice(1)]);
  expect(open.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(open.get('frame-ancestors')).toEqual(["'self'"]);
  expect(policy([map('d', 'tiles/own/{z}/{x}/{y}.png')]).has('connect-src')).toBe(false);
});

it('knows where 天地图 answers when the entry leaves it out', () => {
  const place = makeTestCity((catalog) => ({
    ...catalog,
    basemaps: [{ id: 'tdt', title: TITLE, type: 'tianditu', url: '', options: { key: 'secret' } }],
  }));
  const catalog = parseCatalog(JSON.parse(readFileSync(join(place.folder, 'catalog.json'), 'utf8')));
  place.remove();
  expect(policy(catalog.basemaps).get('connect-src')).toEqual(["'self'", 'https://*.tianditu.gov.cn']);
});
