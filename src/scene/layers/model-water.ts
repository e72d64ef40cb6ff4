import { Cartesian2 } from '@cesium/engine';
import type { GroundHeight } from '../../domain/geo/height-field.ts';
import { localFrame, toGeographic } from '../../domain/geo/local-frame.ts';
import type { SiteGrid } from '../../scenario/drainage/site-grid.ts';
import type { Drawing } from '../drawing.ts';
import { boundsOf, localPlace } from '../local-place.ts';
import { contextOf } from '../private/context.ts';
import { DataTexture } from '../private/data-texture.ts';
import { Draw } from '../private/draw.ts';
import type { SceneSpec, SceneWater } from '../scene-spec.ts';
import { MODEL_WATER_FRAGMENT } from '../shaders/model-water.glsl.ts';
import { SHEET_VERTEX } from '../shaders/sheet.glsl.ts';
import { waterTexels } from '../water-texels.ts';

/** Water of a drainage model on the ground, left and right of the divider. */
export interface ModelWater {
  /** Shows what `spec` shows: another minute writes a texture, another terrain lays another net. Returns whether a frame is due. */
  sync(spec: SceneSpec): boolean;
  destroy(): void;
}

/** Metres above the ground that the net lies on, and its meshes along each side. */
const LIFT = 0.07;
const MESHES = 24;

export function createModelWater({ scene, atmosphere, ground, cut }: Drawing): ModelWater {
  const size = new Cartesian2();
  let net: {
    readonly grid: SiteGrid;
    readonly draw: Draw;
    readonly sides: readonly [DataTexture, DataTexture];
  } | null = null;
  let shown: SceneWater | null = null;
  let written: { left: Float32Array | null; right: Float32Array | null } = { left: null, right: null };

  function clear(): void {
    if (!net) return;
    scene.primitives.remove(net.draw);
    net.draw.destroy();
    for (const side of net.sides) side.destroy();
    net = null;
    written = { left: null, right: null };
  }

  function lay({ grid, left, right }: SceneWater): void {
    if (net?.grid === grid) return;
    clear();
    const { place, places, cells, indices } = netOf(grid, ground);
    Cartesian2.fromElements(grid.columns, grid.rows, size);
    const texture = (values: Float32Array) => new DataTexture(contextOf(scene), 'rgba8', waterTexels(values));
    const sides = [texture(left), texture(right)] as const;
    const draw = new Draw(scene, {
      vertexShader: SHEET_VERTEX,
      fragmentShader: MODEL_WATER_FRAGMENT,
      attributes: [
        { name: 'place', components: 3, data: places },
        { name: 'grid', components: 2, data: cells },
      ],
      indices,
      instances: 0,
      uniforms: {
        ...atmosphere.uniforms,
        ...cut(place),
        u_waterLeft: () => sides[0].texture,
        u_waterRight: () => sides[1].texture,
        u_waterSize: () => size,
        u_waterChange: () => (shown?.kind === 'change' ? 1 : 0),
      },
      modelMatrix: place.toWorld,
      bounds: boundsOf(place, places, 3, 10),
      kind: 'sheet',
      depthTest: true,
    });
    scene.primitives.add(draw);
    net = { grid, draw, sides };
    written = { left, right };
  }

  return {
    sync({ water = null }) {
      if (water === shown) return false;
      shown = water;
      if (!water) {
        if (net) net.draw.show = false;
        return true;
      }
      lay(water);
      if (!net) return true;
      net.draw.show = true;
      for (const [side, index] of [
        ['left', 0],
        ['right', 1],
      ] as const) {
        if (written[side] === water[side]) continue;
        const texels = waterTexels(water[side]);
        net.sides[index].write(0, net.sides[index].rows, texels);
        written[side] = water[side];
      }
      return true;
    },
    destroy: clear,
  };
}

/** A net of equal meshes over the grid, on the ground as it is drawn. */
function netOf(grid: SiteGrid, ground: GroundHeight) {
  const { origin, corner, cell, columns, rows } = grid;
  const frame = localFrame(origin[0], origin[1]);
  const place = localPlace(origin[0], origin[1], ground);
  const along = MESHES + 1;
  const places = new Float32Array(along * along * 3);
  const cells = new Float32Array(along * along * 2);
  for (let y = 0; y < along; y++)
    for (let x = 0; x < along; x++) {
      const at = y * along + x;
      const [u, w] = [(columns * x) / MESHES, (rows * y) / MESHES];
      const [longitude, latitude] = toGeographic(frame, corner[0] + u * cell, corner[1] + w * cell);
      places.set(place.at(longitude, latitude, LIFT), 3 * at);
      cells.set([u - 0.5, w - 0.5], 2 * at);
    }
  const indices = new Uint32Array(MESHES * MESHES * 6);
  for (let y = 0; y < MESHES; y++)
    for (let x = 0; x < MESHES; x++) {
      const a = y * along + x;
      indices.set([a, a + 1, a + along, a + along, a + 1, a + along + 1], 6 * (y * MESHES + x));
    }
  return { place, places, cells, indices };
}
