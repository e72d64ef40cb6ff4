import type { Instant } from '../../domain/clock.ts';
import { holds } from '../../domain/validity.ts';
import { define, endsOf } from '../assumption.ts';
import type { CompiledScenario, Kpi } from '../compiled.ts';
import { figure } from '../figure.ts';
import { type ObjectRecord, objectsOf } from '../objects.ts';
import type { DrainKind } from './drain-edit.ts';

const PRICE = '经验值·待核，待询价';

/** Unit prices of drainage works. A document's assumption of the same key takes its place. */
const TABLE = [
  define('inletPrice', '雨水口单价', 'Inlet', 4000, '元/座', [2500, 6000], PRICE, 'M'),
  define('stormPipePrice', '雨水管单价（管径 1 m）', 'Storm pipe of 1 m', 3000, '元/m', [2000, 4500], PRICE, 'M'),
  define('tankPrice', '调蓄池单价', 'Storage tank', 3500, '元/m³', [2000, 6000], PRICE, 'M'),
  define('pumpPrice', '泵站单价', 'Pumping', 800_000, '元/(m³/s)', [500_000, 1_500_000], PRICE, 'M'),
  define('raisePrice', '路面抬高单价', 'Raised road', 400, '元/m²', [250, 600], PRICE, 'M'),
  define('permeablePrice', '透水铺装单价', 'Permeable surface', 300, '元/m²', [180, 450], PRICE, 'M'),
] as const;
type PriceKey = (typeof TABLE)[number]['key'];

/** The table as rows of a document. */
export const DRAIN_PRICES = TABLE.map((row) => ({ ...row, range: [...row.range] as [number, number] }));

const KINDS: Readonly<
  Record<DrainKind, { price: PriceKey; zh: string; en: string; unit: string; quantity: (of: Sizes) => number }>
> = {
  inlets: { price: 'inletPrice', zh: '新增雨水口', en: 'Inlets', unit: '座', quantity: ({ count }) => count },
  // A pipe costs about as its diameter.
  pipe: {
    price: 'stormPipePrice',
    zh: '更换雨水管（折合管径 1 m）',
    en: 'Pipe, as of 1 m',
    unit: 'm',
    quantity: ({ diameter, length }) => diameter * length,
  },
  tank: { price: 'tankPrice', zh: '调蓄池', en: 'Tanks', unit: 'm³', quantity: ({ volume }) => volume },
  pump: { price: 'pumpPrice', zh: '抽排能力', en: 'Pumping', unit: 'm³/s', quantity: ({ rate }) => rate },
  raise: {
    price: 'raisePrice',
    zh: '抬高路面',
    en: 'Raised',
    unit: 'm²',
    quantity: ({ length, width }) => length * width,
  },
  surface: {
    price: 'permeablePrice',
    zh: '透水铺装',
    en: 'Permeable',
    unit: 'm²',
    quantity: ({ length, width }) => length * width,
  },
};

interface Sizes {
  readonly count: number;
  readonly diameter: number;
  readonly length: number;
  readonly width: number;
  readonly volume: number;
  readonly rate: number;
}

/** Drainage works built until an instant, by kind, and what they cost. */
export function drainKpis(compiled: CompiledScenario, alternativeId: string, at: Instant): Kpi[] {
  const built = objectsOf(compiled, alternativeId, 'drain').filter((each) => each.planned && holds(each, at));
  const prices = endsOf(TABLE, compiled.document.assumptions);
  const kinds = Object.entries(KINDS).map(([kind, each]) => ({
    kind,
    ...each,
    own: built.filter(({ attributes }) => attributes['kind'] === kind),
  }));
  const cost = (end: 'mid' | 'low' | 'high') =>
    kinds.reduce((sum, { own, price, quantity }) => sum + prices[end][price] * total(own, quantity), 0) / 10_000;
  const used = kinds.filter(({ own }) => own.length > 0);
  return [
    {
      ...figure(
        'drain.capex',
        '排水改造投资',
        'Drainage works',
        cost('mid'),
        '万元',
        0,
        built,
        'Σ 数量 × 单价，累计至此刻',
        'Σ quantity × price, until now',
      ),
      assumptions: used.map(({ price }) => price),
      range: [cost('low'), cost('high')],
    },
    ...used.map(({ kind, zh, en, unit, own, quantity }) =>
      figure(
        `drain.${kind}`,
        zh,
        en,
        total(own, quantity),
        unit,
        kind === 'pump' ? 2 : 0,
        own,
        '本方案此刻已建',
        'built by the plan until now',
      ),
    ),
  ];
}

function total(objects: readonly ObjectRecord[], quantity: (of: Sizes) => number): number {
  return objects.reduce((sum, { attributes }) => {
    const of = (key: keyof Sizes) => Number(attributes[key] ?? 0);
    return (
      sum +
      quantity({
        count: of('count'),
        diameter: of('diameter'),
        length: of('length'),
        width: of('width'),
        volume: of('volume'),
        rate: of('rate'),
      })
    );
  }, 0);
}
