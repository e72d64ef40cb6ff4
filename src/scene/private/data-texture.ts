import {
  type Context,
  ContextLimits,
  PixelDatatype,
  PixelFormat,
  Sampler,
  Texture,
  TextureMagnificationFilter,
  TextureMinificationFilter,
} from '@cesium/engine';
import { createScattered, SCATTER_MOST, type Scattered } from './scatter.ts';

/** Width of every resident texture, texels; one dirty page of an observation table is one row. */
export const TEXTURE_WIDTH = 256;
/** Texels that are cheaper to send one by one than to draw. */
const FEW_TEXELS = 4;

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
