import wasm from 'web-ifc/web-ifc.wasm?url';
import { readOwnIfc } from './own-ifc.ts';

/** `readOwnIfc` where its program is fetched from this page's own server. */
export function readIfcHere(name: string, bytes: Uint8Array): ReturnType<typeof readOwnIfc> {
  return readOwnIfc(name, bytes, wasm);
}
