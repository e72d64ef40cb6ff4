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

/** Devices at work, by pole; poles without any are left out. */
export function devicesOf(services: readonly MountService[], inputs: LightingInputs): PoleDevices[] {
  const byPole = new Map<string, MountService[]>();
  for (const service of services) {
    if (POWERS[service.mount.kind] === undefined) continue;
    const key = `${service.ref.layer} ${service.ref.id}`;
    byPole.set(key, [...(byPole.get(key) ?? []), service]);
  }
  return [...byPole.values()].map((own) => {
    const cells = own.filter(({ mount }) => mount.kind === 'micro-cell').length;
    const others = own.filter(({ mount }) => mount.kind !== 'micro-cell');
    const watts = others.reduce((sum, { mount }) => sum + inputs[POWERS[mount.kind] as LightingKey], 0);
    return { service: own[0] as MountService, watts: watts + Math.ceil(cells / SECTORS) * inputs.microCellPower };
  });
}

/** Assumptions that the power of devices rests on. */
export const DEVICE_KEYS: readonly LightingKey[] = [...new Set(Object.values(POWERS))];
