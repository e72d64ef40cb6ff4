import type { Outcome } from '../domain/outcome.ts';
import type { LuxTable } from '../scenario/lighting/measured-lux.ts';
import { readRaw } from '../survey/read/read-raw.ts';

/** Tables of a file, as the product reads them. */
export async function readTables(name: string, bytes: Uint8Array): Promise<Outcome<readonly LuxTable[]>> {
  const { tables } = await readRaw([{ name, bytes }]);
  return { ok: true, value: tables };
}
