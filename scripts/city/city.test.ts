import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Flatbush from 'flatbush';
import { beforeAll, describe, expect, it } from 'vitest';
import { distance, localFrame, toLocal } from '../../src/domain/geo/local-frame.ts';
import { SURVEY_ATTRIBUTES } from '../../src/domain/layers/survey-attributes.ts';
import { LAYERS, layerOf } from '../../src/domain/layers/table.ts';
import { parseMounts } from '../../src/domain/mount.ts';
import type { AreaFeature, AssetDraft, BuildingFeature, CityFeature, CitySource } from '../tiles/feature.ts';
import { readCityData } from './city-data.ts';
import { generateCity } from './generate.ts';
import { guangheProject } from './guanghe-project.ts';
import { boxOf, chainageOf, convexOverlap, distanceToLine, distanceToRing, inside, type Point } from './plane.ts';

const FOLDER = join(import.meta.dirname, '../../tiles/jining');
const frame = localFrame(116.595, 35.4105);
const local = ([longitude, latitude]: readonly [number, number, ...unknown[]]): Point =>
  toLocal(frame, longitude, latitude);

let city: CitySource;
let features: CityFeature[];
let buildings: BuildingFeature[];
let areas: AreaFeature[];
beforeAll(() => {
  city = generateCity(FOLDER);
  features = [...city.features];
  buildings = features.filter((f) => f.kind === 'building');
  areas = features.filter((f) => f.kind === 'area');
}, 90_000);

const of = (layer: string): AssetDraft[] => city.assets.filter((asset) => asset.layer === layer);

describe('what stands by the water', () => {
  it('has a pump station for each waterlogging point, dry, off the roads and clear of trees', () => {
    const data = readCityData(FOLDER);
    const pumps = features.filter((f) => f.kind === 'structure' && f.id.startsWith('S-PUMP-'));
    expect(pumps).toHaveLength(5);
    const trees = city.trees.map(({ position }) => local(position));
    for (const pump of pumps) {
      if (pump.kind !== 'structure') continue;
      const at = middleOf(pump.triangles);
      const [water] = data.rivers
        .map((river) => distanceToLine(at, river.axis) - river.width / 2)
        .sort((a, b) => a - b);
      expect(water, pump.id).toBeGreaterThan(2);
      expect(water, pump.id).toBeLessThan(20);
      for (const road of data.roads) expect(distanceToLine(at, road.axis), pump.id).toBeGreaterThan(40);
      expect(
        trees.some((tree) => Math.hypot(tree[0] - at[0], tree[1] - at[1]) < 8),
        pump.id,
      ).toBe(false);
    }
  });

  it('has old bridges across the canal, away from its roads', () => {
    const data = readCityData(FOLDER);
    const canal = data.rivers.find(({ name }) => name === '古运河')!;
    const old = features.filter((f) => f.kind === 'structure' && f.id.startsWith('S-CANAL-'));
    expect(old.length).toBeGreaterThanOrEqual(3);
    for (const bridge of old) {
      if (bridge.kind !== 'structure') continue;
      const at = middleOf(bridge.triangles);
      expect(distanceToLine(at, canal.axis), bridge.id).toBeLessThan(2);
      for (const road of data.roads) expect(distanceToLine(at, road.axis), bridge.id).toBeGreaterThan(60);
    }
  });
});

/** Middle of the box around triangles, in the plane. */
function middleOf(triangles: Float64Array): Point {
  const points: Point[] = [];
  for (let i = 0; i < triangles.length; i += 3) points.push(local([triangles[i]!, triangles[i + 1]!]));
  const { low, high } = { low: [Infinity, Infinity], high: [-Infinity, -Infinity] };
  for (const point of points)
    for (const k of [0, 1]) {
      low[k] = Math.min(low[k]!, point[k]!);
      high[k] = Math.max(high[k]!, point[k]!);
    }
  return [(low[0]! + high[0]!) / 2, (low[1]! + high[1]!) / 2];
}

