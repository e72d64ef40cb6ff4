import { HOUR } from '../domain/clock.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { SharedItem } from '../domain/shared-data.ts';
import type { SharedPort } from '../state/shared-port.ts';

/** What colleagues share at a gateway that is not there: the same every time, and nothing of it can be had. */
export function fixtureShared(now: number): SharedPort {
  const items: readonly SharedItem[] = [
    {
      id: 'shared-1',
      name: '洸河路占道范围.geojson',
      kind: 'geojson',
      datum: 'WGS-84',
      place: null,
      bytes: 48_200,
      by: { user: 'demo-planner', name: '编制演示', at: now - HOUR, demo: true },
    },
    {
      id: 'shared-2',
      name: 'https://tiles.example.cn/street/tileset.json',
      kind: 'tiles',
      datum: 'WGS-84',
      place: null,
      bytes: 44,
      by: { user: 'demo-checker', name: '校核演示', at: now - 30 * HOUR, demo: true },
    },
  ];
  const refused: Outcome<never> = {
    ok: false,
    status: 0,
    reason: { zh: '样例页没有网关。', en: 'A gallery page has no gateway.' },
  };
  return {
    list: async () => ({ ok: true, value: items }),
    share: async () => refused,
    add: async () => refused,
    withdraw: async () => refused,
  };
}
