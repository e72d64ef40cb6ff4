import type { Words } from '../../domain/words.ts';
import { BURNING_KEYS, fullPowerHours, HOURS_A_YEAR } from '../lighting/burning-hours.ts';
import { DEVICE_KEYS, isLuminaire, kilowattsOf, type LoadKind } from '../lighting/energy-loads.ts';
import type { CostKey, Values } from './assumptions.ts';

/** Who pays. Tower rent is told apart and never netted. */
export type Payer = 'fiscal' | 'tower' | 'police' | 'grid';

export const PAYER_WORDS: Readonly<Record<Payer, Words>> = {
  fiscal: { zh: '财政', en: 'City budget' },
  tower: { zh: '铁塔', en: 'Tower company' },
  police: { zh: '交警', en: 'Traffic police' },
  grid: { zh: '电力', en: 'Power grid' },
};

/** `works` 建设 on objects, `lines` 建设 along the road, `opex` 运维, `rent` between owners, `stock` replaced over the years. */
type Kind = 'works' | 'lines' | 'opex' | 'rent' | 'stock';

export interface CostItem {
  readonly title: Words;
  readonly unit: string;
  readonly kind: Kind;
  /** Yuan for one unit; for `opex` and `rent` each year. */
  readonly price: (values: Values) => number;
  readonly uses: readonly CostKey[];
  /** kWh a year for one unit. */
  readonly energy?: (values: Values) => number;
  /** kgCO₂ in making one unit. */
  readonly embodied?: (values: Values) => number;
  /** Years until the first and between later replacements. */
  readonly life?: (values: Values) => readonly [first: number, every: number];
}

const plain = (zh: string, en: string, unit: string, kind: Kind, key: CostKey): CostItem => ({
  title: { zh, en },
  unit,
  kind,
  price: (values) => values[key],
  uses: [key],
});

/** A load that costs its energy; quantities are those of `lighting/energy-loads.ts`. */
const load = (zh: string, en: string, unit: string, kind: LoadKind): CostItem => {
  const lamp = isLuminaire(kind);
  const energy = (values: Values) =>
    kilowattsOf(kind, values) * (lamp ? fullPowerHours(values.site, values) : HOURS_A_YEAR);
  return {
    title: { zh, en },
    unit,
    kind: 'opex',
    price: (values) => energy(values) * values.tariff,
    energy,
    uses: [...USES[kind], ...(lamp ? BURNING_KEYS : []), 'tariff'],
  };
};

/** Assumptions of the power of a load. */
const USES: Readonly<Record<LoadKind, readonly CostKey[]>> = {
  ratedLamp: ['ballastLoss'],
  ratedHighArm: ['ballastLoss', 'lowArmShare'],
  ratedLowArm: ['ballastLoss', 'lowArmShare'],
  ledLamp: ['ledPower'],
  ledLowArm: ['ledPower', 'lowArmShare'],
  surveyedPower: [],
  ...(Object.fromEntries(DEVICE_KEYS.map((key) => [key, [key]])) as Record<(typeof DEVICE_KEYS)[number], CostKey[]>),
};

const stock = (
  zh: string,
  en: string,
  key: CostKey,
  life: NonNullable<CostItem['life']>,
  keys: CostKey[],
): CostItem => ({
  ...plain(zh, en, '件', 'stock', key),
  life,
  uses: [key, ...keys],
});

