import { expect, it } from 'vitest';
import { countUploads, uploadBytes } from './uploads.ts';

const RGBA = 0x1908;
const BYTE = 0x1401;
const FLOAT = 0x1406;

it('counts the bytes of every overload that uploads', () => {
  const bytes = new Uint8Array(1024);
  expect(uploadBytes('bufferData', [0, new Float32Array(10), 0])).toBe(40);
  expect(uploadBytes('bufferData', [0, 4096, 0])).toBe(0);
  expect(uploadBytes('bufferSubData', [0, 16, bytes])).toBe(1024);
  expect(uploadBytes('bufferSubData', [0, 16, new Float32Array(100), 2, 10])).toBe(40);
  expect(uploadBytes('texSubImage2D', [0, 0, 0, 3, 256, 1, RGBA, BYTE, bytes])).toBe(1024);
  expect(uploadBytes('texSubImage2D', [0, 0, 0, 3, 256, 1, RGBA, BYTE, bytes, 0])).toBe(1024);
  expect(uploadBytes('texImage2D', [0, 0, RGBA, 8, 8, 0, RGBA, FLOAT, null])).toBe(0);
  expect(uploadBytes('texImage2D', [0, 0, RGBA, RGBA, BYTE, { width: 512, height: 128 }])).toBe(512 * 128 * 4);
  expect(uploadBytes('compressedTexSubImage2D', [0, 0, 0, 0, 8, 8, 0, bytes])).toBe(1024);
});

it('wraps a context, passes calls on and puts its methods back', () => {
  const called: string[] = [];
  class Context {
    bufferData(..._: unknown[]) {
      called.push('bufferData');
    }
    drawElements(..._: unknown[]) {
      called.push('drawElements');
    }
  }
  const gl = new Context();
  const uploads = countUploads(gl as unknown as WebGL2RenderingContext);
  gl.bufferData(0, new Uint8Array(7), 0);
  gl.drawElements();
  uploads.endFrame();
  expect([uploads.bytesTotal, uploads.bytesLastFrame, uploads.drawCallsLastFrame]).toEqual([7, 7, 1]);
  uploads.endFrame();
  expect(uploads.bytesLastFrame).toBe(0);
  uploads.undo();
  gl.bufferData(0, new Uint8Array(9), 0);
  expect(uploads.bytesTotal).toBe(7);
  expect(called).toEqual(['bufferData', 'drawElements', 'bufferData']);
});
