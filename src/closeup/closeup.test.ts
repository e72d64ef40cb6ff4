import { describe, expect, it } from 'vitest';
import type { AssetTable, AttributeValue } from '../domain/asset.ts';
import type { FleetLayer } from '../domain/fleet.ts';
import { layerOf } from '../domain/layers/table.ts';
import { ObservationTable } from '../domain/observation-table.ts';
import { inColumns, inRows, type Placeable, type Placed } from './callout-layout.ts';
import { exhibitOf } from './closeup.ts';
import { readingsOf } from './reading.ts';
import { ageText, valueText } from './reading-text.ts';

const NOW = Date.UTC(2027, 2, 1);

/** One lamp with a power of 236 W observed `age` seconds before NOW. */
function lamp(age: number, quality: 'good' | 'suspect' = 'good'): FleetLayer {
  const definition = layerOf('lamp');
  const assets: AssetTable = {
    layer: 'lamp',
    count: 1,
    capacity: 1,
    ids: ['LP-1'],
    positions: Float64Array.of(116.59, 35.42, 0),
    headings: Float32Array.of(0),
    columns: { type: ['single-arm'], height: [10] },
    provenance: 'simulated',
  };
  const shown = new ObservationTable(
    'lamp',
    definition.properties.map((each) => each.key),
    1,
  );
  shown.write(0, 0, 236, NOW - age * 1000, quality);
  shown.write(2, 0, 3, NOW - age * 1000, quality);
  return { definition, assets, shown, source: 'simulated' };
}

describe('readingsOf', () => {
  it('judges value, status, age and liveness; what was never observed is neutral', () => {
    const [power, dim, fault] = readingsOf(lamp(60), 0, NOW);
    expect(power).toMatchObject({ value: 236, status: 'normal', liveness: 'live', ageSeconds: 60 });
    expect(dim).toMatchObject({ value: Number.NaN, status: 'normal', liveness: 'none' });
    expect(fault).toMatchObject({ value: 3, status: 'red' });
  });

  it('lets doubt in the source outrank the level, and hides what lies after now', () => {
    expect(readingsOf(lamp(60, 'suspect'), 0, NOW)[2]).toMatchObject({ status: 'quality' });
    expect(readingsOf(lamp(-60), 0, NOW)[2]).toMatchObject({ status: 'normal', liveness: 'none', value: Number.NaN });
  });

  it('is written with unit, state words and age', () => {
    const [power, dim, fault] = readingsOf(lamp(7300), 0, NOW);
    expect(valueText(power!, 'zh')).toBe('236 W');
    expect(valueText(dim!, 'en')).toBe('No observation');
    expect(valueText(fault!, 'zh')).toBe('漏电');
    expect(ageText(power!, 'zh')).toBe('迟到 2 小时前');
    expect(ageText(readingsOf(lamp(59), 0, NOW)[0]!, 'en')).toBe('59 s ago');
  });
});

