import type { AssetTable } from '../../domain/asset.ts';
import { glyphColumn } from '../glyphs.ts';
import { boundsOf, type LocalPlace } from '../local-place.ts';
import { Draw } from '../private/draw.ts';
import type { Resident } from '../resident.ts';
import { SYMBOL_FRAGMENT, SYMBOL_VERTEX } from '../shaders/symbol.glsl.ts';
import type { DriverContext } from './driver.ts';

/** Layers whose symbols cluster only beyond this distance (m) hold few, important assets: always large, with pictogram. */
const MAJOR_BEYOND = 10_000;
/** Symbols float this far (m) above the top of what they stand for. */
const CLEARANCE = 1.6;

/** Four corners, two triangles. */
export const QUAD = {
  corners: Float32Array.of(-1, -1, 1, -1, 1, 1, -1, 1),
  indices: Uint16Array.of(0, 1, 2, 0, 2, 3),
};

/** Height in metres of an asset's symbol above its base point. */
export function symbolHeight(table: AssetTable, slot: number, kind: string): number {
  const value = (key: string) => {
    const each = table.columns[key]?.[slot];
    return typeof each === 'number' && Number.isFinite(each) ? each : 0;
  };
  if (kind === 'bridge') return Math.max(18, value('towerHeight') * 0.5) + CLEARANCE;
  if (kind === 'billboard') return value('bottom') + value('height') + CLEARANCE;
  return Math.max(value('height'), 3) + CLEARANCE;
}

/** Where the symbols of a layer float: x, y, z in `place` and the slot, repeated. */
export function symbolPoints(resident: Resident, table: AssetTable, place: LocalPlace): Float32Array {
  const points = new Float32Array(table.count * 4);
  for (let slot = 0; slot < table.count; slot++) {
    const [lon, lat, base] = [0, 1, 2].map((i) => table.positions[3 * slot + i]!) as [number, number, number];
    points.set([...place.at(lon, lat, base + symbolHeight(table, slot, resident.id)), slot], slot * 4);
  }
  return points;
}

/** How high each symbol floats above the foot of its asset, and the slot, repeated. */
export function symbolFloats(resident: Resident, table: AssetTable): Float32Array {
  const floats = new Float32Array(table.count * 2);
  for (let slot = 0; slot < table.count; slot++) floats.set([symbolHeight(table, slot, resident.id), slot], slot * 2);
  return floats;
}

/** Four vertices a row of `width` numbers, and two triangles on them. */
function quads(rows: Float32Array, width: number): { vertices: Float32Array; indices: Uint32Array } {
  const count = rows.length / width;
  const vertices = new Float32Array(rows.length * 4);
  const indices = new Uint32Array(count * 6);
  for (let row = 0; row < count; row++) {
    const numbers = rows.subarray(row * width, (row + 1) * width);
    for (let corner = 0; corner < 4; corner++) vertices.set(numbers, (4 * row + corner) * width);
    indices.set(
      QUAD.indices.map((corner) => 4 * row + corner),
      6 * row,
    );
  }
  return { vertices, indices };
}

/**
 * One draw for all symbols of a layer, planned assets included, each where its placement has it. Quads in one mesh: an
 * instance of four vertices leaves most of a graphics processor idle. The corner is the vertex's number.
 */
export function drawSymbols(
  context: DriverContext,
  resident: Resident,
  table: AssetTable,
  firstPick: number,
  floats: Float32Array = symbolFloats(resident, table),
): Draw {
  const { definition } = resident.layer;
  const { place } = resident.placement;
  const { symbology } = definition;
  const major = symbology.clusterBeyondMetres >= MAJOR_BEYOND ? 1 : 0;
  const glyph = glyphColumn(symbology.glyph);
  const glows = symbology.ramp ? 0 : 1;
  const { vertices, indices } = quads(floats, 2);
  return new Draw(context.scene, {
    vertexShader: SYMBOL_VERTEX,
    fragmentShader: SYMBOL_FRAGMENT,
    attributes: [{ name: 'floats', components: 2, data: vertices }],
    indices,
    instances: 0,
    uniforms: {
      ...context.atmosphere.uniforms,
      ...resident.uniforms,
      ...resident.paint.uniforms,
      u_clusterBeyond: () => symbology.clusterBeyondMetres,
      u_major: () => major,
      u_symbolScale: context.symbolScale,
      u_pixelRatio: context.pixelRatio,
      u_pulse: context.pulse,
      u_calm: context.calm,
      u_glows: () => glows,
      u_firstPick: () => firstPick,
      u_glyphs: () => context.glyphs,
      u_glyph: () => glyph,
    },
    modelMatrix: place.toWorld,
    bounds: boundsOf(place, symbolPoints(resident, table, place), 4, 200),
    kind: 'overlay',
    depthTest: true,
    pickColor: 'pickHere()',
  });
}
