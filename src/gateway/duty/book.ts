import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleProblem } from '../../domain/layer-rules.ts';
import { findLayer, LAYERS } from '../../domain/layers/table.ts';
import { type DutyBook, EMPTY_BOOK, parseDutyBook } from '../../wire/duty-book.ts';
import type { City } from '../city.ts';
import { SettingError } from '../options.ts';

/**
 * Reads the bureau's duty book: `given`, or `duty.json` of the city folder where there is one. Throws SettingError with the file,
 * the value and the remedy when a rule, a plan or a contact names what does not exist.
 */
export function readDutyBook(given: string | undefined, cityFolder: string): DutyBook {
  const file = given ?? join(cityFolder, 'duty.json');
  if (given === undefined && !existsSync(file)) return EMPTY_BOOK;
  let book: DutyBook;
  try {
    book = parseDutyBook(JSON.parse(readFileSync(file, 'utf8')), file);
  } catch (error) {
    throw new SettingError(`DUTY_FILE: ${file} cannot be used (${(error as Error).message}); repair it.`);
  }
  const ids = LAYERS.map(({ id }) => id).join(', ');
  const named = [
    ...book.rules.map(({ layer }, index) => [`rules.${index}`, layer] as const),
    ...book.plans.map(({ layer }, index) => [`plans.${index}`, layer] as const),
    ...book.contacts.flatMap(({ layers }, index) =>
      (layers ?? []).map((layer) => [`contacts.${index}`, layer] as const),
    ),
  ];
  for (const [where, layer] of named)
    if (!findLayer(layer))
      throw new SettingError(`DUTY_FILE: ${file}: ${where} names unknown layer "${layer}"; there are ${ids}.`);
  book.rules.forEach((rule, index) => {
    const layer = findLayer(rule.layer);
    const problem = layer && ruleProblem(layer, rule);
    if (problem) throw new SettingError(`DUTY_FILE: ${file}: rules.${index}: ${problem}.`);
  });
  return book;
}

/** Throws SettingError when a camera looks at an asset that the city does not have. */
export function checkCameras({ cameras }: DutyBook, city: Pick<City, 'find'>): void {
  for (const camera of cameras)
    for (const asset of camera.assets)
      if (!city.find(asset))
        throw new SettingError(`Duty book: camera "${camera.id}" looks at unknown asset "${asset}"; correct its id.`);
}
