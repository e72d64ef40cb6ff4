/**
 * Writes scattered texels of a texture by drawing them: one buffer of what changed, one draw of points into the texture,
 * however far apart they lie.
 */
import {
  BoundingRectangle,
  Buffer,
  BufferUsage,
  Cartesian2,
  ComponentDatatype,
  type Context,
  DrawCommand,
  Framebuffer,
  PrimitiveType,
  RenderState,
  ShaderProgram,
  ShaderSource,
  type Texture,
  VertexArray,
} from '@cesium/engine';

/** Texels of one draw. */
export const SCATTER_MOST = 16_384;
/** Bytes a texel: its number as float32, RGBA8. */
const STRIDE = 8;

const VERTEX = /* glsl */ `
in float texel;
in vec4 value;
uniform vec2 u_size;
flat out vec4 v_value;
void main() {
  float row = floor((texel + 0.5) / u_size.x);
  vec2 place = vec2(texel - row * u_size.x, row) + 0.5;
  gl_Position = vec4(place / u_size * 2.0 - 1.0, 0.0, 1.0);
  gl_PointSize = 1.0;
  v_value = value;
}
`;
const FRAGMENT = /* glsl */ `
flat in vec4 v_value;
void main() { out_FragColor = v_value; }
`;

/** One texture that can be written by scattering. */
export interface Scattered {
  /** Writes texels `texels[0 … count - 1]` from `words`, the whole texture's RGBA8 texels; at most SCATTER_MOST. */
  write(texels: Uint32Array, count: number, words: Uint32Array): void;
  destroy(): void;
}

interface Brush {
  readonly command: DrawCommand;
  readonly buffer: Buffer;
  readonly size: Cartesian2;
}

const BRUSHES = new WeakMap<Context, Brush>();
const numbers = new Uint32Array((SCATTER_MOST * STRIDE) / 4);
const places = new Float32Array(numbers.buffer);
const bytes = new Uint8Array(numbers.buffer);

export function createScattered(context: Context, texture: Texture, width: number, height: number): Scattered {
  const framebuffer = new Framebuffer({ context, colorTextures: [texture], destroyAttachments: false });
  const renderState = RenderState.fromCache({
    viewport: new BoundingRectangle(0, 0, width, height),
    depthTest: { enabled: false },
    depthMask: false,
  });
  return {
    write(texels, count, words) {
      // hot: 1,000 texels a frame
      const brush = brushOf(context);
      for (let i = 0; i < count; i++) {
        const texel = texels[i]!;
        places[2 * i] = texel;
        numbers[2 * i + 1] = words[texel]!;
      }
      brush.buffer.copyFromArrayView(bytes.subarray(0, count * STRIDE));
      brush.size.x = width;
      brush.size.y = height;
      brush.command.framebuffer = framebuffer;
      brush.command.renderState = renderState;
      brush.command.count = count;
      brush.command.execute(context, undefined);
    },
    destroy: () => framebuffer.destroy(),
  };
}

/** The context's own buffer and shader for this; they live as long as it does. */
function brushOf(context: Context): Brush {
  const known = BRUSHES.get(context);
  if (known) return known;
  const buffer = Buffer.createVertexBuffer({
    context,
    sizeInBytes: SCATTER_MOST * STRIDE,
    usage: BufferUsage.DYNAMIC_DRAW,
  });
  const size = new Cartesian2();
  const command = new DrawCommand({
    primitiveType: PrimitiveType.POINTS,
    vertexArray: new VertexArray({
      context,
      attributes: [
        {
          index: 0,
          vertexBuffer: buffer,
          componentsPerAttribute: 1,
          componentDatatype: ComponentDatatype.FLOAT,
          offsetInBytes: 0,
          strideInBytes: STRIDE,
        },
        {
          index: 1,
          vertexBuffer: buffer,
          componentsPerAttribute: 4,
          componentDatatype: ComponentDatatype.UNSIGNED_BYTE,
          normalize: true,
          offsetInBytes: 4,
          strideInBytes: STRIDE,
        },
      ],
    }),
    shaderProgram: ShaderProgram.fromCache({
      context,
      vertexShaderSource: new ShaderSource({ sources: [VERTEX] }),
      fragmentShaderSource: new ShaderSource({ sources: [FRAGMENT] }),
      attributeLocations: { texel: 0, value: 1 },
    }),
    uniformMap: { u_size: () => size },
  });
  const brush: Brush = { command, buffer, size };
  BRUSHES.set(context, brush);
  return brush;
}
