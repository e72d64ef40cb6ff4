import { closeSync, openSync, readSync } from 'node:fs';

/** A file read at places of one's choice; whoever opens it closes it. */
export function openAt(file: string): { bytes(offset: number, length: number): Buffer; close(): void } {
  const descriptor = openSync(file, 'r');
  return {
    bytes(offset, length) {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset));
    },
    close: () => closeSync(descriptor),
  };
}
