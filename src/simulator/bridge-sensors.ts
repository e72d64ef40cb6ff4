import type { Asset } from '../domain/asset.ts';
import { type Instant, MINUTE } from '../domain/clock.ts';
import { bridgesOf, bridgeValues, type SimulatedBridge, silentFrom } from './bridges.ts';
import { draw, scatter, streamOf, wander } from './noise.ts';
import type { Series } from './series.ts';
import { assetsOf, decimalsOf, numberOf, type SimulatedLayer, type World } from './world.ts';

/** Share of the gauges that are silent, on every bridge; the one whose strain falls silent has more of them. */
const SILENT = 0.03;
const SILENT_STRAIN = 0.25;
/** Points send their features every five minutes; of the past one in ten minutes is kept. */
const PERIOD = 5 * MINUTE;
const HISTORY_PERIOD = 10 * MINUTE;

/** Series of every measuring point: what its bridge does, as far as it is felt where the point sits. */
export function bridgeSensors(layer: SimulatedLayer, world: World, all: readonly SimulatedLayer[]): Series[] {
  const owners = all.find(({ definition }) => definition.id === layer.definition.toldBy);
  const bridges = new Map(owners ? bridgesOf(owners).map((each) => [each.asset.id, each]) : []);
  const values = new Map([...bridges].map(([id, bridge]) => [id, bridgeValues(bridge, world)]));
  return assetsOf(layer).flatMap((asset) => {
    const owner = String(asset.attributes.bridge);
    const bridge = bridges.get(owner);
    const of = values.get(owner);
    return bridge && of ? pointSeries(layer, asset, bridge, of, world) : [];
  });
}

type Values = Readonly<Record<string, (at: Instant) => number>>;

function pointSeries(
  layer: SimulatedLayer,
  asset: Asset,
  bridge: SimulatedBridge,
  values: Values,
  world: World,
): Series[] {
  const stream = streamOf(world.seed, asset.id);
  const quantity = String(asset.attributes.quantity);
  const felt = feltBy(asset, quantity, values, stream);
  const silent = draw(stream, 3) < (bridge.silent && quantity === 'strain' ? SILENT_STRAIN : SILENT);
  const from = silentFrom(world);
  return Object.entries(felt).map(([property, value]) => ({
    layer: layer.definition.id,
    asset: asset.id,
    property,
    decimals: decimalsOf(layer.definition, property),
    period: PERIOD,
    phase: Math.floor(draw(stream, 0) * PERIOD),
    historyPeriod: HISTORY_PERIOD,
    value,
    ...(silent ? { silentSince: (at: Instant) => (at >= from ? from : undefined) } : {}),
  }));
}

/** What a point of `quantity` reads, by property. */
function feltBy(asset: Asset, quantity: string, values: Values, stream: number): Values {
  const of = (key: string, at: Instant): number => values[key]?.(at) ?? 0;
  const rough = (at: Instant, salt: number): number => scatter(stream ^ salt, at);
  switch (quantity) {
    case 'deflection': {
      const weight = numberOf(asset, 'deflectionWeight', 1);
      return { deflection: (at) => of('deflection', at) * weight * (1 + 0.03 * rough(at, 1)) };
    }
    case 'strain': {
      const weight = numberOf(asset, 'strainWeight', 0.95);
      return { strain: (at) => of('strain', at) * weight * (1 + 0.04 * rough(at, 1)) };
    }
    case 'force': {
      const own = 2.4 * draw(stream, 1) - 1.2;
      const baseline = numberOf(asset, 'baseline', 3000);
      return {
        force: (at) => baseline * (1 + (of('cableForce', at) + own + 0.3 * wander(stream, at, 7_200_000)) / 100),
      };
    }
    case 'vibration': {
      const weight = numberOf(asset, 'vibrationWeight', 0.4);
      const ringing = typeof asset.attributes.baseline === 'number';
      return {
        vibration: (at) => of('vibration', at) * weight * (1 + 0.05 * rough(at, 1)),
        ...(ringing ? { frequency: (at: Instant) => of('frequency', at) * (1 + 0.0015 * rough(at, 2)) } : {}),
      };
    }
    case 'temperature':
      return { temperature: (at) => of('temperature', at) + 1.6 * draw(stream, 1) - 0.8 };
    case 'wind':
      return { wind: (at) => Math.max(0, of('wind', at) * (0.9 + 0.25 * draw(stream, 1)) + 0.3 * rough(at, 1)) };
    case 'load':
      // One lane carries the heaviest lorry of the minute, the others lighter ones.
      return { load: (at) => of('vehicleLoad', at) * (0.35 + 0.65 * draw(stream ^ 5, Math.floor(at / MINUTE))) };
    case 'joint': {
      const travel = numberOf(asset, 'limit', 120);
      return { joint: (at) => (travel * of('joint', at)) / 100 + 2 * draw(stream, 1) };
    }
    case 'tilt':
      return { tilt: (at) => of('tilt', at) * (0.7 + 0.6 * draw(stream, 1)) };
    default:
      return {};
  }
}
