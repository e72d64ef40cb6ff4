import type { Instant } from '../../domain/clock.ts';
import { type MountKind, microCellSets } from '../../domain/mount.ts';
import type { CompiledScenario, ObjectRef } from '../compiled.ts';
import { type Ledger, ledgerOf } from '../ledger.ts';
import type { LightingKey } from './assumptions.ts';
import { dimmingsOf } from './dimming.ts';
import { type LuminairePart, luminairePart, partKilowatts } from './luminaire-power.ts';
import { type MountService, mountServices } from './mount-services.ts';

/** What draws power: parts of luminaires, which burn by the schedule, and devices, which run round the clock. */
export type LoadKind = LuminairePart | DeviceLoad;

/** A device by the assumption of its power, or `surveyed` where a survey gives the power itself. */
type DeviceLoad = (typeof DEVICE_KEYS)[number] | 'surveyedPower';

/** Assumptions that the power of loads rests on. */
export type LoadKey = (typeof DEVICE_KEYS)[number] | 'lowArmShare' | 'ballastLoss' | 'ledPower';

/** So much of one kind, on one pole, and when: cost and lighting count the very same. */
export interface EnergyLoad {
  readonly kind: LoadKind;
  /** kW at rated output, luminaires or pieces: what `kilowattsOf` multiplies. */
  readonly quantity: number;
  readonly mount: MountKind;
  /** The pole that it hangs on, and the one that it came from. */
  readonly ref: ObjectRef;
  readonly origin: ObjectRef;
  readonly planned: boolean;
  readonly district: string;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

export const DEVICE_KEYS = [
  'cameraPower',
  'enforcementPower',
  'microCellPower',
  'wifiPower',
  'screenPower',
  'gatewayPower',
  'signalPower',
  'smallDevicePower',
  'chargerPower',
] as const satisfies readonly LightingKey[];

/** Which assumption says what a device draws round the clock; kinds without a plug are absent. */
const POWERS: Readonly<Partial<Record<MountKind, (typeof DEVICE_KEYS)[number]>>> = {
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

const LOADS = new WeakMap<Ledger, readonly EnergyLoad[]>();

/** Every load of an alternative, from its objects; a luminaire that a `light` operation dims is so much less while it holds. */
export function energyLoads(compiled: CompiledScenario, alternativeId: string): readonly EnergyLoad[] {
  const ledger = ledgerOf(compiled, alternativeId);
  const known = LOADS.get(ledger);
  if (known) return known;
  const services = mountServices(compiled, alternativeId);
  const dimmed = dimmings(ledger);
  const loads = [
    ...services.flatMap((service) => (service.mount.kind === 'luminaire' ? dimmed(luminaireLoad(service)) : [])),
    ...deviceLoads(services),
  ];
  LOADS.set(ledger, loads);
  return loads;
}

/** kW of one unit of a kind while it runs undimmed. */
export function kilowattsOf(kind: LoadKind, inputs: Readonly<Record<LoadKey, number>>): number {
  if (isLuminaire(kind)) return partKilowatts(kind, inputs);
  return kind === 'surveyedPower' ? 1 : inputs[kind] / 1000;
}

export function isLuminaire(kind: LoadKind): kind is LuminairePart {
  return kind.startsWith('rated') || kind.startsWith('led');
}

function base(service: MountService): Omit<EnergyLoad, 'kind' | 'quantity'> {
  const { ref, origin, planned, district, from, to, mount } = service;
  return { mount: mount.kind, ref, origin, planned, district, from, to };
}

function luminaireLoad(service: MountService): EnergyLoad {
  return { ...base(service), ...luminairePart(service.attributes, service.mount) };
}

/** Micro cells count by sets of what hangs on one pole, came from one and stays as long; everything else by pieces. */
function deviceLoads(services: readonly MountService[]): EnergyLoad[] {
  const cells = new Map<string, { readonly service: MountService; count: number }>();
  const loads = services.flatMap((service): EnergyLoad[] => {
    const { kind, power } = service.mount;
    if (kind === 'luminaire') return [];
    // What was surveyed goes before what is typical; a lit sign draws power too.
    if (power !== undefined)
      return power > 0 ? [{ ...base(service), kind: 'surveyedPower', quantity: power / 1000 }] : [];
    const key = POWERS[kind];
    if (key === undefined) return [];
    if (kind !== 'micro-cell') return [{ ...base(service), kind: key, quantity: 1 }];
    const { ref, origin, from, to } = service;
    const set = `${ref.layer} ${ref.id} ${origin.layer} ${origin.id} ${from} ${to}`;
    const known = cells.get(set);
    if (known) known.count += 1;
    else cells.set(set, { service, count: 1 });
    return [];
  });
  return [
    ...loads,
    ...[...cells.values()].map(
      ({ service, count }): EnergyLoad => ({
        ...base(service),
        kind: 'microCellPower',
        quantity: microCellSets(count),
      }),
    ),
  ];
}

/** Cuts a load where `light` operations of its pole begin and end. */
function dimmings(ledger: Ledger): (load: EnergyLoad) => EnergyLoad[] {
  const byPole = dimmingsOf(ledger);
  return (load) => {
    const own = byPole.get(`${load.ref.layer} ${load.ref.id}`);
    if (!own) return [load];
    const cuts = [load.from, ...own.flatMap(({ from, to }) => [from, to]), load.to]
      .filter((at) => at >= load.from && at <= load.to)
      .sort((a, b) => a - b);
    return cuts.slice(1).flatMap((to, index): EnergyLoad[] => {
      const from = cuts[index] as Instant;
      if (from === to) return [];
      const share = own.reduce(
        (product, each) => (each.from <= from && to <= each.to ? product * each.share : product),
        1,
      );
      return share === 0 ? [] : [{ ...load, quantity: load.quantity * share, from, to }];
    });
  };
}
