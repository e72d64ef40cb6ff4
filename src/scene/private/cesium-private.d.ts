/**
 * The parts of Cesium's renderer that its own typings leave out and this folder uses. Checked against the real thing by
 * the contract test; Cesium is pinned exactly, so a new release is a new check.
 */
declare module '@cesium/engine' {
  export class Context {
    readonly _gl: WebGL2RenderingContext;
    readonly webgl2: boolean;
    readonly drawingBufferWidth: number;
    readonly drawingBufferHeight: number;
    readonly defaultTexture: Texture;
  }

  export const ContextLimits: { readonly maximumTextureSize: number };

  export class Sync {
    readonly _gl: WebGL2RenderingContext;
    waitForSignal(schedule: (next: () => void) => void, ticks?: number): Promise<void>;
  }

  export interface FrameState {
    readonly commandList: unknown[];
    readonly passes: { readonly render: boolean; readonly pick: boolean };
  }

  export class DrawCommand {
    constructor(options: object);
    renderState: RenderState;
    framebuffer: Framebuffer;
    instanceCount: number;
    count: number;
    boundingVolume: BoundingSphere;
    execute(context: Context, passState: unknown): void;
  }

  export class Framebuffer {
    constructor(options: { context: Context; colorTextures: readonly Texture[]; destroyAttachments: boolean });
    destroy(): void;
  }

  export class Buffer {
    static createVertexBuffer(
      options: { context: Context; usage: number } & ({ typedArray: ArrayBufferView } | { sizeInBytes: number }),
    ): Buffer;
    static createIndexBuffer(options: {
      context: Context;
      typedArray: ArrayBufferView;
      usage: number;
      indexDatatype: number;
    }): Buffer;
    copyFromArrayView(view: ArrayBufferView, offsetInBytes?: number): void;
  }

  export const BufferUsage: { readonly STATIC_DRAW: number; readonly DYNAMIC_DRAW: number };

  export class VertexArray {
    constructor(options: { context: Context; attributes: object[]; indexBuffer?: Buffer });
    destroy(): void;
  }

  export class ShaderProgram {
    static fromCache(options: {
      context: Context;
      vertexShaderSource: ShaderSource;
      fragmentShaderSource: ShaderSource;
      attributeLocations: Readonly<Record<string, number>>;
    }): ShaderProgram;
    destroy(): void;
  }

  export class ShaderSource {
    constructor(options: { sources: readonly string[] });
  }

  // biome-ignore lint/complexity/noStaticOnlyClass: the engine's own shape
  export class RenderState {
    static fromCache(options: object): RenderState;
  }

  export const Pass: {
    readonly OPAQUE: number;
    readonly TRANSLUCENT: number;
    readonly ENVIRONMENT: number;
    readonly OVERLAY: number;
  };

  export class Texture {
    constructor(options: {
      context: Context;
      width: number;
      height: number;
      pixelFormat: number;
      pixelDatatype: number;
      flipY: boolean;
      sampler: Sampler;
      source?: { width: number; height: number; arrayBufferView: ArrayBufferView } | HTMLCanvasElement;
    });
    copyFrom(options: {
      xOffset: number;
      yOffset: number;
      source: { width: number; height: number; arrayBufferView: ArrayBufferView };
    }): void;
    destroy(): void;
  }

  export class Sampler {
    constructor(options: { minificationFilter: number; magnificationFilter: number });
  }
}
