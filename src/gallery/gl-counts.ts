/** Bytes uploaded and GL calls made since the last reset, for any page that draws with WebGL 2. */
export interface GlCounts {
  /** Counts from now on; before, the context is as it came, and calls cost what they cost. */
  begin(): void;
  reset(): void;
  bytes(): number;
  calls(): number;
  /** Reads one pixel back, so that the GPU has finished what it was given. */
  finish(): void;
  /** RGBA of a size × size square about a canvas point (CSS pixels from the top left), read from what the canvas shows. */
  read(x: number, y: number, size: number): Uint8Array;
  /** RGBA of the whole canvas, rows from the bottom; right after a frame. */
  picture(): Uint8Array;
  /** Pixels of one row of the picture. */
  width(): number;
}

const UPLOADS = ['bufferData', 'bufferSubData', 'texImage2D', 'texSubImage2D', 'texImage3D', 'texSubImage3D'] as const;

/**
 * Wraps the context of `canvas`, at once or when it is told to `begin`; every method counts as one call, typed arrays handed to
 * an upload count their bytes.
 */
export function countCalls(canvas: HTMLCanvasElement, when: 'at once' | 'later' = 'at once'): GlCounts {
  const gl = contextOf(canvas);
  let bytes = 0;
  let calls = 0;
  let counting = false;
  const target = gl as unknown as Record<string, unknown>;
  const begin = () => {
    if (counting) return;
    counting = true;
    for (const name of Object.keys(WebGL2RenderingContext.prototype)) {
      if (typeof Object.getOwnPropertyDescriptor(WebGL2RenderingContext.prototype, name)?.value !== 'function')
        continue;
      // What the scene has wrapped already stays below.
      const method = target[name] as (...values: unknown[]) => unknown;
      const uploads = (UPLOADS as readonly string[]).includes(name);
      target[name] = (...values: unknown[]) => {
        calls += 1;
        if (uploads) for (const value of values) if (ArrayBuffer.isView(value)) bytes += value.byteLength;
        return Reflect.apply(method, gl, values);
      };
    }
  };
  if (when === 'at once') begin();
  const pixel = new Uint8Array(4);
  return {
    begin,
    reset() {
      bytes = 0;
      calls = 0;
    },
    bytes: () => bytes,
    calls: () => calls,
    finish: () => read(0, 0, 1, 1),
    read(x, y, size) {
      const scale = gl.drawingBufferWidth / canvas.clientWidth;
      const square = new Uint8Array(4 * size * size);
      const left = Math.round(x * scale - size / 2);
      read(left, Math.round(gl.drawingBufferHeight - y * scale - size / 2), size, size, square);
      return square;
    },
    picture() {
      const whole = new Uint8Array(4 * gl.drawingBufferWidth * gl.drawingBufferHeight);
      read(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, whole);
      return whole;
    },
    width: () => gl.drawingBufferWidth,
  };

  function read(x: number, y: number, width: number, height: number, into = pixel): void {
    const own = WebGL2RenderingContext.prototype;
    const bound: unknown = Reflect.apply(own.getParameter, gl, [gl.FRAMEBUFFER_BINDING]);
    Reflect.apply(own.bindFramebuffer, gl, [gl.FRAMEBUFFER, null]);
    Reflect.apply(own.readPixels, gl, [x, y, width, height, gl.RGBA, gl.UNSIGNED_BYTE, into]);
    Reflect.apply(own.bindFramebuffer, gl, [gl.FRAMEBUFFER, bound]);
  }
}

function contextOf(canvas: HTMLCanvasElement): WebGL2RenderingContext {
  const gl = canvas.getContext('webgl2');
  if (!gl) throw new Error('This benchmark needs WebGL 2.');
  return gl;
}
