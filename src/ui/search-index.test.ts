import { describe, expect, it } from 'vitest';
import type { AssetTable } from '../domain/asset.ts';
import type { Fleet } from '../domain/fleet.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { MODE_LIST } from '../modes/table.ts';
import { COMMANDS } from '../state/commands.ts';
import { type SearchSpace, search } from './search-index.ts';

const NEAR = Date.UTC(2026, 6, 15, 2);

function space(): SearchSpace {
  const assets: AssetTable = {
    layer: 'bridge',
    count: 3,
    capacity: 3,
    ids: ['BR-1', 'BR-10', 'XBR-1'],
    positions: new Float64Array(9),
    headings: new Float32Array(3),
    columns: { name: ['如意洸府河大桥', '示意桥梁 2', null], code: ['3708110208', null, null] },
    provenance: 'illustrative',
  };
  const definition = layerOf('bridge');
  const fleet: Fleet = new Map([
    ['bridge', { definition, assets, shown: new ObservationTable('bridge', [], 3), source: 'simulated' }],
  ]);
  const catalog = {
    city: {
      id: 'jining',
      title: { zh: '济宁', en: 'Jining' },
      centre: [116.6, 35.4],
      bounds: [116.5, 35.3, 116.7, 35.5],
      timeZone: 'Asia/Shanghai',
      utcOffset: 480,
      mapApproval: null,
    },
    places: [
      { id: 't', title: { zh: '太白楼', en: 'Taibai Tower' }, position: [116.58, 35.4], provenance: 'published' },
    ],
    roads: [{ name: '洸河路', position: [116.59, 35.42], lengthMetres: 5300, provenance: 'illustrative' }],
  } as unknown as SearchSpace['catalog'];
  return { commands: COMMANDS, modes: MODE_LIST, catalog, fleet };
}

const found = (text: string) => search(space(), text, NEAR);

describe('search', () => {
  it('finds assets by name, id and code, the exact one first', () => {
    const ids = (text: string) => found(text).flatMap((hit) => (hit.kind === 'asset' ? hit.id : []));
    expect(ids('br-1')).toEqual(['BR-1', 'BR-10', 'XBR-1']);
    expect(ids('如意')).toEqual(['BR-1']);
    expect(ids('3708110208')).toEqual(['BR-1']);
  });

  it('finds the one that is meant among very many that hold the same letters, and each once', () => {
    const { fleet, ...rest } = space();
    const count = 20_000;
    const [bridges] = [...fleet.values()];
    const ids = Array.from({ length: count }, (_, slot) => `LP-${slot}`);
    const name = ids.map((_, slot) => `示意路灯 ${slot + 1}`);
    const layer = {
      ...bridges!,
      assets: { ...bridges!.assets, count, capacity: count, ids, columns: { name, code: ids.map((id) => `c${id}`) } },
    };
    const ask = (text: string) =>
      search({ ...rest, fleet: new Map([['lamp', layer]]) }, text, NEAR).flatMap((hit) =>
        hit.kind === 'asset' ? hit.id : [],
      );
    expect(ask('lp-1999').slice(0, 3)).toEqual(['LP-1999', 'LP-19990', 'LP-19991']);
    expect(ask('LP-19999')).toEqual(['LP-19999']);
    expect(ask('示意路灯 20000')).toEqual(['LP-19999']);
    expect(ask('illustrative lamp 19998')).toEqual(['LP-19997']);
    expect(ask('clp-8191')).toEqual(['LP-8191']);
    expect(ask('p-8192')).toEqual(['LP-8192']);
    expect(ask('999').slice(0, 4)).toEqual(['LP-998', 'LP-999', 'LP-1998', 'LP-1999']);
    expect(new Set(ask('l')).size).toBe(8);
    expect(ask('lp-20000')).toEqual([]);
  });

  it('finds places and roads in either language, layers, modes and commands by name', () => {
    expect(found('taibai').map((hit) => hit.kind)).toEqual(['place']);
    expect(found('洸河路').map((hit) => hit.kind)).toContain('road');
    expect(found('桥梁健康').map((hit) => hit.kind)).toContain('layer');
    expect(found('hall').map((hit) => hit.kind)).toContain('mode');
    expect(found('undo')).toContainEqual(expect.objectContaining({ kind: 'command', id: 'undo' }));
  });

  it('reads a time, offers commands on an empty text, nothing on nonsense', () => {
    expect(found('T3')[0]).toEqual({ kind: 'time', argument: 'T3' });
    expect(found('2027-03-01')[0]).toMatchObject({ kind: 'time' });
    expect(found('').every((hit) => hit.kind === 'command')).toBe(true);
    expect(found('').length).toBeGreaterThan(3);
    expect(found('qqqq')).toEqual([]);
  });
});
