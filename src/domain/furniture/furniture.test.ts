import { describe, expect, it } from 'vitest';
import { LAYERS } from '../layers/table.ts';
import { MOUNT_WORDS, type Mount, type MountKind } from '../mount.ts';
import { POLE_CLASSES } from '../pole-class.ts';
import { buildBillboard } from './billboard.ts';
import { buildCableStayedBridge, buildGirderBridge, FLAGSHIP, staysOf } from './bridges.ts';
import { type Mesh, ROLE_EMITTER, ROLE_LATE_LEAF, ROLE_LEAF, ROLE_PLAIN, ROLE_STATUS } from './mesh.ts';
import { buildModel, MODEL_NAMES, modelSize } from './model.ts';
import { buildPole } from './pole.ts';
import { buildTree, TREE_SPECIES } from './tree.ts';

const models = MODEL_NAMES.map((name) => [name, buildModel(name)] as const);
const kinds = Object.keys(MOUNT_WORDS) as MountKind[];

/** Triangles by kind: 1.4 km of street, 1400 lamps, 900 poles and 300 billboards, stay within 2 M vertices. */
const BUDGET: Readonly<Record<string, number>> = {
  lamp: 500,
  pole: 820,
  'pole-multi-function': 1550,
  billboard: 1300,
  tree: 120,
  bridge: 12_000,
  pump: 4000,
};

describe.each(models)('model %s', (name, mesh) => {
  it('is a sound mesh', () => soundMesh(mesh));

  it('is closed, but for paint', () => {
    expect(openEdges(mesh)).toBe(0);
  });

  it('stands on its origin and is as high as its size says', () => {
    const { low, high } = bounds(mesh);
    const size = modelSize(name);
    if (name.startsWith('bridge')) return void expect(high[2]).toBeGreaterThanOrEqual(size.height - 0.1);
    expect(low[2]).toBeCloseTo(0, 1);
    expect(high[2]).toBeCloseTo((size.bottom ?? 0) + size.height, 2);
  });

  it('stays within its triangle budget', () => {
    const kind = name === 'pole-multi-function' ? name : (name.split('-')[0] ?? '');
    const budget = BUDGET[kind] ?? 350;
    expect(mesh.indices.length / 3).toBeLessThanOrEqual(budget);
  });
});

describe('models', () => {
  it('exist for every name that a layer uses', () => {
    const used = LAYERS.flatMap((layer) => Object.values(layer.symbology.model?.models ?? {}));
    expect(used.length).toBeGreaterThan(20);
    for (const name of used) expect(MODEL_NAMES).toContain(name);
  });

  it('name the models that exist when asked for another', () => {
    expect(() => buildModel('lamp-of-aladdin')).toThrow(/lamp-of-aladdin.*lamp-single-arm/);
  });

  it('take another height without changing the reach of their parts below it', () => {
    expect(bounds(buildModel('lamp-single-arm', { height: 8 })).high[2]).toBeCloseTo(8, 3);
    expect(bounds(buildModel('tree-willow', { height: 5, width: 4 })).high[2]).toBeCloseTo(5, 3);
  });

  it('light lamps and panels, and show status on poles and billboards but not on trees', () => {
    for (const [name, mesh] of models) {
      const roles = new Set(Array.from({ length: mesh.colors.length / 4 }, (_, i) => mesh.colors[4 * i + 3]));
      if (/^(lamp|billboard)/.test(name)) expect(roles, name).toContain(ROLE_EMITTER);
      if (/^(lamp|billboard)/.test(name)) expect(roles, name).toContain(ROLE_STATUS);
      if (/^bridge/.test(name)) expect([...roles], name).toEqual([ROLE_PLAIN]);
      if (/^tree/.test(name))
        for (const role of roles) expect([ROLE_PLAIN, ROLE_LEAF, ROLE_LATE_LEAF], name).toContain(role);
    }
  });
});

