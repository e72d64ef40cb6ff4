import { lightAt as lightOver } from '../domain/geo/daytime.ts';
import type { TwinPort } from '../state/port.ts';

/** Light of the playhead over the middle of the city. */
export function lightAt(port: Pick<TwinPort, 'at' | 'catalog'>): 'day' | 'night' {
  const [longitude, latitude] = port.catalog.city.centre;
  return lightOver(port.at(), longitude, latitude);
}
