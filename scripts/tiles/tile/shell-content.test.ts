import { gzipSync } from 'node:zlib';
import { NodeIO, type Primitive } from '@gltf-transform/core';
import { EXTMeshoptCompression } from '@gltf-transform/extensions';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawnShell } from '../../../src/domain/building-shell.ts';
import { localFrame, toGeographic } from '../../../src/domain/geo/local-frame.ts';
import { seededRandom } from '../../../src/domain/random.ts';
import type { BuildingFeature } from '../feature.ts';
import { buildingShell, buildingSurface } from '../model/building-surface.ts';
import { eastNorthUp, type Matrix4, multiply, toEarthCentred, transformPoint } from './ellipsoid.ts';
import { encoderReady } from './glb.ts';
import { meshContent } from './mesh-content.ts';
import { alignmentsOf, wayOfWalls } from './orientation.ts';
import { shellContent } from './shell-content.ts';

const CITY = eastNorthUp(116.6, 35.41);
const Z_UP = [1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1];
const ROOFS = ['flat', 'gabled', 'hipped', 'pyramidal'] as const;

/** Turns of the houses, radians. */
const TURNS = [0.1, 1.2];

/** Houses of all roofs within `degrees`, along two ways; one has a corner more than the others where they are not all `alike`. */
function town(degrees: number, alike = true): BuildingFeature[] {
  const random = seededRandom(5);
  return Array.from({ length: 150 }, (_, row) => {
    const [x, y] = [116.63 + degrees * random(), 35.44 + degrees * random()];
    const size = 10 + 20 * random();
    const turn = TURNS[row % 3 === 0 ? 0 : 1] as number;
    const [u, v] = [size * Math.cos(turn), size * Math.sin(turn)];
    const frame = localFrame(x, y);
    const more = !alike && row === 8 ? [[u / 2, v / 2] as const] : [];
    const ring = [[0, 0] as const, ...more, [u, v] as const, [u - v, v + u] as const, [-v, u] as const].map(
      ([east, north]) => toGeographic(frame, east, north),
    );
    const roof = ROOFS[row % 4] as (typeof ROOFS)[number];
    const part = { rings: [ring], base: 40, top: 45 + 100 * random(), roof, roofHeight: 3 };
    return { kind: 'building', id: `b${row}`, use: 'residential', storeys: null, year: null, parts: [part] };
  });
}

/** The houses in the order of the rows. */
function byWay(members: readonly BuildingFeature[]) {
  const ways = alignmentsOf(members.map(wayOfWalls), 0.001);
  return {
    ways: ways.map(({ turn, members: places }) => ({
      turn,
      shells: places.map((i) => buildingShell(members[i] as BuildingFeature)),
    })),
    ordered: ways.flatMap((way) => way.members.map((i) => members[i] as BuildingFeature)),
  };
}

function packed(members: readonly BuildingFeature[], columns: Record<string, readonly number[]>) {
  return shellContent(
    {
      ways: byWay(members).ways,
      table: { class: 'building', count: members.length, columns },
      descriptions: Object.fromEntries(Object.keys(columns).map((key) => [key, key])),
      baseColor: [1, 1, 1],
    },
    CITY,
  );
}

/** The content as a reader that knows nothing of shells places it, and its points east, up and south of its middle. */
async function decoded(glb: Uint8Array) {
  const io = new NodeIO()
    .registerExtensions([EXTMeshoptCompression])
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const document = await io.readBinary(glb);
  const nodes = document.getRoot().listNodes();
  const primitives = nodes.map((node) => node.getMesh()?.listPrimitives()[0] as Primitive);
  const [first] = primitives as [Primitive];
  const middle = nodes[0]?.getWorldTranslation() ?? [];
  const stored = first.getAttribute('POSITION')?.getArray() as Float32Array;
  const positions = new Float32Array(stored.length);
  const earth: [number, number, number][] = [];
  const indices: number[] = [];
  primitives.forEach((primitive, i) => {
    const world = nodes[i]?.getWorldMatrix() as Matrix4;
    for (const point of primitive.getIndices()?.getArray() ?? []) {
      const spot = [0, 1, 2].map((axis) => stored[3 * point + axis]) as [number, number, number];
      transformPoint(world, ...spot).forEach((value, axis) => {
        positions[3 * point + axis] = value - (middle[axis] as number);
      });
      earth[point] = transformPoint(multiply(multiply(CITY, Z_UP), world), ...spot);
      indices.push(point);
    }
  });
  const { corners } = first.getExtras() as { corners: number };
  return { primitives, mesh: { corners, positions, indices }, pointAt: (point: number) => earth[point] ?? [] };
}

function jsonOf(glb: Uint8Array) {
  const view = new DataView(glb.buffer);
  const length = view.getUint32(12, true);
  return { json: JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + length))), view, start: 28 + length };
}

