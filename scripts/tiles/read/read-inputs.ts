import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TilesArguments } from '../arguments.ts';
import { inputError } from '../input-error.ts';
import { readCityFolder } from './city-folder.ts';
import type { ReadCity } from './source.ts';

/** Reads what the command line names. A city's source folder stands alone; files of any kind may be put together. */
export async function readInputs(asked: TilesArguments, log: (line: string) => void): Promise<ReadCity> {
  for (const input of asked.inputs)
    if (!existsSync(input)) throw inputError(input, null, 'does not exist', 'check the path');
  const folder = asked.inputs.find((input) => statSync(input).isDirectory());
  if (folder === undefined) throw inputError(asked.inputs[0] as string, null, 'is not readable yet', 'wait');
  if (!existsSync(join(folder, 'city.json')))
    throw inputError(
      folder,
      null,
      'is a folder without city.json',
      'name a file, or a city source folder such as tiles/jining',
    );
  if (asked.inputs.length > 1)
    throw inputError(folder, null, 'a city source folder stands alone', 'build the other inputs by themselves');
  log(`read: ${folder}`);
  return readCityFolder(folder);
}
