import { Cartesian2, Cartesian3, type Scene } from '@cesium/engine';
import type { GroundHeight } from '../../domain/geo/height-field.ts';
import { LUX_LEVELS, LUX_RAMP, luxColor } from '../../domain/lux-ramp.ts';
import type { LuxGrid } from '../../scenario/lighting/lux-field.ts';
import type { LuxSheet } from '../../scenario/lighting/lux-sheets.ts';
import type { Drawing } from '../drawing.ts';
import { boundsOf, type LocalPlace, localPlace } from '../local-place.ts';
import { luxTexels } from '../lux-texels.ts';
import { canvasTexture } from '../private/canvas-texture.ts';
import { contextOf } from '../private/context.ts';
import { DataTexture } from '../private/data-texture.ts';
import { Draw } from '../private/draw.ts';
import type { SceneLux, SceneSpec } from '../scene-spec.ts';
import {
  LUX_FIELD_FRAGMENT,
  LUX_LABEL_FRAGMENT,
  LUX_LABEL_VERTEX,
  LUX_LINES,
  LUX_STOPS,
} from '../shaders/lux-field.glsl.ts';
import { SHEET_VERTEX } from '../shaders/sheet.glsl.ts';
import { QUAD } from './symbols.ts';

/** The light of a road on its ground, left and right of the divider. */
export interface LuxDrape {
  /** Shows what `spec` shows; a sheet is uploaded when it is first shown. Returns whether a frame is due. */
  sync(spec: SceneSpec): boolean;
  destroy(): void;
}

/** Metres above the ground that the strip lies on. */
const LIFT = 0.06;
/** Uploaded sheets kept, 110 KB each with their labels. */
const KEPT = 32;

interface Uploaded {
  readonly field: DataTexture;
  readonly labels: Draw | null;
  /** Which sides show its labels: 1 left, 2 right, 3 both, 0 none. */
  side: number;
}

if (LUX_RAMP.length !== LUX_STOPS || LUX_LEVELS.length !== LUX_LINES)
  throw new RangeError(`The shader of light takes ${LUX_STOPS} stops and ${LUX_LINES} lines.`);
const RAMP_AT = LUX_RAMP.map(({ lux }) => lux);
const RAMP_COLOR = LUX_RAMP.map(({ lux }) => new Cartesian3(...luxColor(lux)));
const LINE_AT = LUX_LEVELS.map(({ lux }) => lux);
const LINE_WIDTH = LUX_LEVELS.map(({ strong }) => (strong ? 1.1 : 0.55));

