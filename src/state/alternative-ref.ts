import type { CommandContext } from './command.ts';
import type { AlternativeRef } from './session.ts';

/** Reads `<scenario>.<alternative>`; scenario ids hold no dot. */
export function parseAlternativeRef(input: unknown): AlternativeRef {
  const match = typeof input === 'string' ? /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/.exec(input) : null;
  if (!match)
    throw new RangeError(`Scenario ${JSON.stringify(input)}: write <scenario>.<alternative>, e.g. guanghe-poles.B.`);
  return { id: match[1] as string, alternative: match[2] as string };
}

/** Reads an alternative that exists. Throws RangeError that lists those of the scenario. */
export function knownAlternative(context: CommandContext, input: unknown): AlternativeRef {
  const ref = parseAlternativeRef(input);
  const known = context.alternatives(ref.id);
  if (!known) throw new RangeError(`Unknown scenario "${ref.id}".`);
  if (!known.includes(ref.alternative))
    throw new RangeError(`Scenario "${ref.id}" has no alternative "${ref.alternative}"; it has ${known.join(', ')}.`);
  return ref;
}
