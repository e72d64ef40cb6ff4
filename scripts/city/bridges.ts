import { sensorPlan } from '../../src/domain/furniture/bridge-sensors.ts';
import { buildCableStayedBridge, buildGirderBridge } from '../../src/domain/furniture/bridges.ts';
import type { Mesh } from '../../src/domain/furniture/mesh.ts';
import { layer } from '../../src/domain/layers/bridge.ts';
import { layer as sensors } from '../../src/domain/layers/bridge-sensor.ts';
import type { StructureFeature } from '../tiles/feature.ts';
import type { CityData, FeatureData } from './city-data.ts';
import { chainageOf, type Point } from './plane.ts';
import { geographic, type Register } from './register.ts';

/** Depth of the girder below the deck that floodlights of a landmark bridge still reach, metres (示意). */
const GIRDER_LIGHT = 2;

export function registerBridges(data: CityData, register: Register): void {
  for (const bridge of data.bridges) {
    const p = bridge.properties;
    register.add(layer, {
      id: bridge.id,
      at: bridge.at,
      heading: numeric(bridge, 'heading'),
      road: String(p.road),
      owner: '城市管理局',
      maintainer: '市政养护单位',
      name: bridge.name,
      note: bridge.note,
      attributes: {
        ...Object.fromEntries(
          [
            'river',
            'type',
            'length',
            'mainSpan',
            'width',
            'towerHeight',
            'opened',
            'maintenanceClass',
            'rating',
            'sensors',
            'deflectionLimit',
            'strainLimit',
            'baseFrequency',
          ].map((key) => [key, (p[key] ?? null) as string | number | null]),
        ),
        ...thermal(bridge),
      },
    });
    registerSensors(bridge, register);
  }
}

/** What a degree does to each quantity: assumptions until a year of the bridge's own record gives its slopes (domain.md §2.3). */
function thermal(bridge: FeatureData): Record<string, number | null> {
  const round = (value: number) => Number(value.toPrecision(3));
  return {
    referenceTemperature: 15,
    deflectionPerKelvin: round(0.004 * numeric(bridge, 'deflectionLimit')),
    strainPerKelvin: round(0.008 * numeric(bridge, 'strainLimit')),
    frequencyPerKelvin: round(-0.0003 * numeric(bridge, 'baseFrequency')),
    cableForcePerKelvin: bridge.properties.type === 'cable-stayed' ? -0.06 : null,
  };
}

/** What only points of some quantities have. */
const ELSEWHERE = {
  limit: null,
  baseline: null,
  deflectionWeight: null,
  strainWeight: null,
  vibrationWeight: null,
  frequencyWeight: null,
};

/** The transducers of a bridge, each where it sits. */
function registerSensors(bridge: FeatureData, register: Register): void {
  const heading = numeric(bridge, 'heading');
  const toCity = turned(bridge.at, heading);
  const plan = sensorPlan({
    id: bridge.id,
    type: String(bridge.properties.type),
    mainBridge: numeric(bridge, 'mainBridge'),
    mainSpan: numeric(bridge, 'mainSpan'),
    width: numeric(bridge, 'width'),
    deckHeight: numeric(bridge, 'deckHeight'),
    towerHeight: numeric(bridge, 'towerHeight'),
    sensors: numeric(bridge, 'sensors'),
    deflectionLimit: numeric(bridge, 'deflectionLimit'),
    strainLimit: numeric(bridge, 'strainLimit'),
    baseFrequency: numeric(bridge, 'baseFrequency'),
  });
  for (const { id, quantity, section, at, attributes } of plan)
    register.add(sensors, {
      id,
      at: toCity(at[0], at[1]),
      height: at[2],
      heading,
      road: String(bridge.properties.road),
      owner: '城市管理局',
      maintainer: '监测单位（示意）',
      name: `示意测点 ${id}`,
      note: '示意测点，布设参照 JT/T 1037-2022，待核',
      attributes: {
        bridge: bridge.id,
        quantity,
        section,
        along: Math.round(10 * at[1]) / 10,
        across: Math.round(10 * at[0]) / 10,
        up: Math.round(10 * at[2]) / 10,
        ...ELSEWHERE,
        ...attributes,
      },
    });
}

