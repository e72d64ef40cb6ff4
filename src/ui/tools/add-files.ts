import type { OwnDatum } from '../../domain/own-data.ts';
import type { TwinPort } from '../../state/port.ts';

/** Brings files in, one after the other. */
export async function addFiles(port: TwinPort, files: readonly File[], datum: OwnDatum): Promise<void> {
  for (const file of files)
    port.run('own.add', { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), datum });
}
