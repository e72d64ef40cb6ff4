import type { Assumption } from '../../wire/scenario-document.ts';
import { define, endsOf } from '../assumption.ts';
import { lightingAssumptions } from '../lighting/assumptions.ts';
import { BURNING_KEYS, type BurningKey, type BurningSite } from '../lighting/burning-hours.ts';
import { DEVICE_KEYS, type LoadKey } from '../lighting/energy-loads.ts';
import type { Ends } from '../range.ts';

const TABLE = '能耗与造价表，经验值·待核';
const OURS = '设计建议，待询价';
const STANDARD = 'GB/T 51366-2019 附录 D，凭记忆，条文待核';

/** Unit prices, lives and factors with their ranges (domain reference §4.6); none is a quotation. */
export const COST_ASSUMPTIONS = [
  define('carrierCost', '综合杆单价', 'Multi-function pole', 60_000, '元/根', [40_000, 80_000], TABLE, 'M'),
  define('baseCost', '基础与接地单价', 'Base and earthing', 5000, '元/座', [3000, 8000], OURS, 'D'),
  define('microCellCost', '5G 微站单价', 'Micro cell', 40_000, '元/套', [25_000, 60_000], OURS, 'D'),
  define('mountMoveCost', '挂载迁移单价', 'Moving a mount', 1500, '元/件', [800, 3000], OURS, 'D'),
  define('removalCost', '拆杆单价', 'Removal of a pole', 3000, '元/根', [2000, 4000], TABLE, 'M'),
  define('ductCost', '管线单价', 'Duct and cable', 600, '元/m', [400, 900], TABLE, 'M'),
  define(
    'undergroundCost',
    '架空线入地单价',
    'Undergrounding overhead lines',
    12_000_000,
    '元/km',
    [6_000_000, 20_000_000],
    TABLE,
    'M',
  ),
  define(
    'telecomUndergroundCost',
    '通信线随沟入地单价',
    'Telecom lines into the same trench',
    400_000,
    '元/km',
    [200_000, 800_000],
    OURS,
    'D',
  ),
  define('cabinetCost', '综合机箱单价', 'Multi-function cabinet', 45_000, '元/个', [30_000, 70_000], OURS, 'D'),
  define('cabinetRemovalCost', '拆箱单价', 'Removal of a cabinet', 2000, '元/个', [1000, 4000], OURS, 'D'),
  define('cabinetUpkeepCost', '机箱年运维', 'Upkeep of a cabinet', 600, '元/(个·a)', [300, 1200], OURS, 'D'),
  define('carrierUpkeep', '综合杆年运维', 'Upkeep of a carrier', 2500, '元/(杆·a)', [1500, 4000], TABLE, 'M'),
  define('plainUpkeep', '普通杆年运维', 'Upkeep of a plain pole', 400, '元/(杆·a)', [300, 500], TABLE, 'M'),
  define('towerRent', '铁塔挂载租金', 'Rent for a micro cell', 3000, '元/(套·a)', [1500, 6000], OURS, 'D'),
  define('tariff', '电价', 'Tariff', 0.68, '元/kWh', [0.6, 0.75], TABLE, 'M'),
  define(
    'gridFactor',
    '山东电网排放因子',
    'Grid emission factor, Shandong',
    0.64,
    'kgCO₂/kWh',
    [0.62, 0.68],
    TABLE,
    'M',
  ),
  define('carrierSteel', '综合杆用钢', 'Steel in a carrier', 400, 'kg/根', [300, 600], OURS, 'D'),
  define('steelFactor', '钢材隐含碳', 'Embodied carbon of steel', 2.05, 'kgCO₂/kg', [1.9, 2.4], STANDARD, 'M'),
  define('baseConcrete', '基础混凝土', 'Concrete in a base', 2, 'm³/座', [1.5, 3], OURS, 'D'),
  define('concreteFactor', '混凝土隐含碳', 'Embodied carbon of concrete', 295, 'kgCO₂/m³', [250, 385], STANDARD, 'M'),
  define(
    'discountRate',
    '折现率',
    'Discount rate',
    0.06,
    '1/a',
    [0.03, 0.08],
    '建设项目经济评价，社会折现率上限 8 %，待核',
    'M',
  ),
  define('years', '评价期', 'Years of evaluation', 20, 'a', [15, 30], '方案比选指标表：20 年', 'D'),
  define('lifeLed', 'LED 灯具更换周期', 'Life of an LED luminaire', 12, 'a', [10, 15], TABLE, 'M'),
  define('lifePole', '杆件更换周期', 'Life of a pole', 25, 'a', [20, 25], TABLE, 'M'),
  define('lifeDevice', '设备更换周期', 'Life of a device', 7, 'a', [6, 8], TABLE, 'M'),
  define('oldLife', '现状杆剩余寿命', 'Life left of poles today', 10, 'a', [5, 15], '现状杆龄未知，设计建议', 'D'),
  define('lampPoleCost', '普通灯杆单价', 'Plain lamp pole', 16_000, '元/根', [12_000, 20_000], TABLE, 'M'),
  define('plainPoleCost', '标志、信号等杆单价', 'Sign or signal pole', 27_500, '元/根', [15_000, 40_000], TABLE, 'M'),
  define('ledCost', 'LED 灯具单价', 'LED luminaire', 2500, '元/盏', [1500, 4000], OURS, 'D'),
  define('deviceCost', '智能设备单价', 'Device', 6000, '元/件', [3000, 12_000], OURS, 'D'),
] as const;

/** Assumptions that energy rests on are those of the lighting model, each a row of its table: one set of hours and powers. */
type EnergyKey = LoadKey | BurningKey;
const ENERGY_KEYS: readonly EnergyKey[] = ['lowArmShare', 'ballastLoss', 'ledPower', ...DEVICE_KEYS, ...BURNING_KEYS];

export type CostKey = (typeof COST_ASSUMPTIONS)[number]['key'] | EnergyKey;

/** A value for every assumption, and where and from when lamps burn. */
export type Values = Readonly<Record<CostKey, number>> & { readonly site: BurningSite };

/** The values of a scenario's assumptions with their ranges; keys that the document lacks keep the table's. */
export type CostAssumptions = Ends<Values>;

export function costAssumptions(assumptions: readonly Assumption[], site: BurningSite): CostAssumptions {
  const energy = lightingAssumptions().filter((each): each is typeof each & { key: EnergyKey } =>
    (ENERGY_KEYS as readonly string[]).includes(each.key),
  );
  const { mid, low, high } = endsOf<CostKey>([...COST_ASSUMPTIONS, ...energy], assumptions);
  return { mid: { ...mid, site }, low: { ...low, site }, high: { ...high, site } };
}
