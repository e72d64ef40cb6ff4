/** Bytes sent to the GPU and draw calls made, counted at the context itself so that nobody can forget to count. */
export interface Uploads {
  bytesTotal: number;
  /** Bytes since the last `endFrame`, and of the frame before it. */
  bytesThisFrame: number;
  bytesLastFrame: number;
  drawCalls: number;
  drawCallsLastFrame: number;
  endFrame(): void;
  /** Puts the context's own methods back. */
  undo(): void;
}

const CHANNELS: Readonly<Record<number, number>> = {
  6403: 1, // RED
  33319: 2, // RG
  6407: 3, // RGB
  6408: 4, // RGBA
  6406: 1, // ALPHA
  6409: 1, // LUMINANCE
  6410: 2, // LUMINANCE_ALPHA
};
const BYTES: Readonly<Record<number, number>> = { 5121: 1, 5123: 2, 5131: 2, 5125: 4, 5126: 4, 34042: 4 };

/** Bytes of a pixel source: a view's own length, an image's size by format and type, 0 for an allocation or a buffer. */
function sourceBytes(source: unknown, format: number, type: number): number {
  if (source === null || source === undefined || typeof source === 'number') return 0;
  if (ArrayBuffer.isView(source)) return source.byteLength;
  const { width, height } = source as { width?: number; height?: number };
  return (width ?? 0) * (height ?? 0) * (CHANNELS[format] ?? 4) * (BYTES[type] ?? 1);
}

/** Bytes that a call of an uploading method sends, by its name and arguments (WebGL2 overloads). */
export function uploadBytes(method: string, args: readonly unknown[]): number {
  switch (method) {
    case 'bufferData':
    case 'bufferSubData': {
      const data = args[method === 'bufferData' ? 1 : 2];
      if (typeof data === 'number' || data === null || data === undefined) return 0;
      const length = args[4];
      if (ArrayBuffer.isView(data) && typeof length === 'number' && length > 0)
        return length * ((data as Uint8Array).BYTES_PER_ELEMENT ?? 1);
      return (data as ArrayBufferView).byteLength;
    }
    case 'texImage2D':
    case 'texSubImage2D':
    case 'texImage3D':
    case 'texSubImage3D': {
      const at = args.length - 1;
      // A trailing number is an element offset into the view before it.
      const source = typeof args[at] === 'number' && ArrayBuffer.isView(args[at - 1]) ? args[at - 1] : args[at];
      const end = source === args[at] ? at : at - 1;
      return sourceBytes(source, args[end - 2] as number, args[end - 1] as number);
    }
    default: {
      const view = args.find((each) => ArrayBuffer.isView(each));
      return view ? (view as ArrayBufferView).byteLength : 0;
    }
  }
}

const UPLOADING = [
  'bufferData',
  'bufferSubData',
  'texImage2D',
  'texSubImage2D',
  'texImage3D',
  'texSubImage3D',
  'compressedTexImage2D',
  'compressedTexSubImage2D',
  'compressedTexImage3D',
  'compressedTexSubImage3D',
] as const;
const DRAWING = [
  'drawArrays',
  'drawElements',
  'drawArraysInstanced',
  'drawElementsInstanced',
  'drawRangeElements',
] as const;

export function countUploads(gl: WebGL2RenderingContext): Uploads {
  const target = gl as unknown as Record<string, unknown>;
  const uploads: Uploads = {
    bytesTotal: 0,
    bytesThisFrame: 0,
    bytesLastFrame: 0,
    drawCalls: 0,
    drawCallsLastFrame: 0,
    endFrame() {
      uploads.bytesLastFrame = uploads.bytesThisFrame;
      uploads.bytesThisFrame = 0;
      uploads.drawCallsLastFrame = uploads.drawCalls;
      uploads.drawCalls = 0;
    },
    undo() {
      for (const method of [...UPLOADING, ...DRAWING]) delete target[method];
    },
  };
  const wrap = (method: string, count: (args: unknown[]) => void) => {
    const own = target[method];
    if (typeof own !== 'function') return;
    target[method] = (...args: unknown[]) => {
      count(args);
      return own.apply(gl, args);
    };
  };
  for (const method of UPLOADING)
    wrap(method, (args) => {
      const bytes = uploadBytes(method, args);
      uploads.bytesTotal += bytes;
      uploads.bytesThisFrame += bytes;
    });
  for (const method of DRAWING)
    wrap(method, () => {
      uploads.drawCalls += 1;
    });
  return uploads;
}