/** Everything that is counted and priced. A new kind of work is one line. */
const COST_ITEMS = {
  carrier: {
    ...plain('综合杆', 'Carriers', '根', 'works', 'carrierCost'),
    embodied: (v) => v.carrierSteel * v.steelFactor,
  },
  base: {
    ...plain('基础', 'Bases', '座', 'works', 'baseCost'),
    embodied: (v) => v.baseConcrete * v.concreteFactor,
  },
  microCell: plain('新设微站', 'New micro cells', '套', 'works', 'microCellCost'),
  mountMove: plain('挂载迁移', 'Mounts moved', '件', 'works', 'mountMoveCost'),
  removal: plain('拆杆', 'Poles removed', '根', 'works', 'removalCost'),
  duct: plain('管线', 'Ducts', 'm', 'lines', 'ductCost'),
  underground: plain('架空线入地', 'Lines undergrounded', 'km', 'lines', 'undergroundCost'),
  telecomUnderground: plain('通信线入地', 'Telecom lines undergrounded', 'km', 'lines', 'telecomUndergroundCost'),
  cabinet: plain('综合机箱', 'Multi-function cabinets', '个', 'works', 'cabinetCost'),
  cabinetRemoval: plain('拆箱', 'Cabinets removed', '个', 'works', 'cabinetRemovalCost'),
  cabinetUpkeep: plain('机箱运维', 'Upkeep of cabinets', '个', 'opex', 'cabinetUpkeepCost'),
  carrierUpkeep: plain('综合杆运维', 'Upkeep of carriers', '根', 'opex', 'carrierUpkeep'),
  plainUpkeep: plain('普通杆运维', 'Upkeep of plain poles', '根', 'opex', 'plainUpkeep'),
  ratedLamp: load('现状照明', 'Lighting as today', 'kW', 'ratedLamp'),
  ratedHighArm: load('现状照明（高臂）', 'Lighting as today, high arms', 'kW', 'ratedHighArm'),
  ratedLowArm: load('现状照明（低臂）', 'Lighting as today, low arms', 'kW', 'ratedLowArm'),
  ledLamp: load('LED 照明', 'LED lighting', '盏', 'ledLamp'),
  ledLowArm: load('LED 照明（低臂）', 'LED lighting, low arms', '盏', 'ledLowArm'),
  cameraPower: load('摄像机用电', 'Cameras', '台', 'cameraPower'),
  enforcementPower: load('电子警察用电', 'Enforcement cameras', '台', 'enforcementPower'),
  microCellPower: load('微站用电', 'Micro cells', '套', 'microCellPower'),
  wifiPower: load('无线接入用电', 'Wi-Fi', '台', 'wifiPower'),
  screenPower: load('信息屏用电', 'Screens', '块', 'screenPower'),
  gatewayPower: load('网关用电', 'Gateways', '台', 'gatewayPower'),
  signalPower: load('信号灯用电', 'Vehicle signals', '组', 'signalPower'),
  smallDevicePower: load('小型设备用电', 'Small devices', '件', 'smallDevicePower'),
  chargerPower: load('充电桩待机用电', 'Chargers on standby', '台', 'chargerPower'),
  surveyedPower: load('实测功率设备用电', 'Devices of surveyed power', 'kW', 'surveyedPower'),
  rent: plain('铁塔租金', 'Tower rent', '套', 'rent', 'towerRent'),
  carrierStock: stock('综合杆更换', 'Carriers renewed', 'carrierCost', (v) => [v.lifePole, v.lifePole], ['lifePole']),
  lampPoleStock: stock('灯杆更换', 'Lamp poles renewed', 'lampPoleCost', (v) => [v.oldLife, v.lifePole], [
    'oldLife',
    'lifePole',
  ]),
  plainPoleStock: stock('其他杆更换', 'Other poles renewed', 'plainPoleCost', (v) => [v.oldLife, v.lifePole], [
    'oldLife',
    'lifePole',
  ]),
  ledStock: stock('灯具更换', 'Luminaires renewed', 'ledCost', (v) => [v.lifeLed, v.lifeLed], ['lifeLed']),
  deviceStock: stock('设备更换', 'Devices renewed', 'deviceCost', (v) => [v.lifeDevice, v.lifeDevice], ['lifeDevice']),
} as const satisfies Readonly<Record<string, CostItem>>;

export type ItemId = keyof typeof COST_ITEMS;

export function itemOf(id: ItemId): CostItem {
  return COST_ITEMS[id];
}
