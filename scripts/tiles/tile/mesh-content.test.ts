import { NodeIO } from '@gltf-transform/core';
import { EXTMeshoptCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/domain/random.ts';
import { buildingSurface } from '../model/building-surface.ts';
import { eastNorthUp, multiply, toEarthCentred, transformPoint } from './ellipsoid.ts';
import { encoderReady } from './glb.ts';
import { meshContent, type PackedContent } from './mesh-content.ts';

const CITY = eastNorthUp(116.6, 35.41);
const Z_UP = [1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1];

/** Some hundred houses within `degrees`, their true Earth-centred corners beside the packed content. */
function town(degrees: number, grid?: number): { packed: PackedContent; truth: number[][]; normals: number[][] } {
  const random = seededRandom(5);
  const truth: number[][] = [];
  const normals: number[][] = [];
  const features = Array.from({ length: 100 }, (_, row) => {
    const [x, y] = [116.63 + degrees * random(), 35.44 + degrees * random()];
    const size = 0.0001 + 0.0002 * random();
    const surface = buildingSurface({
      kind: 'building',
      id: `b${row}`,
      use: 'residential',
      storeys: null,
      year: null,
      parts: [
        {
          rings: [
            [
              [x, y],
              [x + size, y],
              [x + size, y + size],
              [x, y + size],
            ],
          ],
          base: 0,
          top: 5 + 100 * random(),
          roof: row % 2 ? 'gabled' : 'flat',
          roofHeight: 3,
        },
      ],
    });
    for (let i = 0; i < surface.positions.length; i += 3) {
      truth.push(toEarthCentred(...(surface.positions.slice(i, i + 3) as [number, number, number])));
      normals.push(surface.normals.slice(i, i + 3));
    }
    return { surface, row };
  });
  const column = features.map((_, i) => 100_000 + i);
  const packed = meshContent(
    {
      features,
      table: { class: 'building', count: 100, columns: { height: column } },
      descriptions: { height: 'm' },
      baseColor: [1, 1, 1],
      ...(grid === undefined ? {} : { grid }),
    },
    CITY,
  );
  return { packed, truth, normals };
}

async function decode(glb: Uint8Array) {
  const io = new NodeIO()
    .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  const document = await io.readBinary(glb);
  const node = document.getRoot().listNodes()[0];
  const primitive = node?.getMesh()?.listPrimitives()[0];
  if (!node || !primitive) throw new Error('no mesh');
  const toEarth = multiply(multiply(CITY, Z_UP), node.getMatrix());
  const position = primitive.getAttribute('POSITION');
  if (!position) throw new Error('no positions');
  const corners = Array.from({ length: position.getCount() }, (_, i) => {
    const [x, y, z] = position.getElement(i, [0, 0, 0]);
    return transformPoint(toEarth, x, y, z);
  });
  return { primitive, corners, node };
}

describe('meshContent', () => {
  beforeAll(async () => {
    await encoderReady;
    await MeshoptDecoder.ready;
  });

  it.each([
    ['a leaf, 16-bit positions', 0.005],
    ['a wide tile, float positions', 0.08],
  ])('puts every corner within a centimetre of its place: %s', async (_, degrees) => {
    const { packed, truth } = town(degrees);
    const { corners } = await decode(packed.glb);
    expect(corners.length).toBe(truth.length);
    let worst = 0;
    corners.forEach((corner, i) => {
      const t = truth[i] as number[];
      corner.forEach((value, axis) => {
        worst = Math.max(worst, Math.abs(value - (t[axis] as number)));
      });
    });
    expect(worst).toBeLessThan(0.01);
    expect(worst).toBeGreaterThan(0);
  });

  it('keeps heights to half a centimetre in steps of one where places stand on a grid', async () => {
    const { packed, truth } = town(0.005, 0.56);
    const { corners, node } = await decode(packed.glb);
    const matrix = node.getMatrix();
    expect(Math.hypot(matrix[4], matrix[5], matrix[6])).toBeCloseTo(0.01, 9);
    const away = corners.map((corner, i) => corner.map((value, axis) => value - (truth[i]?.[axis] as number)));
    const up = CITY.slice(8, 11);
    const rise = away.map((each) => Math.abs(each.reduce((sum, value, axis) => sum + value * (up[axis] as number), 0)));
    expect(Math.max(...rise)).toBeLessThan(0.0055);
    expect(Math.max(...away.map((each) => Math.hypot(...each)))).toBeLessThan(0.56 * Math.SQRT1_2);
    expect(Math.max(...away.map((each) => Math.hypot(...each)))).toBeGreaterThan(0.2);
  });

  it('keeps normals within two degrees after the node undoes the unequal scale', async () => {
    const { packed, normals } = town(0.005);
    const { primitive, node } = await decode(packed.glb);
    const matrix = node.getMatrix();
    const scale = [0, 4, 8].map((c) =>
      Math.hypot(matrix[c] as number, matrix[c + 1] as number, matrix[c + 2] as number),
    );
    const attribute = primitive.getAttribute('NORMAL');
    normals.forEach(([east = 0, north = 0, up = 0], i) => {
      const bent = (attribute?.getElement(i, []) ?? []).map((value, axis) => value / (scale[axis] as number));
      const length = Math.hypot(...bent);
      const dot = ((bent[0] as number) * east + (bent[1] as number) * up - (bent[2] as number) * north) / length;
      expect(dot).toBeGreaterThan(Math.cos((2 * Math.PI) / 180));
    });
  });

  it('numbers features by vertex and keeps property values exact beyond 2^16', async () => {
    const { packed } = town(0.005);
    const { primitive } = await decode(packed.glb);
    const ids = primitive.getAttribute('_FEATURE_ID_0');
    const seen = new Set(Array.from({ length: packed.vertices }, (_, i) => ids?.getScalar(i)));
    expect(seen.size).toBe(100);
    const view = new DataView(packed.glb.buffer);
    const length = view.getUint32(12, true);
    const json = JSON.parse(new TextDecoder().decode(packed.glb.subarray(20, 20 + length)));
    const { schema, propertyTables } = json.extensions.EXT_structural_metadata;
    expect(schema.classes.building.properties.height).toMatchObject({ type: 'SCALAR', componentType: 'FLOAT32' });
    expect(propertyTables[0].count).toBe(100);
    const { byteOffset } = json.bufferViews[propertyTables[0].properties.height.values];
    // The specification wants property values on eight bytes, counted from the start of the file.
    expect((28 + length + byteOffset) % 8).toBe(0);
    expect(view.getFloat32(28 + length + byteOffset + 4 * 77, true)).toBe(100_077);
  });

  it('tells where the content lies', () => {
    const { packed } = town(0.005);
    const [west, south, east, north] = packed.extent.bounds;
    expect(west).toBeGreaterThanOrEqual(116.63);
    expect(south).toBeGreaterThanOrEqual(35.44);
    expect(east - west).toBeLessThan(0.0053);
    expect(north - south).toBeLessThan(0.0053);
    expect(packed.extent.low).toBe(0);
  });
});
