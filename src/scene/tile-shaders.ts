import {
  Cartesian3,
  CustomShader,
  CustomShaderTranslucencyMode,
  LightingModel,
  Matrix4,
  TextureUniform,
  UniformType,
  VaryingType,
} from '@cesium/engine';
import type { Atmosphere } from './atmosphere.ts';
import { bindUniforms, type Uniforms } from './private/uniforms.ts';
import type { SceneQuality } from './quality.ts';
import type { Resident } from './resident.ts';
import type { TilesetKind } from './scene-spec.ts';
import { BUILDING_FRAGMENT, BUILDING_VERTEX } from './shaders/building.glsl.ts';
import { CLASS_PAINT, CLASS_UNIFORMS } from './shaders/class-paint.glsl.ts';
import { DAY_NIGHT, DAYLIGHT, DAYLIGHT_UNIFORMS } from './shaders/daylight.glsl.ts';
import { GROUND_FRAGMENT, GROUND_VERTEX } from './shaders/ground.glsl.ts';
import { ASSET_MODEL_FRAGMENT, assetModelVertex, PLAIN_MODEL_FRAGMENT } from './shaders/model.glsl.ts';
import { BUILDING_COLORS, GROUND_COLORS, GROUND_COVERS, STATUS_COLORS } from './shaders/palette.glsl.ts';
import { RESIDENT, RESIDENT_UNIFORMS, SIDES } from './shaders/resident.glsl.ts';
import { SHADOW_UNIFORMS, SHADOWS } from './shaders/shadows.glsl.ts';
import { STYLE_CONSTANTS } from './shaders/style.glsl.ts';
import { TREE_FRAGMENT, TREE_VERTEX } from './shaders/tree.glsl.ts';

type GlslType = 'float' | 'int' | 'vec3' | 'mat4' | 'sampler2D';

const UNIFORM_TYPES = {
  float: UniformType.FLOAT,
  int: UniformType.INT,
  vec3: UniformType.VEC3,
  mat4: UniformType.MAT4,
  sampler2D: UniformType.SAMPLER_2D,
};

interface Recipe {
  readonly uniforms: Readonly<Record<string, GlslType>>;
  readonly varyings: Readonly<Record<string, VaryingType>>;
  readonly vertex?: string;
  readonly fragment: string;
}

/** How the city is drawn: uniforms of the tilesets alone. */
const LOOK_UNIFORMS = { ...DAYLIGHT_UNIFORMS, ...SHADOW_UNIFORMS, u_style: 'int' } as const;
const LOOK = SHADOWS + DAYLIGHT + STYLE_CONSTANTS;

function floats(...names: string[]): Record<string, VaryingType> {
  return Object.fromEntries(names.map((name) => [name, VaryingType.FLOAT]));
}

const BUILDINGS: Recipe = {
  uniforms: LOOK_UNIFORMS,
  varyings: floats('v_use', 'v_seed', 'v_year', 'v_base', 'v_height', 'v_storey', 'v_storeys'),
  vertex: BUILDING_VERTEX,
  fragment: LOOK + BUILDING_COLORS + BUILDING_FRAGMENT,
};

const GROUND: Recipe = {
  uniforms: {
    ...LOOK_UNIFORMS,
    u_east: 'vec3',
    u_groundEye: 'vec3',
    u_waterTime: 'float',
    u_landscape: 'float',
  },
  varyings: {
    v_class: VaryingType.FLOAT,
    v_color: VaryingType.VEC3,
    v_road: VaryingType.VEC4,
    v_run: VaryingType.VEC3,
  },
  vertex: DAY_NIGHT + GROUND_COVERS + GROUND_COLORS + GROUND_VERTEX,
  fragment: LOOK + GROUND_COVERS + GROUND_FRAGMENT,
};

const PLAIN: Recipe = { uniforms: LOOK_UNIFORMS, varyings: {}, fragment: LOOK + PLAIN_MODEL_FRAGMENT };

