import { slotOf } from '../domain/asset.ts';
import type { Fleet } from '../domain/fleet.ts';
import type { Gateway } from '../feeds/request.ts';
import type { CommandContext } from '../state/command.ts';
import type { TwinPort } from '../state/port.ts';
import type { SessionStore } from '../state/store.ts';
import { downloadDocument } from './download-document.ts';
import { firstAlert } from './first-alert.ts';
import type { City } from './load-city.ts';
import type { Scenarios } from './scenarios.ts';

/** What commands know of the city; the public's neither go to alerts nor work on documents. */
export function commandContext(parts: {
  readonly city: City;
  readonly store: SessionStore;
  readonly gateway: Gateway;
  readonly scenarios: Scenarios;
  readonly fleet: () => Fleet;
  readonly port: () => TwinPort;
  readonly review: NonNullable<CommandContext['review']>;
}): CommandContext {
  const { city, store, gateway, scenarios, fleet, port, review } = parts;
  return {
    store,
    layers: city.definitions.map((definition) => definition.id),
    alternatives: scenarios.alternatives,
    assetLayer: (id) => [...fleet()].find(([, layer]) => slotOf(layer.assets, id) !== undefined)?.[0],
    here: () => port().view(),
    basemaps: city.catalog.basemaps.map((basemap) => basemap.id),
    ...(gateway.role === 'public'
      ? {}
      : {
          firstAlert: () => firstAlert(port()),
          review,
          working: {
            document: (id) => scenarios.get(id)?.document ?? null,
            keep: scenarios.keep,
            tables: city.assets,
            download: downloadDocument,
          },
        }),
  };
}