export function createLuxDrape({ scene, atmosphere, pixelRatio, symbolScale, ground, cut }: Drawing): LuxDrape {
  const uploaded = new Map<LuxSheet, Uploaded>();
  const known = new Cartesian2();
  const size = new Cartesian2();
  const nothing = new DataTexture(contextOf(scene), 'rgba8', new Uint8Array(1024));
  const words = labelTexture(scene);
  let strip: { readonly grid: LuxGrid; readonly place: LocalPlace; readonly draw: Draw } | null = null;
  let shown: SceneLux | null = null;
  let left: Uploaded | null = null;
  let right: Uploaded | null = null;

  function lay(grid: LuxGrid): LocalPlace {
    if (strip?.grid === grid) return strip.place;
    if (strip) scene.primitives.remove(strip.draw);
    strip?.draw.destroy();
    const { place, places, cells, indices } = stripOf(grid, ground);
    Cartesian2.fromElements(grid.chainages.length, grid.offsets.length, size);
    const draw = new Draw(scene, {
      vertexShader: SHEET_VERTEX,
      fragmentShader: LUX_FIELD_FRAGMENT,
      attributes: [
        { name: 'place', components: 3, data: places },
        { name: 'grid', components: 2, data: cells },
      ],
      indices,
      instances: 0,
      uniforms: {
        ...atmosphere.uniforms,
        ...cut(place),
        u_luxLeft: () => (left?.field ?? nothing).texture,
        u_luxRight: () => (right?.field ?? nothing).texture,
        u_luxKnown: () => known,
        u_luxSize: () => size,
        u_luxHeat: () => (shown?.heat ? 1 : 0),
        u_luxLines: () => (shown?.isolines ? 1 : 0),
        u_pixelRatio: pixelRatio,
        u_rampAt: () => RAMP_AT,
        u_rampColor: () => RAMP_COLOR,
        u_lineAt: () => LINE_AT,
        u_lineWidth: () => LINE_WIDTH,
      },
      modelMatrix: place.toWorld,
      bounds: boundsOf(place, places, 3, 10),
      kind: 'sheet',
      depthTest: true,
    });
    scene.primitives.add(draw);
    strip = { grid, place, draw };
    return place;
  }

  function upload(sheet: LuxSheet): Uploaded {
    const place = lay(sheet.grid);
    const before = uploaded.get(sheet);
    if (before) {
      uploaded.delete(sheet);
      uploaded.set(sheet, before);
      return before;
    }
    if (uploaded.size >= KEPT) forget(uploaded.keys().next().value as LuxSheet);
    const made: Uploaded = {
      field: new DataTexture(contextOf(scene), 'rgba8', luxTexels(sheet.lux)),
      labels: labelDraw(sheet, place, () => made.side),
      side: 0,
    };
    if (made.labels) scene.primitives.add(made.labels);
    uploaded.set(sheet, made);
    return made;
  }

  function labelDraw({ labels }: LuxSheet, place: LocalPlace, side: () => number): Draw | null {
    if (labels.length === 0) return null;
    const data = Float32Array.from(
      labels.flatMap(({ lux, position }) => {
        const row = LINE_AT.indexOf(lux);
        return [...place.at(position[0], position[1], LIFT), 2 * row + (LUX_LEVELS[row]?.strong ? 1 : 0)];
      }),
    );
    return new Draw(scene, {
      vertexShader: LUX_LABEL_VERTEX,
      fragmentShader: LUX_LABEL_FRAGMENT,
      attributes: [
        { name: 'corner', components: 2, data: QUAD.corners },
        { name: 'place', components: 4, data, perInstance: true },
      ],
      indices: QUAD.indices,
      instances: labels.length,
      uniforms: {
        ...cut(place),
        u_labels: () => words,
        u_labelRows: () => LUX_LEVELS.length,
        u_side: side,
        u_pixelRatio: pixelRatio,
        u_symbolScale: symbolScale,
      },
      modelMatrix: place.toWorld,
      bounds: boundsOf(place, data, 4, 50),
      kind: 'overlay',
      depthTest: true,
    });
  }

  function forget(sheet: LuxSheet): void {
    const gone = uploaded.get(sheet);
    uploaded.delete(sheet);
    gone?.field.destroy();
    if (!gone?.labels) return;
    scene.primitives.remove(gone.labels);
    gone.labels.destroy();
  }

  return {
    sync({ lux = null, compare }) {
      if (lux === shown) return false;
      shown = lux;
      left = lux?.left ? upload(lux.left) : null;
      right = lux?.right ? upload(lux.right) : null;
      Cartesian2.fromElements(left ? 1 : 0, right ? 1 : 0, known);
      if (strip) strip.draw.show = left !== null || right !== null;
      for (const each of uploaded.values()) {
        each.side = (compare !== null && each === left ? 1 : 0) + (each === right ? 2 : 0);
        if (each.labels) each.labels.show = lux?.isolines === true && each.side > 0;
      }
      return true;
    },
    destroy() {
      for (const sheet of [...uploaded.keys()]) forget(sheet);
      if (strip) scene.primitives.remove(strip.draw);
      strip?.draw.destroy();
      nothing.destroy();
      words.destroy();
    },
  };
}

/** Two vertices a column, at the outer lines: between them the grid is straight. */
function stripOf({ chainages, offsets, positions }: LuxGrid, ground: GroundHeight) {
  const lines = offsets.length;
  const middle = 2 * (Math.floor(chainages.length / 2) * lines + Math.floor(lines / 2));
  const place = localPlace(positions[middle]!, positions[middle + 1]!, ground);
  const places = new Float32Array(chainages.length * 6);
  const cells = new Float32Array(chainages.length * 4);
  const indices = new Uint32Array((chainages.length - 1) * 6);
  for (let column = 0; column < chainages.length; column++) {
    [0, lines - 1].forEach((line, side) => {
      const at = 2 * (column * lines + line);
      places.set(place.at(positions[at]!, positions[at + 1]!, LIFT), 6 * column + 3 * side);
      cells.set([column, line], 4 * column + 2 * side);
    });
    if (column === 0) continue;
    const a = 2 * (column - 1);
    indices.set([a, a + 2, a + 1, a + 1, a + 2, a + 3], 6 * (column - 1));
  }
  return { place, places, cells, indices };
}

/** The values of the levels, one a row. */
function labelTexture(scene: Scene) {
  const [width, height] = [96, 48];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height * LUX_LEVELS.length;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas; the values of isolines cannot be drawn.');
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.font = `600 ${height * 0.62}px "Noto Sans SC Variable", "Noto Sans SC", sans-serif`;
  LUX_LEVELS.forEach(({ lux }, row) => {
    const y = (row + 0.53) * height;
    context.lineWidth = 9;
    context.strokeStyle = '#0b1020';
    context.strokeText(`${lux} lx`, width / 2, y);
    context.fillStyle = '#fff';
    context.fillText(`${lux} lx`, width / 2, y);
  });
  return canvasTexture(contextOf(scene), canvas);
}
