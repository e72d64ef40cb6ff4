/**
 * The one adapter for Cesium's private renderer API: draw commands, vertex arrays, shader programs, textures that are
 * updated in part, pick ids. Public Cesium has no way to do this: `TextureUniform` replaces whole textures and there is no
 * public instancing. The gallery page `scene-engine` is its contract test: it makes every call here and throws with an engine
 * that has changed one.
 */
import {
  type Billboard,
  BlendingState,
  BoundingSphere,
  Buffer,
  BufferUsage,
  type Cartesian3,
  ComponentDatatype,
  type Context,
  ContextLimits,
  type CustomShader,
  DrawCommand,
  type FrameState,
  IndexDatatype,
  type LabelCollection,
  type Matrix4,
  Pass,
  PixelDatatype,
  PixelFormat,
  PrimitiveType,
  RenderState,
  Sampler,
  type Scene,
  ShaderProgram,
  ShaderSource,
  ShadowMap,
  Texture,
  TextureMagnificationFilter,
  TextureMinificationFilter,
  VertexArray,
} from '@cesium/engine';
import { createScattered, SCATTER_MOST, type Scattered } from './scatter.ts';

/** Width of every resident texture, texels; one dirty page of an observation table is one row. */
export const TEXTURE_WIDTH = 256;
/** Texels that are cheaper to send one by one than to draw. */
const FEW_TEXELS = 4;

/** Whether Cesium owes a frame that it has not drawn yet. */
export function owesFrame(scene: Scene): boolean {
  return (scene as unknown as { _renderRequested?: boolean })._renderRequested === true;
}

/** Whether every letter of the collection is on the GPU; Cesium makes them beside the frames that first want them. */
export function lettersReady(labels: LabelCollection): boolean {
  const { ready } = labels as unknown as { ready?: boolean };
  if (ready === undefined) throw new Error('LabelCollection has no ready; the private API changed, see private.ts.');
  return labels.length === 0 || ready;
}

/** Whether the image of a billboard is on the graphics processor. */
export function imageReady(billboard: Billboard): boolean {
  const { ready } = billboard as unknown as { ready?: boolean };
  if (ready === undefined) throw new Error('Billboard has no ready; the private API changed, see private.ts.');
  return ready;
}

/** Uniform name to its current value, read when the command is drawn. */
export type Uniforms = Readonly<Record<string, () => unknown>>;

export function contextOf(scene: Scene): Context {
  const { context } = scene as unknown as { context?: Context };
  if (!context?._gl) throw new Error('Cesium scene has no WebGL context; the private API changed, see private.ts.');
  return context;
}

/** The scene's own WebGL2 context. */
export function glOf(scene: Scene): WebGL2RenderingContext {
  return contextOf(scene)._gl;
}

/** Makes `shader` read uniform `name` through `value` at every draw, without a setUniform and without an upload. */
export function bindUniforms(shader: CustomShader, uniforms: Uniforms): void {
  const { uniformMap } = shader as unknown as { uniformMap?: Record<string, () => unknown> };
  if (!uniformMap) throw new Error('CustomShader has no uniformMap; the private API changed, see private.ts.');
  for (const [name, value] of Object.entries(uniforms)) {
    if (!(name in uniformMap)) throw new Error(`CustomShader declares no uniform "${name}".`);
    uniformMap[name] = value;
  }
}

/** A texture of numbers, 256 texels wide, read with texelFetch and written row by row. */
export class DataTexture {
  readonly texture: Texture;
  readonly rows: number;
  readonly #texelLength: number;
  readonly #context: Context;
  #scattered: Scattered | null = null;