describe('buildPole', () => {
  it('makes every mount a closed part of its own height layer, whatever it is', () => {
    for (const detail of ['city', 'closeup'] as const)
      for (const kind of kinds)
        for (const height of [1.2, 3, 6, 9]) {
          const mesh = buildPole({ class: 'MF', height: 12, detail, mounts: [{ kind, height, azimuth: 40 }] });
          soundMesh(mesh);
          expect(openEdges(mesh), `${detail} ${kind} at ${height} m`).toBe(0);
          const part = mesh.parts.find((each) => each.name === 'mount-0');
          expect(part?.heightLayer).toBe({ 1.2: 1, 3: 2, 6: 3, 9: 4 }[height]);
        }
  });

  it('turns a mount by its azimuth against the heading of the pole', () => {
    const camera = (heading: number): number[] => {
      const mounts: Mount[] = [{ kind: 'camera', height: 4, azimuth: 90 }];
      return partCentre(buildPole({ class: 'CC', height: 6, heading, mounts }), 'mount-0');
    };
    expect(camera(0)[0]).toBeGreaterThan(0.3);
    expect(camera(90)[1]).toBeGreaterThan(0.3);
    expect(camera(180)[0]).toBeLessThan(-0.3);
  });

  it('hangs signals on an arm over the carriageway, clear of each other', () => {
    const signal: Mount = { kind: 'vehicle-signal', height: 6.2, azimuth: 270 };
    const mesh = buildPole({ class: 'TS', height: 7, mounts: [signal, { ...signal }] });
    const [outer, inner] = [partCentre(mesh, 'mount-0'), partCentre(mesh, 'mount-1')];
    expect(inner[1]).toBeGreaterThan(1.6);
    expect(outer[1]! - inner[1]!).toBeGreaterThan(1);
    const arm = partBounds(mesh, 'arm-6.2');
    expect(arm.high[1]).toBeGreaterThan(outer[1]!);
  });

  it('reaches exactly its height for every class', () => {
    for (const poleClass of POLE_CLASSES)
      expect(bounds(buildPole({ class: poleClass, height: 7.3, mounts: [] })).high[2]).toBeCloseTo(7.3, 3);
  });

  it('refuses a pole without height', () => {
    expect(() => buildPole({ class: 'LP', height: Number.NaN, mounts: [] })).toThrow(/NaN m/);
  });
});

describe('billboards and trees', () => {
  it('make the panel as wide and high as asked', () => {
    const mesh = buildBillboard({ type: 'roof', width: 11, height: 4, bottom: 2 });
    const panel = bounds(mesh);
    expect(panel.high[0] - panel.low[0]).toBeCloseTo(11, 0);
    expect(panel.high[2]).toBeCloseTo(6, 3);
  });

  it('keep crowns within their diameter', () => {
    for (const species of TREE_SPECIES) {
      const { low, high } = bounds(buildTree(species, 10, 6));
      expect(high[0] - low[0]).toBeLessThanOrEqual(6.01);
      expect(high[0] - low[0]).toBeGreaterThan(4.8);
    }
  });
});

describe('bridges', () => {
  it('give the flagship its published length, width and tower', () => {
    const { low, high } = bounds(buildCableStayedBridge(FLAGSHIP));
    expect(high[1] - low[1]).toBeCloseTo(1831, 0);
    expect(high[2]).toBeCloseTo(77, 3);
    const deck = partBounds(buildCableStayedBridge(FLAGSHIP), 'deck');
    expect(deck.high[0] - deck.low[0]).toBeCloseTo(40, 3);
    expect(deck.high[1] - deck.low[1]).toBeCloseTo(600, 3);
  });

  it('anchor no two stays at one point of the deck, and all of them on the main bridge', () => {
    const stays = [...staysOf(FLAGSHIP, -160), ...staysOf(FLAGSHIP, 160)];
    expect(stays).toHaveLength(104);
    expect(new Set(stays.map(([, deck]) => deck.join())).size).toBe(104);
    for (const [tower, deck] of stays) {
      expect(Math.abs(deck[1])).toBeLessThan(300);
      expect(tower[2]).toBeGreaterThan(deck[2]);
    }
  });

  it('stand a girder bridge on one pier more than it has spans', () => {
    const spec = { length: 120, spans: 4, width: 20, deckHeight: 3.9, approach: 60 };
    const four = buildGirderBridge(spec).parts.find((part) => part.name === 'piers')!.count;
    const five = buildGirderBridge({ ...spec, spans: 5 }).parts.find((part) => part.name === 'piers')!.count;
    expect(four / 5).toBe(five / 6);
  });

  it('refuse a tower below the deck', () => {
    expect(() => buildCableStayedBridge({ ...FLAGSHIP, towerHeight: 10 })).toThrow(/-2/);
  });
});

