import type { Instant } from '../../domain/clock.ts';
import type { Words } from '../../domain/words.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { burningSite } from '../lighting/burning-hours.ts';
import { rangeOf } from '../range.ts';
import { type CostAssumptions, costAssumptions } from './assumptions.ts';
import type { CostLine } from './cost-line.ts';
import { itemOf, PAYER_WORDS, type Payer } from './items.ts';
import { costLines, linesAt, quantitiesOf } from './lines.ts';
import { assumptionsUsed, type Measure, measure } from './measures.ts';

interface Told {
  readonly key: string;
  readonly what: Measure;
  readonly title: Words;
  readonly unit: string;
  /** Of the unit, yuan or tCO₂. */
  readonly scale: number;
  readonly decimals: number;
  readonly formula: Words;
}

const TEN_THOUSAND = 10_000;

const CAPEX: Told = {
  key: 'cost.capex',
  what: 'capex',
  title: { zh: '建设投资', en: 'Capex' },
  unit: '万元',
  scale: TEN_THOUSAND,
  decimals: 0,
  formula: { zh: '杆件与设备 + 管线与入地，累计至此刻', en: 'works on poles + ducts and undergrounding, until now' },
};
const OPEX: Told = {
  key: 'cost.opex',
  what: 'opex',
  title: { zh: '年运维费', en: 'Opex' },
  unit: '万元/a',
  scale: TEN_THOUSAND,
  decimals: 1,
  formula: {
    zh: '此刻在立杆件的运维 + 用电 × 电价；不含铁塔租金',
    en: 'upkeep of standing poles + energy × tariff; tower rent apart',
  },
};
const TOLD: readonly Told[] = [
  CAPEX,
  {
    ...CAPEX,
    key: 'cost.works',
    what: 'works',
    title: { zh: '其中杆件与设备', en: 'of it poles and devices' },
    formula: {
      zh: 'Σ 数量 × 单价：综合杆、基础、微站、迁移、拆杆',
      en: 'Σ quantity × price: carriers, bases, cells, moves, removals',
    },
  },
  {
    ...CAPEX,
    key: 'cost.lines',
    what: 'lines',
    title: { zh: '其中管线与入地', en: 'of it ducts and undergrounding' },
    formula: {
      zh: '同侧综合杆间距之和 × 单价 + 入地杆跨距之和 × 单价',
      en: 'gaps between carriers of a side × price + spans undergrounded × price',
    },
  },
  OPEX,
  {
    ...OPEX,
    key: 'cost.rent',
    what: 'rent',
    title: { zh: '铁塔租金（另计）', en: 'Tower rent (apart)' },
    formula: {
      zh: '综合杆上的微站 × 年租金；单位间转移，不计入运维',
      en: 'micro cells on carriers × rent a year; a transfer, not in opex',
    },
  },
  {
    key: 'carbon.annual',
    what: 'carbon',
    title: { zh: '年用电碳排放', en: 'Carbon of energy' },
    unit: 'tCO₂/a',
    scale: 1,
    decimals: 1,
    formula: { zh: '照明与设备年用电 × 电网排放因子', en: 'energy of lamps and devices a year × grid factor' },
  },
  {
    key: 'carbon.embodied',
    what: 'embodied',
    title: { zh: '建材隐含碳', en: 'Embodied carbon' },
    unit: 'tCO₂',
    scale: 1,
    decimals: 0,
    formula: { zh: '综合杆用钢、基础混凝土 × 隐含碳因子', en: 'steel of carriers and concrete of bases × factors' },
  },
];
const NPV: Told = {
  key: 'cost.npv',
  what: 'npv',
  title: { zh: '全寿命费用现值', en: 'Present value of cost' },
  unit: '万元',
  scale: TEN_THOUSAND,
  decimals: 0,
  formula: {
    zh: '建设 + Σ 年运维折现 + 到期更换折现 − 期末残值折现；按完工状态，现状同口径',
    en: 'capex + discounted opex + renewals − residual value; of the finished plan, today on the same footing',
  },
};

/** Cost and carbon of an alternative: in all, by payer, by district. Present value is of the finished plan at any instant. */
export function costKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const assumptions = costAssumptions(compiled.document.assumptions, burningSite(compiled));
  const all = costLines(compiled, alternativeId);
  const now = linesAt(all, at);
  const kpi = (told: Told, lines: readonly CostLine[]) => costKpi(told, lines, assumptions);
  const payers = (told: Told) =>
    (Object.keys(PAYER_WORDS) as Payer[]).map((payer): Kpi => {
      const { zh, en } = PAYER_WORDS[payer];
      return kpi(
        {
          ...told,
          key: `${told.key}.${payer}`,
          title: { zh: `${told.title.zh}·${zh}`, en: `${told.title.en}, ${en.toLowerCase()}` },
        },
        now.filter((line) => line.payer === payer),
      );
    });
  return [
    ...TOLD.map((told) => kpi(told, now)),
    kpi(NPV, linesAt(all, compiled.end)),
    ...payers(CAPEX),
    ...payers(OPEX),
    ...(compiled.document.project.districts ?? []).flatMap(({ name }) => {
      const own = now.filter((line) => line.district === name);
      return [CAPEX, OPEX].map(
        (told): Kpi => ({ ...kpi({ ...told, key: `${told.key}@${name}` }, own), district: name }),
      );
    }),
  ];
}

function costKpi(told: Told, lines: readonly CostLine[], assumptions: CostAssumptions): Kpi {
  const own = lines.filter(({ item }) => speaksOf(told.what, item));
  const quantities = quantitiesOf(own);
  const keys = assumptionsUsed(told.what, quantities);
  const { mid, low, high } = rangeOf(
    (values) => measure(told.what, quantities, values) / told.scale,
    assumptions,
    keys,
  );
  const objects = own.map(({ shown }) => ({ ref: shown }));
  return {
    ...figure(
      told.key,
      told.title.zh,
      told.title.en,
      mid,
      told.unit,
      told.decimals,
      objects,
      told.formula.zh,
      told.formula.en,
    ),
    assumptions: keys,
    range: [low, high],
  };
}

/** Whether lines of `item` make the figure. */
function speaksOf(what: Measure, item: CostLine['item']): boolean {
  const { kind, energy, embodied } = itemOf(item);
  switch (what) {
    case 'works':
    case 'lines':
    case 'opex':
    case 'rent':
      return kind === what;
    case 'capex':
      return kind === 'works' || kind === 'lines';
    case 'energy':
    case 'carbon':
      return energy !== undefined;
    case 'embodied':
      return embodied !== undefined;
    case 'npv':
      return kind !== 'rent';
  }
}
