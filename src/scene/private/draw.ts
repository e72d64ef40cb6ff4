import {
  BlendingState,
  BoundingSphere,
  Buffer,
  BufferUsage,
  type Cartesian3,
  ComponentDatatype,
  type Context,
  DrawCommand,
  type FrameState,
  IndexDatatype,
  type Matrix4,
  Pass,
  PrimitiveType,
  RenderState,
  type Scene,
  ShaderProgram,
  ShaderSource,
  VertexArray,
} from '@cesium/engine';
import { contextOf } from './context.ts';
import type { Uniforms } from './uniforms.ts';

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