describe('shellContent', () => {
  beforeAll(async () => {
    await encoderReady;
    await MeshoptDecoder.ready;
  });

  it.each([
    ['a leaf', 0.005, true],
    ['a leaf of unlike houses', 0.005, false],
    ['a wide tile', 0.08, true],
  ])(
    'comes back as the surfaces that it was made from, each vertex within 1 cm along each axis: %s',
    async (_, degrees, alike) => {
      const members = town(degrees, alike);
      const { mesh, pointAt, primitives } = await decoded(packed(members, { seed: members.map((_, i) => i) }).glb);
      expect(primitives).toHaveLength(TURNS.length);
      const drawn = drawnShell(mesh);
      const ids = primitives[0]?.getAttribute('_FEATURE_ID_0');
      const surfaces = byWay(members).ordered.map(buildingSurface);
      // Of each row its vertices come in their order; walls of all rows come before roofs.
      const next = surfaces.map(() => 0);
      let worst = 0;
      drawn.from.forEach((point, vertex) => {
        const row = ids?.getScalar(point) as number;
        const { positions, normals, facade = [] } = surfaces[row] as (typeof surfaces)[number];
        const i = next[row] as number;
        next[row] = i + 3;
        const truth = toEarthCentred(...(positions.slice(i, i + 3) as [number, number, number]));
        const spot = pointAt(point);
        worst = Math.max(worst, Math.hypot(...spot.map((value, axis) => value - (truth[axis] as number))));
        // The frame of a wide content is turned against a building's own by a tenth of a degree.
        const dot =
          drawn.normals[3 * vertex]! * normals[i]! +
          drawn.normals[3 * vertex + 1]! * normals[i + 2]! -
          drawn.normals[3 * vertex + 2]! * normals[i + 1]!;
        expect(dot).toBeGreaterThan(0.9999);
        for (const k of [0, 1])
          expect(Math.abs(drawn.places[2 * vertex + k]! - facade[(2 * i) / 3 + k]!)).toBeLessThan(0.25);
      });
      expect(next).toEqual(surfaces.map(({ positions }) => positions.length));
      expect(worst).toBeLessThan(0.01 * Math.sqrt(3));
      expect(worst).toBeGreaterThan(0);
    },
  );

  it('stores each property as narrow as its numbers, one value of all in the schema alone', () => {
    const members = town(0.005);
    const columns = {
      height: members.map((_, i) => 12.34 + i),
      base: members.map((_, i) => 3.2 + i),
      use: members.map(() => 1),
      storeys: members.map((_, i) => i % 30),
      year: members.map((_, i) => 1900 + i),
      far: members.map((_, i) => 0.5 + 1000 * i),
      seed: members.map(() => 7),
    };
    const { json, view, start } = jsonOf(packed(members, columns).glb);
    const { schema, propertyTables } = json.extensions.EXT_structural_metadata;
    const { properties } = schema.classes.building;
    expect(properties.use).toMatchObject({ componentType: 'FLOAT32', required: false, default: 1 });
    expect(Object.keys(propertyTables[0].properties)).toEqual(['height', 'base', 'storeys', 'year', 'far', 'seed']);
    expect(Object.values<{ componentType: string }>(properties).map((each) => each.componentType)).toEqual([
      'UINT16',
      'UINT16',
      'FLOAT32',
      'UINT8',
      'UINT16',
      'FLOAT32',
      'UINT8',
    ]);
    const { offset, scale, normalized } = properties.height;
    expect(normalized).toBe(true);
    const at = start + json.bufferViews[propertyTables[0].properties.height.values].byteOffset;
    expect(at % 8).toBe(0);
    expect((view.getUint16(at + 2 * 77, true) / 65_535) * scale + offset).toBeCloseTo(89.34, 4);
    // Tenths of a metre stay such.
    expect(properties.base).toMatchObject({ normalized: true, offset: 3, scale: 6553.5 });
  });

  it('takes less in frames along the walls than in one frame', () => {
    const members = town(0.005, false).map((building) => ({
      ...building,
      parts: building.parts.map((part) => ({ ...part, roof: 'flat' as const })),
    }));
    const columns = { seed: members.map((_, i) => i) };
    const bytes = (glb: Uint8Array): number => gzipSync(glb, { level: 9 }).length;
    const one = shellContent(
      {
        ways: [{ turn: 0, shells: members.map(buildingShell) }],
        table: { class: 'building', count: members.length, columns },
        descriptions: { seed: 'seed' },
        baseColor: [1, 1, 1],
      },
      CITY,
    );
    expect(bytes(packed(members, columns).glb)).toBeLessThan(0.95 * bytes(one.glb));
  });

  it('has neither normals nor façade places, and less than half the bytes of the mesh with them', () => {
    const members = town(0.005);
    const columns = { seed: members.map((_, i) => i) };
    const { glb } = packed(members, columns);
    expect(Object.keys(jsonOf(glb).json.meshes[0].primitives[0].attributes)).toEqual(['POSITION', '_FEATURE_ID_0']);
    // The scene looks no farther for what says that it is one of these (src/scene/glb.ts).
    expect(new TextDecoder().decode(glb.subarray(20, 2068))).toContain('"extras":{"corners":');
    const whole = meshContent(
      {
        features: members.map((building, row) => ({ surface: buildingSurface(building), row })),
        table: { class: 'building', count: members.length, columns },
        descriptions: { seed: 'seed' },
        baseColor: [1, 1, 1],
      },
      CITY,
    );
    expect(glb.length).toBeLessThan(whole.glb.length / 2);
  });
});
