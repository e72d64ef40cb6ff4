import { solarPosition } from '../domain/geo/solar.ts';
import type { TwinPort } from '../state/port.ts';

/** Day while the sun stands above −4° at the playhead over the city: until then the sky still lights a screen. */
export function lightAt(port: Pick<TwinPort, 'at' | 'catalog'>): 'day' | 'night' {
  const [longitude, latitude] = port.catalog.city.centre;
  return solarPosition(port.at(), longitude, latitude).altitude > -4 ? 'day' : 'night';
}
