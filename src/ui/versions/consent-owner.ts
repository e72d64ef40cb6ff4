import { slotOf } from '../../domain/asset.ts';
import type { TwinPort } from '../../state/port.ts';
import { UNKNOWN_OWNER } from './versions-words.ts';

/** The surveyed owner of an asset. */
export function surveyedOwner(port: TwinPort, layer: string, id: string): string {
  const assets = port.fleet().get(layer)?.assets;
  const slot = assets && slotOf(assets, id);
  const owner = slot === undefined ? null : assets?.columns.owner?.[slot];
  return typeof owner === 'string' && owner !== '' ? owner : UNKNOWN_OWNER;
}
