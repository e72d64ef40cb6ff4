import { decideAlerts, fetchAlertDensity, fetchHistory } from '../feeds/history.ts';
import { muteAsset } from '../feeds/mutes.ts';
import type { Gateway } from '../feeds/request.ts';
import { analyseInWorker } from '../recordings/client.ts';
import type { TwinPort } from '../state/port.ts';
import { once } from './once.ts';

type Asked = Pick<
  TwinPort,
  | 'history'
  | 'alertDensity'
  | 'decideAlerts'
  | 'muteAsset'
  | 'dutyRoom'
  | 'people'
  | 'surveys'
  | 'analyseRecording'
  | 'readTables'
  | 'readTerrain'
>;

/** What the screens ask of the gateway, of a worker or of code that is loaded for it; nothing of it touches the scene. */
export function gatewayPort(gateway: Gateway): Asked {
  // Read before the address follows the session and loses its fragment.
  const setupToken = /^#setup=(.+)$/.exec(location.hash)?.[1] ?? null;
  return {
    history: (asset, property, from, to, buckets) => fetchHistory(gateway, asset, property, from, to, buckets),
    alertDensity: (from, to, buckets) => fetchAlertDensity(gateway, from, to, buckets),
    decideAlerts: (ids, step) => decideAlerts(gateway, ids, step),
    muteAsset: (asset, until, reason) => muteAsset(gateway, asset, until, reason),
    dutyRoom: once(async () => (await import('../feeds/duty-room.ts')).createDutyRoom(gateway)),
    people: once(async () => (await import('../feeds/people.ts')).createPeople(gateway, setupToken)),
    surveys: once(async () => (await import('../feeds/surveys.ts')).createSurveys(gateway)),
    analyseRecording: analyseInWorker,
    readTerrain: async (file, wish) => (await import('./read-terrain.ts')).readTerrainFile(file, wish),
    readTables: async (name, bytes) => (await import('./read-tables.ts')).readTables(name, bytes),
  };
}