/** The bridges as built works, each carrying its asset. */
export function* bridgeStructures(data: CityData): Generator<StructureFeature> {
  for (const bridge of data.bridges) {
    const main = numeric(bridge, 'mainBridge');
    const span = numeric(bridge, 'mainSpan');
    const approach = (numeric(bridge, 'length') - main) / 2;
    const common = { width: numeric(bridge, 'width'), deckHeight: numeric(bridge, 'deckHeight'), approach };
    const mesh =
      bridge.properties.type === 'cable-stayed'
        ? buildCableStayedBridge({
            ...common,
            mainSpan: span,
            sideSpan: (main - span) / 2,
            towerHeight: numeric(bridge, 'towerHeight'),
            lanes: 6,
          })
        : buildGirderBridge({ ...common, length: main, spans: Math.round(main / span) });
    yield {
      kind: 'structure',
      id: `S-${bridge.id}`,
      class: 'bridge',
      asset: { layer: layer.id, id: bridge.id },
      ...trianglesOf(data, mesh, bridge.at, numeric(bridge, 'heading')),
      ...(bridge.properties.type === 'cable-stayed'
        ? { floodlit: [common.deckHeight - GIRDER_LIGHT, numeric(bridge, 'towerHeight')] as const }
        : {}),
    };
  }
}

/** A mesh in its own frame (y forward) as geographic triangles. */
export function trianglesOf(
  data: CityData,
  mesh: Mesh,
  at: Point,
  heading: number,
): Pick<StructureFeature, 'triangles' | 'color'> {
  const toCity = turned(at, heading);
  const triangles = new Float64Array(mesh.indices.length * 3);
  const color: string[] = [];
  mesh.indices.forEach((index, i) => {
    const [x, y, z] = [mesh.positions[3 * index]!, mesh.positions[3 * index + 1]!, mesh.positions[3 * index + 2]!];
    const [longitude, latitude] = geographic(data, toCity(x, y));
    triangles.set([longitude, latitude, z], 3 * i);
    if (i % 3 === 0) color.push(hex(mesh.colors, 4 * index));
  });
  return { triangles, color };
}

/** From a bridge's own frame (y forward) to metres of the city. */
function turned(at: Point, heading: number): (x: number, y: number) => Point {
  const angle = (heading * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return (x, y) => [at[0] + x * cos + y * sin, at[1] - x * sin + y * cos];
}

function hex(colors: Uint8Array, at: number): string {
  return `#${[0, 1, 2].map((i) => colors[at + i]!.toString(16).padStart(2, '0')).join('')}`;
}

/** Chainages of a road where its surface is the bridge's deck and not the ground. */
export function bridgeCuts(data: CityData, roadName: string): { from: number; to: number }[] {
  const roads = data.roads.filter((road) => road.name === roadName);
  return data.bridges
    .filter((bridge) => bridge.properties.road === roadName)
    .flatMap((bridge) =>
      roads.map((road) => {
        const chainage = chainageOf(road.axis, crossingPoint(data, bridge));
        const river = data.rivers.find((each) => each.name === bridge.properties.river);
        const half = river ? river.width / 2 + 6 : 20;
        return { from: chainage - half, to: chainage + half };
      }),
    );
}

/** Where the bridge crosses what it was built for; an overpass stands centred on its length, not on the railway. */
function crossingPoint(data: CityData, bridge: FeatureData): Point {
  const rail = data.railways[0];
  if (bridge.properties.type !== 'overpass' || !rail) return bridge.at;
  const i = rail.axis.findIndex((point) => point[0] > bridge.at[0]);
  const [a, b] = [rail.axis[i - 1]!, rail.axis[i]!];
  return [bridge.at[0], a[1] + ((b[1] - a[1]) * (bridge.at[0] - a[0])) / (b[0] - a[0])];
}

function numeric(bridge: FeatureData, key: string): number {
  const value = bridge.properties[key];
  if (typeof value !== 'number') throw new Error(`bridges.geojson: "${bridge.id}" lacks the number "${key}".`);
  return value;
}
