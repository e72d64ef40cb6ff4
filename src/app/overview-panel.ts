import { isOpen } from '../domain/alert.ts';
import { slotOf } from '../domain/asset.ts';
import { mutedAssets } from '../domain/mute.ts';
import { mountOverview } from '../overview/overview.ts';
import type { OverviewData, OverviewDensity } from '../overview/overview-data.ts';
import { FIELD_OF_VIEW } from '../scene/camera.ts';
import type { TwinPort } from '../state/port.ts';
import { createDensities } from './densities.ts';
import { lightAt } from './light.ts';
import type { City } from './load-city.ts';

/** Keeps the linked map at the main camera, the open alerts and the light of the playhead. Returns the undo. */
export function mountOverviewPanel(
  element: HTMLElement,
  port: TwinPort,
  city: City,
  onRange: (range: readonly [number, number] | null) => void,
): () => void {
  const { catalog } = city;
  const camera = () => port.view() ?? port.store.getState().view ?? catalog.homes[port.store.getState().mode];
  let alerts = port.alerts();
  let muted = mutedIn(port);
  let light = lightAt(port);
  const overview = mountOverview(element, {
    tilesets: catalog.tilesets.flatMap(({ kind, url }) =>
      kind === 'buildings' ? [{ kind, url: new URL(`/city/${url}`, location.href).href }] : [],
    ),
    lines: linesOf(city),
    lamps: lampsOf(city),
    alerts: alertPoints(port),
    camera: camera(),
    fieldOfView: FIELD_OF_VIEW,
    aspect: innerWidth / innerHeight,
    light,
    bounds: catalog.city.bounds,
    show: { lamps: true, alerts: true },
    density: null,
  });
  const densities = createDensities(port);
  let density: OverviewDensity | null = null;
  overview.onSteer((view) => port.run('camera.set', [...view]));

  function update(): void {
    overview.setCamera(camera());
    const next = densities();
    if (next !== density) {
      density = next;
      if (density?.kind !== 'hexagon') onRange(null);
      overview.update({ density });
    }
    if (port.alerts() !== alerts || mutedIn(port) !== muted || lightAt(port) !== light) {
      alerts = port.alerts();
      muted = mutedIn(port);
      light = lightAt(port);
      overview.update({ alerts: alertPoints(port), light });
    }
  }
  const undo = [
    overview.onDensityRange(onRange),
    port.onSample(update),
    port.onCamera((view) => overview.setCamera(view)),
  ];
  return () => {
    for (const each of undo) each();
    onRange(null);
    overview.destroy();
  };
}

/** Only the assets themselves: slots of the reserved tail hold nothing. */
function lampsOf(city: City): Float64Array {
  const lamps = city.assets.get('lamp');
  return lamps ? lamps.positions.subarray(0, 3 * lamps.count) : new Float64Array(0);
}

function linesOf(city: City): OverviewData['lines'] {
  return (city.assets.get('greenway')?.shapes ?? []).flatMap((path) =>
    path ? [{ path, kind: 'greenway' as const }] : [],
  );
}

/** What is muted now, as one word: another word, other points. */
function mutedIn(port: TwinPort): string {
  return [...mutedAssets(port.mutes(), port.now())].join(' ');
}

function alertPoints(port: TwinPort): OverviewData['alerts'] {
  const fleet = port.fleet();
  const muted = mutedAssets(port.mutes(), port.now());
  return port
    .alerts()
    .filter((alert) => isOpen(alert) && !muted.has(alert.asset))
    .flatMap(({ layer, asset, level }) => {
      const assets = fleet.get(layer)?.assets;
      const slot = assets && slotOf(assets, asset);
      if (!assets || slot === undefined) return [];
      const [longitude, latitude, height] = assets.positions.subarray(3 * slot, 3 * slot + 3);
      return [{ position: [longitude ?? 0, latitude ?? 0, height ?? 0] as const, level }];
    });
}