const TREES: Recipe = {
  uniforms: LOOK_UNIFORMS,
  varyings: floats('v_own'),
  vertex: TREE_VERTEX,
  fragment: LOOK + TREE_FRAGMENT,
};

const INSTANCES: Recipe = {
  uniforms: {
    ...LOOK_UNIFORMS,
    ...RESIDENT_UNIFORMS,
    ...CLASS_UNIFORMS,
    u_statusTint: 'float',
    u_landscape: 'float',
  },
  varyings: {
    ...floats('v_sides', 'v_status', 'v_light', 'v_marked', 'v_leaving'),
    v_class: VaryingType.VEC4,
  },
  vertex: RESIDENT + CLASS_PAINT + assetModelVertex('vsInput.featureIds.slot'),
  fragment: LOOK + STATUS_COLORS + SIDES + ASSET_MODEL_FRAGMENT,
};

const MESHES: Recipe = {
  ...INSTANCES,
  vertex: RESIDENT + CLASS_PAINT + assetModelVertex('int(vsInput.metadata.slot + 0.5)'),
};

function recipeOf(kind: TilesetKind, hasSlots: boolean): Recipe {
  switch (kind) {
    case 'buildings':
      return BUILDINGS;
    case 'ground':
      return GROUND;
    case 'trees':
      return TREES;
    case 'furniture':
      return hasSlots ? INSTANCES : PLAIN;
    case 'structures':
      return hasSlots ? MESHES : PLAIN;
  }
}

/** Names that the text of a shader asks for: what is not drawn at a quality is not in its program. */
export function definesOf(quality: SceneQuality): readonly string[] {
  return [
    ...(quality.grain ? ['GRAIN'] : []),
    ...(quality.windows ? ['WINDOWS'] : []),
    ...(quality.shadows === null ? [] : ['SHADOWS']),
  ];
}

/**
 * The shader of a tileset: unlit to Cesium, because our own light does it, its uniforms read live from `atmosphere` and,
 * for assets, from `resident`. `blended`: it lets what lies behind shine through.
 */
export function makeTileShader(
  kind: TilesetKind,
  atmosphere: Atmosphere,
  resident: Resident | null,
  look: Uniforms,
  defines: readonly string[],
  blended = false,
): CustomShader {
  const recipe = recipeOf(kind, resident !== null);
  const shader = new CustomShader({
    lightingModel: LightingModel.UNLIT,
    translucencyMode: blended ? CustomShaderTranslucencyMode.TRANSLUCENT : CustomShaderTranslucencyMode.INHERIT,
    uniforms: Object.fromEntries(
      Object.entries(recipe.uniforms).map(([name, type]) => [
        name,
        { type: UNIFORM_TYPES[type], value: firstValue(type) },
      ]),
    ),
    varyings: recipe.varyings,
    ...(recipe.vertex ? { vertexShaderText: recipe.vertex } : {}),
    fragmentShaderText: defines.map((name) => `#define ${name}\n`).join('') + recipe.fragment,
  });
  const available: Uniforms = {
    ...atmosphere.uniforms,
    ...look,
    ...resident?.uniforms,
    ...resident?.paint.uniforms,
    u_statusTint: () => (kind === 'structures' ? 1 : 0),
  };
  bindUniforms(shader, Object.fromEntries(Object.keys(recipe.uniforms).map((name) => [name, available[name]!])));
  return shader;
}

function firstValue(type: GlslType) {
  switch (type) {
    case 'sampler2D':
      return blank();
    case 'vec3':
      return new Cartesian3();
    case 'mat4':
      return new Matrix4();
    case 'float':
    case 'int':
      return 0;
  }
}

/** One texel that satisfies Cesium until the bound texture answers. */
function blank(): TextureUniform {
  return new TextureUniform({ typedArray: new Uint8Array(4), width: 1, height: 1 });
}
