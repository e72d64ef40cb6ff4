import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The name under which the gateway of `dataDir` is known to an outside broker: made once, the same after every restart, so that the
 * broker delivers what was missed. 23 characters, as every broker must take (MQTT 3.1.1 §3.1.3.1).
 */
export function sessionName(dataDir: string): string {
  const file = join(dataDir, 'mqtt-client-id');
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (/^[A-Za-z0-9]{1,23}$/.test(kept)) return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const name = `gateway${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  writeFileSync(file, `${name}\n`);
  return name;
}
