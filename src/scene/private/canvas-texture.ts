import {
  type Context,
  PixelDatatype,
  PixelFormat,
  Sampler,
  Texture,
  TextureMagnificationFilter,
  TextureMinificationFilter,
} from '@cesium/engine';

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