describe('exhibitOf', () => {
  const show = (layer: string, attributes: Record<string, AttributeValue>) =>
    exhibitOf({
      definition: layerOf(layer),
      asset: { layer, slot: 0, id: 'x', position: [116, 35, 0], heading: 0, attributes },
      simulated: true,
    });

  it('writes each reading of an asset exactly once', () => {
    const cases = [
      show('pole', { class: 'MF', height: 12, mounts: 'luminaire:11:0|camera:6:90|cabinet:0.7:0' }),
      show('pole', { class: 'TG', height: 5, mounts: 'sign:4:90' }),
      show('lamp', { type: 'single-arm', height: 10, mounts: 'luminaire:10:0' }),
      show('lamp', { type: 'post-top', height: 4, mounts: null }),
      show('bridge', { type: 'cable-stayed', mainSpan: 320, towerHeight: 77, width: 40 }),
      show('bridge', { type: 'girder', mainSpan: 40, length: 160, width: 30 }),
      show('billboard', { type: 'roof', width: 12, height: 4, bottom: 20 }),
      show('waterlogging', {}),
    ];
    const layers = ['pole', 'pole', 'lamp', 'lamp', 'bridge', 'bridge', 'billboard', 'waterlogging'];
    for (const [i, exhibit] of cases.entries()) {
      const written = exhibit!.callouts.flatMap((callout) => callout.properties).sort();
      expect(written).toEqual(
        layerOf(layers[i]!)
          .properties.map((each) => each.key)
          .sort(),
      );
    }
  });

  it('gives every mount a label that moves with its own part', () => {
    const exhibit = show('pole', { class: 'CC', height: 6.5, mounts: 'camera:6:90|camera:6:270' })!;
    const names = exhibit.mesh.parts.map((part) => part.name);
    const mounts = exhibit.callouts.filter((callout) => callout.part?.startsWith('mount'));
    expect(mounts.map((callout) => callout.part)).toEqual(['mount-0', 'mount-1']);
    for (const callout of mounts) expect(names).toContain(callout.part);
    expect(mounts[0]!.anchor[0]).toBeGreaterThan(0);
    expect(mounts[1]!.anchor[0]).toBeLessThan(0);
  });

  it('falls back to the model of its type where mounts are withheld', () => {
    const exhibit = show('pole', { class: 'TS', height: 6.8 })!;
    expect(exhibit.gap).toBe(0);
    expect(exhibit.mesh.parts.map((part) => part.name)).toContain('mount-2');
  });

  it('has nothing to show of a line', () => {
    expect(show('greenway', {})).toBeNull();
  });

  it('pulls bridge and pump station apart by layer, each sensor with the layer that carries it', () => {
    for (const [exhibit, layers] of [
      [show('bridge', { type: 'cable-stayed', mainSpan: 320, towerHeight: 77, width: 40 })!, [1, 2, 3, 4]],
      [show('bridge', { type: 'girder', mainSpan: 40, length: 160, width: 30 })!, [1, 2]],
      [show('waterlogging', {})!, [1, 2, 3, 4]],
    ] as const) {
      expect(exhibit.gap).toBeGreaterThan(0);
      expect([...new Set(exhibit.mesh.parts.map((part) => part.heightLayer))].sort()).toEqual(layers);
      expect(exhibit.layers.map(({ layer }) => layer)).toEqual(layers.slice(1));
      for (const { part } of exhibit.callouts)
        if (part) expect(exhibit.mesh.parts.map(({ name }) => name)).toContain(part);
    }
    const stayed = show('bridge', { type: 'cable-stayed', mainSpan: 320, towerHeight: 77, width: 40 })!;
    const layerOfPart = (name: string) => stayed.mesh.parts.find((part) => part.name === name)?.heightLayer;
    expect(layerOfPart('sensor-cableForce')).toBe(layerOfPart('stays-north'));
    expect(layerOfPart('sensor-wind')).toBe(layerOfPart('tower-north'));
  });
});

describe('callout layout', () => {
  const labels: Placeable[] = Array.from({ length: 11 }, (_, i) => ({
    x: 300 + ((i * 37) % 90),
    y: 20 + ((i * 61) % 380),
    width: 90 + ((i * 13) % 40),
    height: i % 3 === 0 ? 34 : 18,
  }));

  it.each([
    ['columns', inColumns(labels, 640, 420, 8)],
    ['rows', inRows(labels, 900, 420, 8)],
  ] as const)('in %s keeps labels apart and inside', (name, placed) => {
    const width = name === 'rows' ? 900 : 640;
    for (const [i, a] of placed.entries()) {
      expect(a.left).toBeGreaterThanOrEqual(8);
      expect(a.left + labels[i]!.width).toBeLessThanOrEqual(width - 8);
      expect(a.top).toBeGreaterThanOrEqual(8);
      expect(a.top + labels[i]!.height).toBeLessThanOrEqual(412);
      for (const [j, b] of placed.entries()) if (j > i) expect(overlap(a, labels[i]!, b, labels[j]!)).toBe(false);
    }
  });

  it('puts a lone label at the height of its anchor', () => {
    const [only] = inColumns([{ x: 100, y: 200, width: 80, height: 20 }], 640, 420, 8);
    expect(only).toEqual({ left: 8, top: 190, tip: [88, 200] });
  });
});

function overlap(a: Placed, sizeA: Placeable, b: Placed, sizeB: Placeable): boolean {
  return (
    a.left < b.left + sizeB.width &&
    b.left < a.left + sizeA.width &&
    a.top < b.top + sizeB.height &&
    b.top < a.top + sizeA.height
  );
}

it('a bridge takes the marks of its transducers where its model reaches, a girder on its deck', () => {
  const pinAt = (attributes: Record<string, AttributeValue>) =>
    exhibitOf({
      definition: layerOf('bridge'),
      asset: { layer: 'bridge', slot: 0, id: 'x', position: [116, 35, 0], heading: 0, attributes },
      simulated: true,
    })?.pinAt;
  const flagship = pinAt({ type: 'cable-stayed', mainSpan: 320, towerHeight: 77, width: 40 });
  expect(flagship?.([19, 160, 75])).toEqual({ at: [19, 160, 75], part: 'tower-north' });
  expect(flagship?.([0, 400, 12])).toBeNull();
  const girder = pinAt({ type: 'girder', mainSpan: 40, length: 160, width: 30 });
  expect(girder?.([14, 20, 6.5])).toEqual({ at: [14, 20, 7], part: 'deck' });
});
