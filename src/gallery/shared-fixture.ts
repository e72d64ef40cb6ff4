import { HOUR, type Instant } from '../domain/clock.ts';
import type { OwnItem, SharedFrom } from '../domain/own-data.ts';
import { type SharedItem, tooLargeToShare } from '../domain/shared-data.ts';
import type { SharedPort } from '../state/shared-port.ts';

const by = (user: string, name: string, at: Instant): SharedFrom['by'] => ({ user, name, at, demo: true });

function itemsAt(now: Instant): readonly SharedItem[] {
  const one = { kind: 'geojson', datum: 'WGS-84', place: null, classification: 'internal' } as const;
  const checker = (at: Instant) => by('demo-checker', '演示校核员', at);
  return [
    { ...one, id: 'shared-1', name: '洸河路占道范围.geojson', bytes: 48_200, by: checker(now - HOUR) },
    {
      ...one,
      id: 'shared-2',
      name: '控规图则.kml',
      kind: 'kml',
      bytes: 612_000,
      by: by('demo-planner', '演示编制员', now - 5 * HOUR),
    },
    {
      ...one,
      id: 'shared-3',
      name: 'https://tiles.example.cn/street/tileset.json',
      kind: 'tiles',
      bytes: 44,
      classification: 'public',
      by: checker(now - 30 * HOUR),
    },
  ];
}

/** What a planner brought beside it: shared, of a colleague, of one who took it back, and too large to share. */
export function fixtureOwn(now: Instant): readonly OwnItem[] {
  const [first] = itemsAt(now);
  const one = { kind: 'csv', visible: true, datum: 'WGS-84', place: null } as const;
  const from = (each: SharedItem | undefined) => (each ? { from: { by: each.by, classification: 'internal' } } : {});
  return [
    { ...one, id: 'OWN-1', name: '控规图则.kml', kind: 'kml', count: 214, shared: 'shared-2' },
    {
      ...one,
      ...from(first),
      id: 'OWN-2',
      name: '洸河路占道范围.geojson',
      kind: 'geojson',
      count: 12,
      shared: 'shared-1',
    } as OwnItem,
    { ...one, ...from(first), id: 'OWN-3', name: '井盖核查.csv', count: 87, shared: 'shared-0' } as OwnItem,
    { ...one, id: 'OWN-4', name: '全城树木.csv', count: 412_000 },
  ];
}

/** What colleagues share at a gateway that is not there: the same every time, and nothing of it can be had. */
export function fixtureShared(now: Instant, none = false): SharedPort {
  const refused = { ok: false, status: 0, reason: { zh: '样例页没有网关。', en: 'A gallery page has no gateway.' } };
  return {
    list: async () => ({ ok: true, value: none ? [] : itemsAt(now) }),
    share: async () => ({
      ok: false,
      status: 413,
      reason: tooLargeToShare('全城树木.csv', 34_600_000) ?? refused.reason,
    }),
    add: async () => ({ ...refused, ok: false }),
    withdraw: async () => ({ ...refused, ok: false }),
  };
}
