import type { Alert } from '../../domain/alert.ts';
import { slotOf } from '../../domain/asset.ts';
import { type BridgeGrade, bridgeGrade } from '../../domain/bridge-grade.ts';
import type { Fleet, FleetLayer } from '../../domain/fleet.ts';
import type { Level } from '../../domain/level.ts';
import type { Liveness } from '../../domain/liveness.ts';
import type { Provenance } from '../../domain/provenance.ts';
import { withoutSlope } from '../../domain/signal/regression.ts';
import type { TwinPort } from '../../state/port.ts';
import { type AssetState, nameOf, stateOf } from '../asset-state.ts';

/** One measuring point as it reads at the playhead. */
export interface SensorRow {
  readonly id: string;
  readonly quantity: string;
  readonly section: string;
  readonly property: string;
  readonly value: number;
  readonly baseline: number | null;
  readonly level: Level;
  readonly doubtful: boolean;
  readonly liveness: Liveness;
  readonly time: number;
}

/** A bridge as the head of the instrument shows it. Plain data, to be compared by what it is. */
export interface BridgeView {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly liveness: Liveness;
  readonly doubtful: boolean;
  readonly grade: BridgeGrade;
}

export function bridgeViews(port: TwinPort): BridgeView[] {
  const layer = port.fleet().get('bridge');
  if (!layer) return [];
  return Array.from({ length: layer.assets.count }, (_, slot) => {
    const { asset, level, liveness, doubtful } = stateOf(layer, slot, port.at());
    const grade = bridgeGrade(asset.attributes.maintenanceClass, asset.attributes.rating);
    return { id: asset.id, name: nameOf(asset), level, liveness, doubtful, grade };
  });
}

/** The bridge of an asset: itself, or that of a measuring point; null for anything else. */
export function bridgeOf(fleet: Fleet, id: string | null): string | null {
  if (id === null) return null;
  const bridges = fleet.get('bridge');
  if (bridges && slotOf(bridges.assets, id) !== undefined) return id;
  const sensors = fleet.get('bridge-sensor');
  const slot = sensors && slotOf(sensors.assets, id);
  const owner = slot === undefined ? undefined : sensors?.assets.columns.bridge?.[slot];
  return typeof owner === 'string' ? owner : null;
}

export function bridgeState(port: TwinPort, id: string): AssetState | null {
  const layer = port.fleet().get('bridge');
  const slot = layer && slotOf(layer.assets, id);
  return layer && slot !== undefined ? stateOf(layer, slot, port.at()) : null;
}

/** The measuring points of a bridge, in the order of their codes; empty where none is registered. */
export function sensorRows(port: TwinPort, bridge: string): SensorRow[] {
  const layer = port.fleet().get('bridge-sensor');
  if (!layer) return [];
  return slotsOf(layer, bridge)
    .map((slot): SensorRow => {
      const { asset, level, liveness, doubtful, properties } = stateOf(layer, slot, port.at());
      const quantity = String(asset.attributes.quantity);
      const shown = properties.find(({ property }) => property.key === quantity);
      const { baseline, section } = asset.attributes;
      return {
        id: asset.id,
        quantity,
        section: String(section ?? ''),
        property: quantity,
        value: shown?.value ?? Number.NaN,
        baseline: typeof baseline === 'number' ? baseline : null,
        level,
        doubtful,
        liveness,
        time: shown?.time ?? Number.NaN,
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function slotsOf({ assets }: FleetLayer, bridge: string): number[] {
  const owners = assets.columns.bridge ?? [];
  return Array.from({ length: assets.count }, (_, slot) => slot).filter((slot) => owners[slot] === bridge);
}

export function provenanceOf(state: AssetState): Provenance {
  return state.layer.source === 'simulated' ? 'simulated' : 'surveyed';
}

/** Open alerts of a bridge, and how many of them began on the day of `now`. */
export function alertsToday(alerts: readonly Alert[], bridge: string, now: number, utcOffset: number) {
  const own = alerts.filter(({ asset }) => asset === bridge);
  const day = (at: number) => Math.floor((at + utcOffset * 60_000) / 86_400_000);
  return { open: own.length, today: own.filter(({ raisedAt }) => day(raisedAt) === day(now)).length };
}

/** How far the first frequency is off its baseline once the temperature is taken off, %; NaN where one of them is not known. */
export function frequencyShift({ asset, properties }: AssetState): number {
  const value = (key: string) => properties.find(({ property }) => property.key === key)?.value ?? Number.NaN;
  const number = (key: string) => {
    const each = asset.attributes[key];
    return typeof each === 'number' ? each : Number.NaN;
  };
  const slope = number('frequencyPerKelvin');
  const frequency = Number.isNaN(slope)
    ? value('frequency')
    : withoutSlope(value('frequency'), value('temperature'), slope, number('referenceTemperature'));
  return 100 * (frequency / number('baseFrequency') - 1);
}
