/** Input that cannot be used: one line naming the file, the record where there is one, and the remedy. Exit code 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** `file: record: what is wrong; remedy`, on one line. */
export function inputError(file: string, record: string | null, wrong: string, remedy: string): InputError {
  const where = record === null ? file : `${file}: ${record}`;
  return new InputError(`${where}: ${wrong}; ${remedy}.`.replaceAll(/\s+/g, ' '));
}
