import type { MountKind } from '../../domain/mount.ts';
import type { LightingInputs, LightingKey } from './assumptions.ts';
import type { MountService } from './mount-services.ts';

/** Which assumption says what a device draws round the clock; kinds without a plug are absent, luminaires are lighting. */
const POWERS: Readonly<Partial<Record<MountKind, LightingKey>>> = {
  camera: 'cameraPower',
  'enforcement-camera': 'enforcementPower',
  'micro-cell': 'microCellPower',
  wifi: 'wifiPower',
  screen: 'screenPower',
  cabinet: 'gatewayPower',
  'vehicle-signal': 'signalPower',
  'pedestrian-signal': 'smallDevicePower',
  weather: 'smallDevicePower',
  speaker: 'smallDevicePower',
  'help-point': 'smallDevicePower',
  charger: 'chargerPower',
};

/** Antennas of one micro-cell set: its three sectors share one power. */
const SECTORS = 3;

/** A pole and what its devices draw, W. */
export interface PoleDevices {
  readonly service: MountService;
  readonly watts: number;
}

/** Devices at work, by pole; poles without any are left out. What was surveyed goes before what is typical. */
export function devicesOf(services: readonly MountService[], inputs: LightingInputs): PoleDevices[] {
  const byPole = new Map<string, MountService[]>();
  for (const service of services) {
    if (!isDevice(service)) continue;
    const key = `${service.ref.layer} ${service.ref.id}`;
    byPole.set(key, [...(byPole.get(key) ?? []), service]);
  }
  return [...byPole.values()].map((own) => {
    const surveyed = own.reduce((sum, { mount }) => sum + (mount.power ?? 0), 0);
    const others = own.filter(({ mount }) => mount.power === undefined);
    const cells = others.filter(({ mount }) => mount.kind === 'micro-cell').length;
    const typical = others.reduce(
      (sum, { mount }) => sum + (mount.kind === 'micro-cell' ? 0 : inputs[POWERS[mount.kind] as LightingKey]),
      0,
    );
    const watts = surveyed + typical + Math.ceil(cells / SECTORS) * inputs.microCellPower;
    return { service: own[0] as MountService, watts };
  });
}

/** A sign that a survey found lit draws power too; a luminaire never counts here. */
function isDevice({ mount }: MountService): boolean {
  return mount.kind !== 'luminaire' && (POWERS[mount.kind] !== undefined || (mount.power ?? 0) > 0);
}

/** Assumptions that the power of devices rests on. */
export const DEVICE_KEYS: readonly LightingKey[] = [...new Set(Object.values(POWERS))];
