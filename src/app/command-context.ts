import { slotOf } from '../domain/asset.ts';
import type { Fleet } from '../domain/fleet.ts';
import type { Gateway } from '../feeds/request.ts';
import type { AssetFooting, CommandContext } from '../state/command.ts';
import type { OwnPort } from '../state/own-port.ts';
import type { TwinPort } from '../state/port.ts';
import type { SessionStore } from '../state/store.ts';
import { downloadDocument } from './download-document.ts';
import { firstAlert } from './first-alert.ts';
import type { City } from './load-city.ts';
import type { Scenarios } from './scenarios.ts';

/** The line or outline of an asset, or its point. */
function footingOf(fleet: Fleet, id: string): AssetFooting | undefined {
  for (const { assets, definition } of fleet.values()) {
    const slot = slotOf(assets, id);
    if (slot === undefined) continue;
    const [longitude = 0, latitude = 0] = [assets.positions[3 * slot], assets.positions[3 * slot + 1]];
    const shape = assets.shapes?.[slot];
    return shape && shape.length > 1
      ? { path: shape, filled: definition.geometry === 'polygon' && shape.length > 2 }
      : { path: [[longitude, latitude]], filled: false };
  }
  return undefined;
}

/** What commands know of the city; the public's neither go to alerts nor work on documents. */
export function commandContext(parts: {
  readonly city: City;
  readonly store: SessionStore;
  readonly gateway: Gateway;
  readonly scenarios: Scenarios;
  readonly fleet: () => Fleet;
  readonly port: () => TwinPort;
  readonly review: NonNullable<CommandContext['review']>;
  readonly own: () => OwnPort;
}): CommandContext {
  const { city, store, gateway, scenarios, fleet, port, review, own } = parts;
  return {
    store,
    layers: city.definitions.map((definition) => definition.id),
    alternatives: scenarios.alternatives,
    assetLayer: (id) => [...fleet()].find(([, layer]) => slotOf(layer.assets, id) !== undefined)?.[0],
    here: () => port().view(),
    deckBelow: (from) => port().deckBelow(from),
    own: { add: (input) => own().add(input), zoom: (id) => own().zoom(id) },
    footing: (id) => footingOf(fleet(), id),
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
            download: (document) => void downloadDocument(document, port()),
          },
        }),
  };
}
