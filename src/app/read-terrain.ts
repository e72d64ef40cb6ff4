import { sha256OfBytes } from '../scenario/versions/sha256.ts';
import type { TwinPort } from '../state/port.ts';
import { readTerrain } from '../survey/read-terrain.ts';

/** A person's terrain file about a point, with the checksum of its bytes. */
export const readTerrainFile: TwinPort['readTerrain'] = (file, wish) =>
  readTerrain({ ...file, sha256: sha256OfBytes(file.bytes), provenance: 'surveyed' }, wish);
