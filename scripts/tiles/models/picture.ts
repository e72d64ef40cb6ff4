import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

/** A decoded picture that answers the colour at texture coordinates, 0…255 sRGB; coordinates repeat. */
export interface Picture {
  at(u: number, v: number): readonly [number, number, number];
}

/** Reads PNG and JPEG; null for what is neither or does not decode. */
export function decodePicture(bytes: Uint8Array): Picture | null {
  const raw = decoded(bytes);
  if (!raw) return null;
  const { width, height, data } = raw;
  return {
    at(u, v) {
      const x = Math.min(width - 1, Math.floor((u - Math.floor(u)) * width));
      const y = Math.min(height - 1, Math.floor((v - Math.floor(v)) * height));
      const at = 4 * (y * width + x);
      return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    },
  };
}

function decoded(bytes: Uint8Array): { width: number; height: number; data: Uint8Array } | null {
  try {
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return PNG.sync.read(Buffer.from(bytes));
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg.decode(bytes, { useTArray: true, maxMemoryUsageInMB: 512 });
  } catch {
    // A picture that breaks off is as good as missing; the caller says so.
  }
  return null;
}
