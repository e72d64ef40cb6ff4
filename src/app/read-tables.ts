import type { Outcome } from '../domain/outcome.ts';
import type { LuxTable } from '../scenario/lighting/measured-lux.ts';
import { readRaw } from '../survey/read/read-raw.ts';

/** The tables of an XLSX or CSV file, or why it cannot be read. */
export async function readTables(name: string, bytes: Uint8Array): Promise<Outcome<readonly LuxTable[]>> {
  const { tables, problems } = await readRaw([{ name, bytes }]);
  const first = problems[0];
  if (tables.length > 0 || !first) return { ok: true, value: tables };
  const { reason, remedy } = first;
  return {
    ok: false,
    status: 0,
    reason: { zh: `${name}：${reason.zh}。${remedy.zh}。`, en: `${name}: ${reason.en}; ${remedy.en}.` },
  };
}