describe('the city as a whole', () => {
  it('is large enough', () => {
    expect(buildings.length).toBeGreaterThanOrEqual(32_000);
    expect(of('lamp').length).toBeGreaterThanOrEqual(13_000);
    expect(of('billboard').length).toBeGreaterThanOrEqual(1500);
    expect(of('bridge')).toHaveLength(5);
    expect(of('waterlogging')).toHaveLength(5);
    expect(of('greenway').length).toBeGreaterThanOrEqual(20);
    expect(of('greenway').length).toBeLessThanOrEqual(40);
    expect(city.trees.length).toBeGreaterThan(20_000);
  });

  it('is the same every time', () => {
    const hash = (source: CitySource, all: readonly CityFeature[]) => {
      const sum = createHash('sha256');
      for (const f of all)
        sum.update(JSON.stringify(f.kind === 'structure' ? [f.id, f.color, Array.from(f.triangles)] : f));
      return sum.update(JSON.stringify([source.assets, source.trees, source.places, source.roads])).digest('hex');
    };
    const again = generateCity(FOLDER);
    expect(hash(again, [...again.features])).toBe(hash(city, features));
  }, 90_000);

  it('keeps within its frame', () => {
    const { bounds } = readCityData(FOLDER).file;
    for (const building of buildings)
      for (const [longitude, latitude] of building.parts[0]!.rings[0]!) {
        expect(longitude > bounds[0] && longitude < bounds[2] && latitude > bounds[1] && latitude < bounds[3]).toBe(
          true,
        );
      }
  });

  it('has the building stock of a northern prefecture city', () => {
    const share = (test: (b: BuildingFeature) => boolean) => buildings.filter(test).length / buildings.length;
    expect(share((b) => b.use === 'residential' && (b.storeys ?? 0) <= 2)).toBeGreaterThan(0.2);
    expect(share((b) => b.use === 'residential' && (b.storeys ?? 0) >= 4 && (b.storeys ?? 0) <= 7)).toBeGreaterThan(
      0.1,
    );
    expect(share((b) => (b.storeys ?? 0) >= 18)).toBeGreaterThan(0.05);
    expect(share((b) => b.use === 'industrial')).toBeGreaterThan(0.02);
    for (const building of buildings)
      for (const part of building.parts) expect(part.top).toBeGreaterThan(part.base + (part.roofHeight ?? 0));
  });

  it('turns slabs to the sun: rows of flats run within 25° of east–west', () => {
    const slabs = buildings.filter((b) => b.use === 'residential' && (b.storeys ?? 0) >= 4 && (b.storeys ?? 0) <= 7);
    for (const slab of slabs.slice(0, 2000)) {
      const [a, b] = slab.parts[0]!.rings[0]!.map(local) as [Point, Point];
      expect(Math.abs(Math.atan2(b[1] - a[1], b[0] - a[0]))).toBeLessThan(0.44);
    }
  });
});

