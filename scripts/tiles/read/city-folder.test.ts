import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCityFolder } from './city-folder.ts';

it('says at once what is wrong with the retention of a city', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengjing-city-'));
  try {
    const read = (retention: unknown) => {
      writeFileSync(join(folder, 'city.json'), JSON.stringify({ id: 'town', retention }));
      return readCityFolder(folder);
    };
    await expect(read({ lamps: { raw: 7 } })).rejects.toThrow(
      /city\.json: retention: unknown layer "lamps"; there are/,
    );
    await expect(read({ lamp: { raw: 'soon' } })).rejects.toThrow('retention.lamp.raw="soon": write days as a number');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
