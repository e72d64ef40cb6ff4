import * as v from 'valibot';
import type { Words } from '../domain/words.ts';

/** A message that does not fit its schema: names the document, the path inside it, the value and what was expected. */
export class WireError extends Error {
  override readonly name = 'WireError';
  /** The message for a person, in both languages where it was given in both. */
  readonly words: Words;

  constructor(en: string, zh = en) {
    super(en);
    this.words = { zh, en };
  }
}

/** Parses `input` with `schema` or throws a WireError that says where in `what` it does not fit. */
export function parseWith<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  what: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = v.getDotPath(issue) ?? '(root)';
  throw new WireError(`${what}: ${path} ${issue.message}`);
}
