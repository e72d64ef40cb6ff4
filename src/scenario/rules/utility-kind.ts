import type { AttributeValue } from '../../domain/asset.ts';
import type { Utility } from './surroundings.ts';

/** Pipes from this diameter on are mains, mm; drains always are. */
const MAIN = 400;

/** What an underground line is to rule R14; null for cables, which it does not speak of. */
export function utilityOf({ kind, diameter }: Readonly<Record<string, AttributeValue>>): Utility['kind'] | null {
  if (kind === 'gas') return 'gas';
  if (kind === 'water') return Number(diameter) >= MAIN ? 'trunk' : 'water';
  return kind === 'sewer' || kind === 'storm' ? 'trunk' : null;
}
