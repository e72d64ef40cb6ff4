/** Bytes uploaded and GL calls made since the last reset, for any page that draws with WebGL 2. */
export interface GlCounts {
  reset(): void;
  bytes(): number;
  calls(): number;
  /** Reads one pixel back, so that the GPU has finished what it was given. */
  finish(): void;
}

const UPLOADS = ['bufferData', 'bufferSubData', 'texImage2D', 'texSubImage2D', 'texImage3D', 'texSubImage3D'] as const;

/** Wraps the context of `canvas`; every method counts as one call, typed arrays handed to an upload count their bytes. */
export function countCalls(canvas: HTMLCanvasElement): GlCounts {
  const gl = canvas.getContext('webgl2');
  if (!gl) throw new Error('This benchmark needs WebGL 2.');
  let bytes = 0;
  let calls = 0;
  const target = gl as unknown as Record<string, unknown>;
  for (const name of Object.keys(WebGL2RenderingContext.prototype)) {
    const own = Object.getOwnPropertyDescriptor(WebGL2RenderingContext.prototype, name);
    const method: unknown = own?.value;
    if (typeof method !== 'function') continue;
    const uploads = (UPLOADS as readonly string[]).includes(name);
    target[name] = (...values: unknown[]) => {
      calls += 1;
      if (uploads) for (const value of values) if (ArrayBuffer.isView(value)) bytes += value.byteLength;
      return Reflect.apply(method, gl, values);
    };
  }
  const pixel = new Uint8Array(4);
  return {
    reset() {
      bytes = 0;
      calls = 0;
    },
    bytes: () => bytes,
    calls: () => calls,
    finish: () =>
      void Reflect.apply(WebGL2RenderingContext.prototype.readPixels, gl, [
        0,
        0,
        1,
        1,
        gl.RGBA,
        gl.UNSIGNED_BYTE,
        pixel,
      ]),
  };
}