describe('land', () => {
  const indexOf = (items: readonly (readonly Point[])[]): Flatbush => {
    const index = new Flatbush(items.length);
    for (const ring of items) {
      const box = boxOf(ring);
      index.add(box.minX, box.minY, box.maxX, box.maxY);
    }
    index.finish();
    return index;
  };

  it('has no building on a carriageway, on water, rail or in a park', () => {
    const hard = areas.filter((a) => ['carriageway', 'cycleway', 'water', 'rail', 'greenway'].includes(a.class));
    const rings = hard.map((a) => a.rings.map((ring) => ring.map(local)));
    const index = indexOf(rings.map(([outer]) => outer!));
    const wrong: string[] = [];
    for (let i = 0; i < buildings.length; i += 3) {
      for (const part of buildings[i]!.parts)
        for (const corner of part.rings[0]!.map(local))
          for (const hit of index.search(corner[0], corner[1], corner[0], corner[1]))
            if (inside(rings[hit]![0]!, corner))
              wrong.push(`${buildings[i]!.id} on ${hard[hit]!.id} ${hard[hit]!.class}`);
    }
    expect(wrong).toEqual([]);
  });

  it('has no lamp, pole or board where wheels roll', () => {
    const rings = areas.map((area) => area.rings.map((ring) => ring.map(local)));
    const index = indexOf(rings.map(([outer]) => outer!));
    const isIn = (i: number, at: Point) =>
      inside(rings[i]![0]!, at) && !rings[i]!.slice(1).some((hole) => inside(hole, at));
    const standing = ['lamp', 'pole', 'billboard', 'cabinet'].flatMap(of);
    const wrong = standing.flatMap(({ id, position }) => {
      const at = local(position);
      const [top] = index
        .search(at[0], at[1], at[0], at[1])
        .filter((i) => !['marking', 'crossing'].includes(areas[i]!.class) && isIn(i, at))
        .sort((i, j) => areas[j]!.height - areas[i]!.height);
      if (top === undefined || !['carriageway', 'cycleway'].includes(areas[top]!.class)) return [];
      const metres = distanceToRing(at, rings[top]![0]!);
      return metres > 0.3 ? [`${id}, ${metres.toFixed(1)} m from the kerb`] : [];
    });
    expect(standing.length).toBeGreaterThan(20_000);
    expect(wrong).toEqual([]);
  });

  it('has no two buildings in the same place', () => {
    const rings = buildings.map((b) => b.parts[0]!.rings[0]!.map(local));
    const index = indexOf(rings);
    const wrong: string[] = [];
    for (let i = 0; i < rings.length; i += 2) {
      const box = boxOf(rings[i]!);
      for (const j of index.search(box.minX, box.minY, box.maxX, box.maxY))
        if (j !== i && convexOverlap(rings[i]!, rings[j]!, -0.05))
          wrong.push(`${buildings[i]!.id} and ${buildings[j]!.id}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('named roads', () => {
  const mean = (name: string, axis: 0 | 1) => {
    const road = city.roads.find((each) => each.name === name)!;
    return road.axis.reduce((sum, point) => sum + point[axis], 0) / road.axis.length;
  };

  it('lie in their true order from north to south', () => {
    const names = [
      '任城大道',
      '金宇路',
      '吴泰闸路',
      '洸河路',
      '红星路',
      '太白楼路',
      '健康路',
      '车站东路',
      '香港路',
      '济宁大道',
    ];
    const latitudes = names.map((name) => mean(name, 1));
    expect(latitudes).toEqual([...latitudes].sort((a, b) => b - a));
  });

  it('lie in their true order from west to east', () => {
    const names = [
      '西外环',
      '济安桥路',
      '环城西路',
      '古槐路',
      '共青团路',
      '建设路',
      '琵琶山路',
      '科苑路',
      '火炬路',
      '同济路',
    ];
    const longitudes = names.map((name) => mean(name, 0));
    expect(longitudes).toEqual([...longitudes].sort((a, b) => a - b));
    expect(mean('运河路', 0)).toBeLessThan(mean('建设路', 0));
  });

  it('cross 洸河路 in their order', () => {
    const project = guangheProject(city);
    expect(project.junctions.map((each) => each.name.slice(3, -2))).toEqual([
      '济安桥路',
      '环城西路',
      '古槐路',
      '共青团路',
      '建设路',
      '琵琶山路',
      '科苑路',
      '火炬路',
    ]);
    expect(project.lengthMetres).toBeGreaterThan(5100);
    expect(project.lengthMetres).toBeLessThan(5500);
  });

  const anchors = join(import.meta.dirname, '../../../shared/data/jining/anchors_wgs84.json');
  it.skipIf(!existsSync(anchors))('pass their published anchors within the stated error', () => {
    const { roads, places } = JSON.parse(readFileSync(anchors, 'utf8')) as {
      roads: Record<string, { points: [number, number][]; error_m: number }>;
      places: Record<string, [number, number]>;
    };
    for (const [label, { points, error_m }] of Object.entries(roads)) {
      const axes = city.roads.filter((road) => label.includes(road.name)).map((road) => road.axis.map(local));
      expect(axes.length, label).toBeGreaterThan(0);
      for (const point of points)
        expect(Math.min(...axes.map((axis) => distanceToLine(local(point), axis))), `${label} ${point}`).toBeLessThan(
          error_m,
        );
    }
    for (const place of readCityData(FOLDER).landmarks) {
      const entry = Object.entries(places).find(([name]) => name.startsWith(place.name));
      if (entry)
        expect(distance(entry[1], city.places.find((p) => p.id === place.id)!.position), place.name).toBeLessThan(
          place.errorMetres + 1,
        );
    }
  });
});

describe('洸河路', () => {
  it('has every pole class at its density', () => {
    const project = guangheProject(city);
    const km = project.lengthMetres / 1000;
    const axis = project.axis.map(local);
    const ring = project.extent.map(local);
    const counts: Record<string, number> = {};
    for (const asset of city.assets) {
      if (!asset.id.startsWith('GH-')) continue;
      expect(asset.attributes.road).toBe('洸河路');
      expect(inside(ring, local(asset.position)) || distanceToLine(local(asset.position), axis) < 35.5, asset.id).toBe(
        true,
      );
      const kind = asset.layer === 'lamp' ? 'LP' : String(asset.attributes.class);
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    const ranges: Record<string, [number, number]> = {
      LP: [57, 66],
      TS: [8, 16],
      TG: [15, 30],
      CC: [10, 18],
      RN: [8, 12],
      WF: [4, 8],
      BS: [3.6, 4.6],
      CM: [2, 5],
      PW: [1, 25],
      EN: [1, 2],
      AD: [1, 20],
      OT: [2, 6],
    };
    for (const [kind, [low, high]] of Object.entries(ranges)) {
      expect(counts[kind]! / km, kind).toBeGreaterThanOrEqual(low);
      expect(counts[kind]! / km, kind).toBeLessThanOrEqual(high);
    }
    const all = Object.values(counts).reduce((a, b) => a + b) / km;
    expect(all).toBeGreaterThan(110);
    expect(all).toBeLessThan(190);
  });

  it('runs through two districts', () => {
    const districts = new Set(city.assets.filter((a) => a.id.startsWith('GH-')).map((a) => a.attributes.district));
    expect([...districts].sort()).toEqual(['任城区', '高新区']);
  });

  it('keeps poles off the wheels and lamps 25–35 m apart between junctions', () => {
    const project = guangheProject(city);
    const axis = project.axis.map(local);
    const lamps = of('lamp').filter((a) => a.id.startsWith('GH-'));
    const north = lamps.filter((a) => a.heading > 90 && a.heading < 270);
    const chainages = north.map((a) => chainageOf(axis, local(a.position))).sort((a, b) => a - b);
    const steps = chainages.slice(1).map((c, i) => c - chainages[i]!);
    expect(steps.filter((step) => step >= 22 && step <= 37).length / steps.length).toBeGreaterThan(0.8);
    for (const asset of city.assets) {
      if (!asset.id.startsWith('GH-') || asset.layer === 'billboard' || asset.layer === 'underground-line') continue;
      const offset = distanceToLine(local(asset.position), axis);
      expect(offset, asset.id).toBeGreaterThan(12.4);
    }
  });
});

describe('cabinets and lines of 洸河路', () => {
  const halfRedline = 27;
  const offsetOf = (asset: AssetDraft) =>
    distanceToLine(local(asset.position), city.roads.find(({ name }) => name === '洸河路')!.axis.map(local));

  it('stand on the footway, each with the part code of its kind and room around it', () => {
    const cabinets = of('cabinet');
    expect(new Set(cabinets.map(({ attributes }) => attributes.type))).toEqual(
      new Set(['signal', 'telecom', 'lighting', 'power', 'monitor']),
    );
    const codes: Record<string, string> = { signal: '0214', telecom: '0115', lighting: '2104', power: '0116' };
    const poles = [...of('pole'), ...of('lamp')].map(({ position }) => local(position));
    for (const cabinet of cabinets) {
      const offset = offsetOf(cabinet);
      expect(offset, cabinet.id).toBeGreaterThan(20);
      expect(offset, cabinet.id).toBeLessThan(halfRedline);
      const code = codes[String(cabinet.attributes.type)];
      if (code) expect(String(cabinet.attributes.code).slice(6, 10)).toBe(code);
      const [x, y] = local(cabinet.position);
      expect(Math.min(...poles.map((pole) => Math.hypot(pole[0] - x, pole[1] - y)))).toBeGreaterThan(1.4);
    }
  });

  it('hang from power pole to power pole, under one another and clear of the traffic', () => {
    const poles = of('pole').filter(({ attributes }) => attributes.class === 'PW');
    const lines = of('overhead-line');
    expect(new Set(lines.map(({ attributes }) => attributes.kind))).toEqual(new Set(['power', 'telecom', 'broadcast']));
    for (const { id, shape = [], position, attributes } of lines) {
      expect(shape.length, id).toBeGreaterThan(1);
      for (const [longitude, latitude] of shape)
        expect(
          poles.some(({ position: [x, y] }) => distance([x, y], [longitude, latitude]) < 0.1),
          id,
        ).toBe(true);
      expect(Number(attributes.clearance)).toBeGreaterThan(5);
      expect(Number(attributes.clearance)).toBeLessThan(position[2]);
      expect(position[2]).toBeLessThan(12);
    }
  });

  it('lie under the whole road, no two of them in one place', () => {
    const pipes = of('underground-line');
    const offsets = new Map<string, number>();
    for (const pipe of pipes) {
      expect(Math.abs(offsetOf(pipe)), pipe.id).toBeLessThan(halfRedline);
      expect(Number(pipe.attributes.depth)).toBeGreaterThan(0.5);
      const total = offsets.get(String(pipe.attributes.kind)) ?? 0;
      offsets.set(String(pipe.attributes.kind), total + Number(pipe.attributes.length));
    }
    for (const [kind, metres] of offsets) expect(metres, kind).toBeGreaterThan(5200);
    const middles = pipes.map(({ position }) => local(position));
    middles.forEach((a, i) => {
      for (const b of middles.slice(i + 1)) expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeGreaterThan(1.5);
    });
  });
});

describe('assets', () => {
  /** What a survey or the bureau's own grid tells of an asset; a drawn one has none of it. */
  const SURVEYED = [...SURVEY_ATTRIBUTES.map(({ key }) => key), 'busLines', 'grid'];
  const isDrawn = (layer: string, key: string) =>
    !SURVEYED.includes(key) || (layer === 'underground-line' && key === 'accuracy');

  it('have unique ids, only the attributes of their layer, and mounts that can be read', () => {
    expect(new Set(city.assets.map((a) => a.id)).size).toBe(city.assets.length);
    const keys = new Map(LAYERS.map((layer) => [layer.id, new Set(layer.attributes.map((each) => each.key))]));
    const wrong: string[] = [];
    for (const asset of city.assets) {
      if (!/^[A-Za-z0-9._-]{1,64}$/.test(asset.id)) wrong.push(asset.id);
      for (const key of Object.keys(asset.attributes))
        if (!keys.get(asset.layer)!.has(key)) wrong.push(`${asset.id}.${key}`);
      for (const key of keys.get(asset.layer)!)
        if (isDrawn(asset.layer, key) && !(key in asset.attributes)) wrong.push(`${asset.id} lacks ${key}`);
    }
    expect(wrong).toEqual([]);
    for (const asset of of('pole')) parseMounts(String(asset.attributes.mounts));
  });

  it('take enum values that their layer knows', () => {
    for (const id of ['lamp', 'pole', 'billboard', 'bridge', 'greenway', 'waterlogging', 'cabinet', 'overhead-line'])
      for (const attribute of layerOf(id).attributes) {
        if (attribute.type !== 'enum' || !isDrawn(id, attribute.key)) continue;
        const known = new Set(attribute.values!.map((each) => each.value));
        for (const asset of of(id)) expect(known.has(String(asset.attributes[attribute.key])), asset.id).toBe(true);
      }
  });

  it('lie in exactly one district and one street, whose code their part code begins with', () => {
    const { districts } = readCityData(FOLDER);
    const wrong: string[] = [];
    for (const asset of city.assets) {
      const at = local(asset.position);
      for (const level of ['district', 'subdistrict'] as const) {
        const holding = districts.filter((each) => each.level === level && inside(each.ring, at));
        if (holding.length !== 1 || holding[0]!.name !== asset.attributes[level]) wrong.push(`${asset.id} ${level}`);
        if (level === 'district' && !String(asset.attributes.code).startsWith(holding[0]!.code)) wrong.push(asset.id);
      }
      if (!/^\d{16}$/.test(String(asset.attributes.code))) wrong.push(`${asset.id} ${asset.attributes.code}`);
    }
    expect(wrong).toEqual([]);
    expect(new Set(city.assets.map((a) => a.attributes.code)).size).toBe(city.assets.length);
  });

  it('never borrow the name of a real place unless the work plan gives it', () => {
    const real = new RegExp(
      [...city.roads.map((r) => r.name), '洸府河', '古运河', '梁济运河', '太白', '济宁站', '越河'].join('|'),
    );
    const named = city.assets.filter((a) => real.test(String(a.attributes.name)));
    expect(named.map((a) => a.id).sort()).toEqual(['BR-01', 'WL-01']);
    for (const asset of city.assets)
      if (!named.includes(asset)) expect(String(asset.attributes.name)).toContain('示意');
    expect(of('bridge').find((a) => a.id === 'BR-01')!.attributes.note).toBe('尺寸据公开报道，名称对应待核');
  });

  it('hang billboards in the air and stand them on the ground', () => {
    for (const board of of('billboard')) {
      const { type } = board.attributes;
      const standing = ['column', 'light-box', 'bus-shelter', 'hoarding'].includes(String(type));
      expect(board.position[2] === 0, board.id).toBe(standing);
      expect(Number(board.attributes.width), board.id).toBeGreaterThan(1);
    }
  });

  it('give each feeder about as many lamps as a cabinet supplies', () => {
    const feeders = new Map<unknown, number>();
    for (const lamp of of('lamp')) feeders.set(lamp.attributes.feeder, (feeders.get(lamp.attributes.feeder) ?? 0) + 1);
    const sizes = [...feeders.values()];
    expect(Math.max(...sizes)).toBeLessThanOrEqual(45);
    expect(sizes.reduce((a, b) => a + b) / sizes.length).toBeGreaterThan(25);
  });

  it('give the flagship bridge its published size', () => {
    const bridge = of('bridge').find((a) => a.id === 'BR-01')!;
    const structure = features.find((f) => f.kind === 'structure' && f.asset?.id === 'BR-01');
    if (structure?.kind !== 'structure') throw new Error('BR-01 has no structure.');
    const xs: number[] = [];
    let top = 0;
    for (let i = 0; i < structure.triangles.length; i += 3) {
      xs.push(local([structure.triangles[i]!, structure.triangles[i + 1]!])[0]);
      top = Math.max(top, structure.triangles[i + 2]!);
    }
    const length = xs.reduce((a, b) => Math.max(a, b)) - xs.reduce((a, b) => Math.min(a, b));
    expect(Math.abs(length - Number(bridge.attributes.length))).toBeLessThan(3);
    expect(Math.abs(top - 77)).toBeLessThan(2.5);
  });
});