  constructor(context: Context, format: 'rgba8' | 'rgba32f', data: Uint8Array | Float32Array) {
    this.#texelLength = 4;
    this.#context = context;
    this.rows = data.length / (TEXTURE_WIDTH * this.#texelLength);
    if (!Number.isInteger(this.rows) || this.rows < 1)
      throw new RangeError(`Data texture of ${data.length} numbers is not a whole number of 256-texel rows.`);
    const { maximumTextureSize } = ContextLimits;
    if (this.rows > maximumTextureSize)
      throw new RangeError(
        `Data texture of ${this.rows} rows: this graphics processor takes ${maximumTextureSize}, ${maximumTextureSize * TEXTURE_WIDTH} texels. Split the layer.`,
      );
    this.texture = new Texture({
      context,
      width: TEXTURE_WIDTH,
      height: this.rows,
      pixelFormat: PixelFormat.RGBA,
      pixelDatatype: format === 'rgba8' ? PixelDatatype.UNSIGNED_BYTE : PixelDatatype.FLOAT,
      flipY: false,
      sampler: new Sampler({
        minificationFilter: TextureMinificationFilter.NEAREST,
        magnificationFilter: TextureMagnificationFilter.NEAREST,
      }),
      source: { width: TEXTURE_WIDTH, height: this.rows, arrayBufferView: data },
    });
  }

  /** Uploads rows `first … end - 1` of `data`, the whole texture's numbers. */
  write(first: number, end: number, data: Uint8Array | Float32Array): void {
    const stride = TEXTURE_WIDTH * this.#texelLength;
    this.texture.copyFrom({
      xOffset: 0,
      yOffset: first,
      source: {
        width: TEXTURE_WIDTH,
        height: end - first,
        arrayBufferView: data.subarray(first * stride, end * stride),
      },
    });
  }

  /**
   * Uploads the texels `texels[0 … count - 1]` of `data`, the whole texture's bytes, wherever they lie: a few one by one, more
   * in one draw, very many by the row. Only of an `rgba8` texture.
   */
  scatter(texels: Uint32Array, count: number, data: Uint8Array): void {
    if (count <= FEW_TEXELS) {
      for (let i = 0; i < count; i++) this.writeTexels(texels[i]!, texels[i]! + 1, data);
      return;
    }
    if (count > SCATTER_MOST) {
      this.write(0, this.rows, data);
      return;
    }
    this.#scattered ??= createScattered(this.#context, this.texture, TEXTURE_WIDTH, this.rows);
    this.#scattered.write(texels, count, new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4));
  }

  /** Uploads texels `first … end - 1` of `data`, the whole texture's numbers; they must lie in one row. */
  writeTexels(first: number, end: number, data: Uint8Array | Float32Array): void {
    this.texture.copyFrom({
      xOffset: first % TEXTURE_WIDTH,
      yOffset: Math.floor(first / TEXTURE_WIDTH),
      source: {
        width: end - first,
        height: 1,
        arrayBufferView: data.subarray(first * this.#texelLength, end * this.#texelLength),
      },
    });
  }

  destroy(): void {
    this.#scattered?.destroy();
    this.texture.destroy();
  }
}

/** A filtered texture from a canvas: glyph and digit atlases. */
export function canvasTexture(context: Context, canvas: HTMLCanvasElement): Texture {
  return new Texture({
    context,
    width: canvas.width,
    height: canvas.height,
    pixelFormat: PixelFormat.RGBA,
    pixelDatatype: PixelDatatype.UNSIGNED_BYTE,
    flipY: false,
    sampler: new Sampler({
      minificationFilter: TextureMinificationFilter.LINEAR,
      magnificationFilter: TextureMagnificationFilter.LINEAR,
    }),
    source: canvas,
  });
}

interface DrawAttribute {
  readonly name: string;
  readonly components: 1 | 2 | 3 | 4;
  readonly data: Float32Array | Uint8Array;
  readonly perInstance?: boolean;
}

export interface DrawSpec {
  readonly vertexShader: string;
  readonly fragmentShader: string;
  readonly attributes: readonly DrawAttribute[];
  readonly indices: Uint16Array | Uint32Array;
  /** Number of instances; 0 draws the mesh once. */
  readonly instances: number;
  readonly uniforms: Uniforms;
  readonly modelMatrix: Matrix4;
  readonly bounds: BoundingSphere;
  /** `overlay` blends over the finished city, `sheet` over the ground below all symbols, `surface` is opaque, `light` adds. */
  readonly kind: 'surface' | 'overlay' | 'sheet' | 'light';
  readonly depthTest: boolean;
  /** Asked each frame: true draws it over whatever stands before it. */
  readonly overAll?: () => boolean;
  /** Asked each frame: false leaves it out, because every one of its vertices would collapse. */
  readonly when?: () => boolean;
  /** GLSL expression of the pick colour; absent: not pickable. */
  readonly pickColor?: string;
}

const BLENDING = {
  surface: undefined,
  overlay: BlendingState.ALPHA_BLEND,
  sheet: BlendingState.ALPHA_BLEND,
  light: BlendingState.ADDITIVE_BLEND,
};

/** Where in a frame a command is drawn: among the things of the city, before them all, after them all. */
type Place = 'world' | 'sky' | 'over';

function makeCommand(context: Context, spec: DrawSpec, owner: object, at: Place) {
  const environment = at !== 'world';
  const locations = Object.fromEntries(spec.attributes.map((attribute, index) => [attribute.name, index]));
  const vertexArray = new VertexArray({
    context,
    attributes: spec.attributes.map((attribute, index) => ({
      index,
      vertexBuffer: Buffer.createVertexBuffer({
        context,
        typedArray: attribute.data,
        usage: BufferUsage.STATIC_DRAW,
      }),
      componentsPerAttribute: attribute.components,
      componentDatatype:
        attribute.data instanceof Float32Array ? ComponentDatatype.FLOAT : ComponentDatatype.UNSIGNED_BYTE,
      normalize: attribute.data instanceof Uint8Array,
      instanceDivisor: attribute.perInstance ? 1 : 0,
    })),
    indexBuffer: Buffer.createIndexBuffer({
      context,
      typedArray: spec.indices,
      usage: BufferUsage.STATIC_DRAW,
      indexDatatype: spec.indices instanceof Uint32Array ? IndexDatatype.UNSIGNED_INT : IndexDatatype.UNSIGNED_SHORT,
    }),
  });
  const shaderProgram = ShaderProgram.fromCache({
    context,
    vertexShaderSource: new ShaderSource({ sources: [spec.vertexShader] }),
    fragmentShaderSource: new ShaderSource({ sources: [spec.fragmentShader] }),
    attributeLocations: locations,
  });
  const command = new DrawCommand({
    owner,
    vertexArray,
    shaderProgram,
    primitiveType: PrimitiveType.TRIANGLES,
    count: spec.indices.length,
    instanceCount: spec.instances,
    uniformMap: spec.uniforms,
    modelMatrix: spec.modelMatrix,
    boundingVolume: environment ? undefined : spec.bounds,
    cull: !environment,
    occlude: false,
    pass: passOf(at, spec.kind),
    renderState: renderStateOf(spec, spec.depthTest, environment),
    ...(spec.pickColor ? { pickId: spec.pickColor } : {}),
  });
  return {
    command,
    destroy() {
      vertexArray.destroy();
      shaderProgram.destroy();
    },
  };
}

function renderStateOf(spec: DrawSpec, depthTest: boolean, environment: boolean): RenderState {
  const blending = BLENDING[spec.kind];
  return RenderState.fromCache({
    depthTest: { enabled: depthTest },
    depthMask: !blending && !environment,
    ...(blending ? { blending } : {}),
  });
}

function passOf(at: Place, kind: DrawSpec['kind']): number {
  if (at === 'sky') return Pass.ENVIRONMENT;
  if (at === 'over') return Pass.OVERLAY;
  return BLENDING[kind] && kind !== 'sheet' ? Pass.TRANSLUCENT : Pass.OPAQUE;
}

/** One draw call as a Cesium primitive. Hidden is `show = false`: it stays where it is and costs nothing. */
export class Draw {
  show = true;
  readonly #made: ReturnType<typeof makeCommand>;
  readonly #pickable: boolean;
  readonly #overAll: (() => boolean) | undefined;
  readonly #when: (() => boolean) | undefined;
  readonly #states: readonly [tested: RenderState, over: RenderState];
  #destroyed = false;

  constructor(scene: Scene, spec: DrawSpec) {
    this.#made = makeCommand(contextOf(scene), spec, this, 'world');
    this.#pickable = spec.pickColor !== undefined;
    this.#overAll = spec.overAll;
    this.#when = spec.when;
    this.#states = [renderStateOf(spec, spec.depthTest, false), renderStateOf(spec, false, false)];
  }

  update(frameState: FrameState): void {
    if (!this.show || this.#when?.() === false) return;
    if (this.#overAll) this.#made.command.renderState = this.#states[this.#overAll() ? 1 : 0];
    if (frameState.passes.render || (frameState.passes.pick && this.#pickable))
      frameState.commandList.push(this.#made.command);
  }

  /** What it draws now reaches to `point` (world) and `margin` metres beyond: it must not be culled there. */
  cover(point: Cartesian3, margin: number): void {
    const { command } = this.#made;
    const reach = new BoundingSphere(point, margin);
    command.boundingVolume = BoundingSphere.union(command.boundingVolume, reach, reach);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#made.destroy();
  }
}

/** A draw in the place of Cesium's sky box: first in the frame, behind everything. */
export function drawSky(scene: Scene, spec: DrawSpec): () => void {
  const made = makeCommand(contextOf(scene), spec, {}, 'sky');
  const sky = {
    show: true,
    update: () => made.command,
    isDestroyed: () => false,
    destroy: () => made.destroy(),
  };
  (scene as unknown as { skyBox: unknown }).skyBox = sky;
  return () => {
    (scene as unknown as { skyBox: unknown }).skyBox = undefined;
    made.destroy();
  };
}

/** A draw over the finished picture, once a frame. */
export class DrawOver {
  show = false;
  readonly #scene: Scene;
  readonly #primitive: object;

  constructor(scene: Scene, spec: DrawSpec) {
    const made = makeCommand(contextOf(scene), spec, this, 'over');
    this.#scene = scene;
    this.#primitive = scene.primitives.add({
      update: ({ passes, commandList }: FrameState) => {
        if (this.show && passes.render) commandList.push(made.command);
      },
      isDestroyed: () => false,
      destroy: () => made.destroy(),
    });
  }

  destroy(): void {
    this.#scene.primitives.remove(this.#primitive);
  }
}

interface ShadowInternals {
  readonly _shadowMapTexture?: Texture;
  readonly _shadowMapMatrix?: Matrix4;
  readonly _usesDepthTexture?: boolean;
  readonly _shadowMapCamera?: { readonly frustum: { readonly left?: number; readonly right?: number } };
  readonly _textureSize?: { readonly x: number };
}

/** Cesium's shadow map of the sun as one square that follows the view, for shaders that read it themselves. */
export function makeShadowMap(scene: Scene) {
  const context = contextOf(scene);
  const { _shadowMapCamera: lightCamera } = scene as unknown as { _shadowMapCamera?: object };
  if (!lightCamera) throw new Error('Cesium scene has no shadow camera; the private API changed, see private.ts.');
  const Made = ShadowMap as unknown as new (options: object) => ShadowMap & { destroy(): void };
  const own = new Made({ context, lightCamera, numberOfCascades: 1, enabled: false, softShadows: false, size: 256 });
  own.fadingEnabled = false;
  // Cesium fits the map to what it thinks receives shadows; our receivers are no business of its.
  (own as unknown as { _fitNearFar: boolean })._fitNearFar = false;
  const before = scene.shadowMap;
  scene.shadowMap = own;
  const internals = own as unknown as ShadowInternals;
  if (!internals._shadowMapMatrix)
    throw new Error('Cesium ShadowMap has no matrix; the private API changed, see private.ts.');
  return {
    /** Depth of what is nearest to the sun; one white texel while there is none. */
    texture: () => (own.enabled && internals._shadowMapTexture) || context.defaultTexture,
    /** From eye coordinates to the texture's, and depth. */
    matrix: () => internals._shadowMapMatrix,
    metresPerTexel: () => {
      const { left = 0, right = 0 } = internals._shadowMapCamera?.frustum ?? {};
      return (right - left) / (internals._textureSize?.x || 1);
    },
    reach: () => own.maximumDistance,
    /** Texels along an edge, null for none; metres before the eye that it covers; what Cesium's own receivers keep of their colour. */
    set(size: number | null, reach: number, darkness = 0.5) {
      // Without depth textures Cesium packs depth into colours, which the shaders do not read.
      own.enabled = size !== null && internals._usesDepthTexture === true;
      if (size !== null && own.size !== size) own.size = size;
      own.maximumDistance = reach;
      own.darkness = darkness;
    },
    destroy() {
      scene.shadowMap = before;
      own.destroy();
    },
  };
}

interface Stereo {
  _useWebVR?: boolean;
  _deviceOrientationCameraController?: { destroy(): void } | undefined;
}

/**
 * Draws the scene twice from the one list of commands, left half and right half of the canvas: Cesium's stereo pair with
 * both eyes in one place.
 */
export function drawTwice(scene: Scene): void {
  const stereo = scene as unknown as Stereo;
  if (stereo._useWebVR === undefined)
    throw new Error('Cesium scene has no stereo pair; the private API changed, see private.ts.');
  scene.eyeSeparation = 0;
  scene.useWebVR = true;
  // A tablet that is turned must not turn the camera.
  stereo._deviceOrientationCameraController?.destroy();
  stereo._deviceOrientationCameraController = undefined;
}

/** Draws the scene once again; the camera's aspect ratio is the caller's to set. */
export function drawWhole(scene: Scene): void {
  scene.useWebVR = false;
}

/** Runs `pick` as if the one view filled the canvas, divided at `split`; it must begin its drawing at once. */
export function pickWhole<Result>(scene: Scene, split: number, pick: () => Result): Result {
  const stereo = scene as unknown as Stereo;
  const divided = scene.splitPosition;
  stereo._useWebVR = false;
  scene.splitPosition = split;
  try {
    return pick();
  } finally {
    stereo._useWebVR = true;
    scene.splitPosition = divided;
  }
}
