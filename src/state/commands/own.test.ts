import { beforeEach, expect, test } from 'vitest';
import type { OwnItem } from '../../domain/own-data.ts';
import type { CommandContext } from '../command.ts';
import { runCommand } from '../commands.ts';
import type { OwnInput } from '../own-port.ts';
import { DEFAULT_SESSION } from '../session.ts';
import { createSessionStore } from '../store.ts';

const item: OwnItem = {
  id: 'OWN-1',
  name: 'a.glb',
  kind: 'model',
  count: 1,
  visible: true,
  datum: 'WGS-84',
  place: null,
};
let added: OwnInput[];
let zoomed: string[];
let context: CommandContext;
const run = (id: string, argument?: unknown) => runCommand(context, id, argument);
const own = () => context.store.getState().own;

beforeEach(() => {
  [added, zoomed] = [[], []];
  context = {
    store: createSessionStore({ ...DEFAULT_SESSION, own: [item] }),
    layers: [],
    alternatives: () => undefined,
    assetLayer: () => undefined,
    basemaps: [],
    own: { add: (input) => added.push(input), zoom: (id) => zoomed.push(id) },
  };
});

test('a text, bytes or an address are handed on', () => {
  run('own.add', { name: 'a.csv', text: 'lon,lat\n1,2', datum: 'GCJ-02' });
  run('own.add', { name: 'b.glb', bytes: new Uint8Array(4), place: { longitude: 116, latitude: 35 } });
  run('own.add', { url: '/city/more/tileset.json' });
  expect(added.map((each) => ('url' in each ? each.url : [each.name, each.bytes.length, each.datum]))).toEqual([
    ['a.csv', 11, 'GCJ-02'],
    ['b.glb', 4, 'WGS-84'],
    '/city/more/tileset.json',
  ]);
  expect(added[1]).toMatchObject({ place: { longitude: 116, latitude: 35, height: 0, heading: 0 } });
});

test('it is hidden, moved, gone to, removed, and comes back by undo', () => {
  run('own.change', { id: 'OWN-1', visible: false, place: { longitude: 116, latitude: 35, height: 3, heading: 90 } });
  expect(own()[0]).toMatchObject({ visible: false, place: { height: 3 } });
  run('own.zoom', 'OWN-1');
  expect(zoomed).toEqual(['OWN-1']);
  run('own.remove', 'OWN-1');
  expect(own()).toEqual([]);
  run('undo');
  expect(own()).toHaveLength(1);
});

test('what cannot be is refused with its value', () => {
  expect(() => run('own.remove', 'OWN-2')).toThrow(/"OWN-2": there are OWN-1/);
  expect(() => run('own.add', { url: 'ftp://x/tileset.json' })).toThrow(/ftp:/);
  expect(() => run('own.add', { name: 'a.csv', text: '', datum: 'Beijing54' })).toThrow(
    /"Beijing54": expected one of 4326/,
  );
  expect(() => run('own.add', { name: 'a.csv' })).toThrow(/give \{name, text\}/);
  expect(() => run('own.change', { id: 'OWN-1', place: { longitude: 'x' } })).toThrow(/give \{longitude/);
});