/** Unit normals that agree with the winding, indices in range, parts that cover every index once and in order. */
function soundMesh(mesh: Mesh): void {
  const vertices = mesh.positions.length / 3;
  expect(mesh.normals.length).toBe(3 * vertices);
  expect(mesh.colors.length).toBe(4 * vertices);
  let worst = 0;
  for (let i = 0; i < vertices; i++)
    worst = Math.max(worst, Math.abs(Math.hypot(...mesh.normals.subarray(3 * i, 3 * i + 3)) - 1));
  expect(worst).toBeLessThan(1e-5);
  expect(Math.max(...mesh.indices)).toBeLessThan(vertices);
  expect(mesh.positions.every(Number.isFinite)).toBe(true);
  let next = 0;
  for (const part of mesh.parts) {
    expect(part.start).toBe(next);
    next += part.count;
  }
  expect(next).toBe(mesh.indices.length);
  expect(againstWinding(mesh)).toBe(0);
}

function againstWinding(mesh: Mesh): number {
  let wrong = 0;
  const at = (array: Float32Array, i: number): number[] => [...array.subarray(3 * i, 3 * i + 3)];
  for (let i = 0; i < mesh.indices.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => at(mesh.positions, mesh.indices[i + k]!)) as [number[], number[], number[]];
    const [u, v] = [b.map((x, k) => x - a[k]!), c.map((x, k) => x - a[k]!)] as [number[], number[]];
    const n = [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
    const normals = [0, 1, 2].map((k) => at(mesh.normals, mesh.indices[i + k]!));
    const mean = [0, 1, 2].map((k) => normals[0]![k]! + normals[1]![k]! + normals[2]![k]!);
    if (n[0]! * mean[0]! + n[1]! * mean[1]! + n[2]! * mean[2]! < 0) wrong += 1;
  }
  return wrong;
}

/**
 * Directed edges, by position, whose reverse does not occur as often: 0 for closed, consistently wound solids. Pieces that
 * lie in one plane are paint on a face and may end in the open.
 */
function openEdges(mesh: Mesh): number {
  const key = (i: number): string =>
    [...mesh.positions.subarray(3 * i, 3 * i + 3)].map((x) => Math.round(x * 4000)).join();
  const keys = Array.from({ length: mesh.positions.length / 3 }, (_, i) => key(i));
  const parent = new Map<string, string>();
  const root = (at: string): string => {
    let top = at;
    while (parent.get(top) !== undefined && parent.get(top) !== top) top = parent.get(top)!;
    parent.set(at, top);
    return top;
  };
  for (let i = 0; i < mesh.indices.length; i += 3)
    for (const k of [1, 2]) parent.set(root(keys[mesh.indices[i]!]!), root(keys[mesh.indices[i + k]!]!));
  const normals = new Map<string, Set<string>>();
  for (const index of mesh.indices) {
    const normal = [...mesh.normals.subarray(3 * index, 3 * index + 3)].map((x) => Math.round(x * 100)).join();
    const piece = root(keys[index]!);
    normals.set(piece, (normals.get(piece) ?? new Set()).add(normal));
  }
  const edges = new Map<string, number>();
  for (let i = 0; i < mesh.indices.length; i += 3) {
    if (normals.get(root(keys[mesh.indices[i]!]!))!.size === 1) continue;
    for (let k = 0; k < 3; k++) {
      const [a, b] = [keys[mesh.indices[i + k]!]!, keys[mesh.indices[i + ((k + 1) % 3)]!]!];
      if (a === b) continue;
      edges.set(`${a}>${b}`, (edges.get(`${a}>${b}`) ?? 0) + 1);
      edges.set(`${b}>${a}`, (edges.get(`${b}>${a}`) ?? 0) - 1);
    }
  }
  return [...edges.values()].filter((balance) => balance !== 0).length;
}

interface Bounds {
  readonly low: [number, number, number];
  readonly high: [number, number, number];
}

function bounds(mesh: Mesh): Bounds {
  return boundsOf(mesh, 0, mesh.indices.length);
}

function partBounds(mesh: Mesh, name: string): Bounds {
  const part = mesh.parts.find((each) => each.name === name);
  if (!part) throw new Error(`no part ${name}: ${mesh.parts.map((each) => each.name).join()}`);
  return boundsOf(mesh, part.start, part.count);
}

function partCentre(mesh: Mesh, name: string): number[] {
  const { low, high } = partBounds(mesh, name);
  return low.map((x, k) => (x + high[k]!) / 2);
}

function boundsOf(mesh: Mesh, start: number, count: number): Bounds {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const index of mesh.indices.subarray(start, start + count))
    for (let k = 0; k < 3; k++) {
      low[k] = Math.min(low[k]!, mesh.positions[3 * index + k]!);
      high[k] = Math.max(high[k]!, mesh.positions[3 * index + k]!);
    }
  return { low, high };
}
