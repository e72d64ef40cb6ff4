import { describe, expect, it } from 'vitest';
import type { AssetTable } from '../../domain/asset.ts';
import { DAY } from '../../domain/clock.ts';
import { layerOf } from '../../domain/layers/table.ts';
import { compileScenario } from '../../scenario/compile.ts';
import { liftedPieces, type PlacedPiece, plannedPieces } from './planned-pieces.ts';

const NOW = Date.parse('2026-11-23T00:00:00+08:00');
const standing: AssetTable = {
  layer: 'pole',
  count: 2,
  capacity: 8,
  ids: ['old', 'stays'],
  positions: Float64Array.of(116.6, 35.4, 0, 116.6001, 35.4, 0),
  headings: Float32Array.of(0, 90),
  columns: { class: ['TG', 'TS'], height: [6, 7], mounts: ['sign:3:90', 'pedestrian-signal:2.5:0'] },
  provenance: 'illustrative',
};
const merge = (carrier: string, day: number) => ({
  op: 'merge',
  from: { layer: 'pole', id: 'old' },
  carrier: { layer: 'pole', id: carrier },
  mounts: ['sign:3:90'],
  migrated: day,
  day: day + 5,
});
const phase = (operations: unknown[]) => [{ id: 'P0', title: { zh: '', en: '' }, from: 0, to: 100, operations }];
const add = {
  op: 'add',
  day: 10,
  asset: {
    layer: 'pole',
    id: 'MF-1',
    position: [116.6002, 35.4, 0],
    heading: 180,
    attributes: { class: 'MF', height: 10, mounts: 'luminaire:10:180|sign:3:90' },
  },
};
const scenario = (
  attributes: Record<string, unknown> = add.asset.attributes,
  place: object = {},
  then: unknown[] = [merge('MF-1', 50)],
) =>
  compileScenario(
    {
      format: 'chengjing-scenario@1',
      id: 'test',
      title: { zh: '', en: '' },
      project: {},
      start: '2027-03-01',
      slices: ['T0', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6'].map((id, i) => ({
        id,
        title: { zh: id, en: id },
        day: i * 16,
      })),
      baseline: [{ layer: 'pole', ids: ['old', 'stays'] }],
      assumptions: [],
      alternatives: [
        { id: 'A', title: {}, summary: {}, phases: phase([merge('stays', 40)]) },
        {
          id: 'B',
          title: {},
          summary: {},
          phases: phase([{ ...add, asset: { ...add.asset, attributes, ...place } }, ...then]),
        },
      ],
    } as unknown as Parameters<typeof compileScenario>[0],
    new Map([['pole', standing]]),
    NOW,
    480,
  );

function pieces(compiled: ReturnType<typeof scenario>): Map<string, readonly PlacedPiece[]> {
  const table = compiled.assets.get('pole') as AssetTable;
  return new Map([...plannedPieces(layerOf('pole'), table, compiled)].map(([key, { placed }]) => [key, placed]));
}

describe('plannedPieces', () => {
  const compiled = scenario();
  const found = pieces(compiled);
  const [, A, B] = [0, 1, 2].map((index) => 1 << index) as [number, number, number];
  const named = (kind: string) => [...found].filter(([key]) => key.startsWith(kind)).flatMap(([, placed]) => placed);

  it('stands a carrier whole: its shaft, the lamp it comes with, the sign that it takes over', () => {
    expect(compiled.alternatives[2]?.validity.get('pole')?.from[2]).toBe(compiled.start + 10 * DAY);
    expect(named('shaft')).toMatchObject([{ slot: 2, yaw: 0, free: false }]);
    const [lamp] = named('luminaire');
    expect((lamp as PlacedPiece).always & B).toBe(B);
    expect((lamp as PlacedPiece).moved).toBe(0);
  });

  it('shows a sign from its day of service, on the carrier of each alternative', () => {
    const signs = named('sign|');
    const onCarrier = signs.find(({ slot }) => slot === 2) as PlacedPiece;
    expect([onCarrier.always & B, onCarrier.moved]).toEqual([0, B]);
    const onStanding = signs.find(({ slot }) => slot === 1) as PlacedPiece;
    expect([onStanding.always, onStanding.moved]).toEqual([0, A]);
  });

  it('draws of a standing pole only what it takes over', () => {
    expect(named('shaft').some(({ slot }) => slot === 1)).toBe(false);
    expect(named('pedestrian-signal')).toEqual([]);
  });

  it('shows a session that knows no mounts the typical model', () => {
    const { mounts: _, ...rest } = add.asset.attributes;
    const blind = { ...compiled.assets.get('pole'), columns: { class: ['TG', 'TS', 'MF'], height: [6, 7, 10] } };
    expect(rest).not.toHaveProperty('mounts');
    const groups = plannedPieces(layerOf('pole'), blind as AssetTable, compiled);
    expect([...groups.keys()]).toContain('pole-multi-function');
  });

  it('is the same wherever its poles stand and however they are turned: a move makes no draw anew', () => {
    const elsewhere = scenario(add.asset.attributes, { position: [116.6009, 35.4003, 0], heading: 77 });
    expect([...pieces(elsewhere)]).toEqual([...found]);
  });

  it('stands a pole that the plan moves with its own mounts and what it then takes over', () => {
    const moved = { op: 'move', target: { layer: 'pole', id: 'stays' }, to: [116.6005, 35.4], heading: 0, day: 20 };
    const twin = pieces(scenario(add.asset.attributes, {}, [moved, merge('stays.moved1', 50)]));
    const of = (kind: string) => [...twin].filter(([key]) => key.startsWith(kind)).flatMap(([, placed]) => placed);
    const slot = of('pedestrian-signal')[0]?.slot;
    expect(slot).toBeGreaterThanOrEqual(standing.count);
    expect(of('shaft').some((piece) => piece.slot === slot)).toBe(true);
    expect(of('sign|').find((piece) => piece.slot === slot)).toMatchObject({ always: 0, moved: B });
  });
});

describe('liftedPieces', () => {
  const compiled = scenario();
  const table = compiled.assets.get('pole') as AssetTable;
  const placedOf = (lifted: [number, string | null][]) =>
    new Map([...liftedPieces(table, new Map(lifted), compiled)].map(([key, { placed }]) => [key, placed]));
  const kinds = (of: ReturnType<typeof placedOf>) => [...of.keys()].map((key) => key.split('|')[0]).sort();

  it('is a standing pole whole: shaft, own mounts, and what the plan hangs on it', () => {
    expect(kinds(placedOf([[1, null]]))).toEqual(['pedestrian-signal', 'shaft', 'sign']);
  });

  it('has the mounts that a hand would give it', () => {
    const turned = placedOf([[2, 'luminaire:10:90']]);
    expect(kinds(turned)).toEqual(['luminaire', 'shaft']);
    expect([...turned].find(([key]) => key.startsWith('luminaire'))?.[1]).toMatchObject([{ yaw: 90, free: true }]);
  });

  it('is nothing of nothing, nor of a pole whose mounts nobody knows', () => {
    expect(placedOf([]).size).toBe(0);
    const blind = { ...table, columns: { ...table.columns, mounts: [null, null, null] } };
    expect(liftedPieces(blind, new Map([[0, null]]), compiled).size).toBe(0);
  });
});
