import type { CostKey, Values } from './assumptions.ts';
import { type CostItem, type ItemId, itemOf } from './items.ts';

/** How much of each item there is. */
export type Quantities = ReadonlyMap<ItemId, number>;

export type Measure = 'works' | 'lines' | 'capex' | 'opex' | 'rent' | 'npv' | 'energy' | 'carbon' | 'embodied';

/**
 * One figure of `quantities` under `values`: yuan (`works`, `lines`, `capex`, `npv`), yuan a year (`opex`, `rent`), kWh a year
 * (`energy`), tCO₂ a year (`carbon`) or tCO₂ (`embodied`).
 */
export function measure(what: Measure, quantities: Quantities, values: Values): number {
  switch (what) {
    case 'works':
    case 'lines':
    case 'opex':
    case 'rent':
      return sum(quantities, (item) => (item.kind === what ? item.price(values) : 0));
    case 'capex':
      return measure('works', quantities, values) + measure('lines', quantities, values);
    case 'energy':
      return sum(quantities, (item) => item.energy?.(values) ?? 0);
    case 'carbon':
      return (measure('energy', quantities, values) * values.gridFactor) / 1000;
    case 'embodied':
      return sum(quantities, (item) => item.embodied?.(values) ?? 0) / 1000;
    case 'npv':
      return presentValue(quantities, values);
  }
}

/** Assumptions that can change a figure, in the order of the table. */
export function assumptionsUsed(what: Measure, quantities: Quantities): CostKey[] {
  const keys = new Set<CostKey>();
  const add = (test: (item: CostItem) => boolean) => {
    for (const id of quantities.keys()) if (test(itemOf(id))) for (const key of itemOf(id).uses) keys.add(key);
  };
  switch (what) {
    case 'works':
    case 'lines':
    case 'opex':
    case 'rent':
      add(({ kind }) => kind === what);
      break;
    case 'capex':
      add(({ kind }) => kind === 'works' || kind === 'lines');
      break;
    case 'energy':
    case 'carbon':
      add(({ energy }) => energy !== undefined);
      keys.delete('tariff');
      if (what === 'carbon') keys.add('gridFactor');
      break;
    case 'embodied':
      for (const key of ['carrierSteel', 'steelFactor', 'baseConcrete', 'concreteFactor'] as const) keys.add(key);
      break;
    case 'npv':
      add(({ kind }) => kind !== 'rent');
      keys.add('discountRate').add('years');
      break;
  }
  return [...keys];
}

/**
 * Present value of building at the start and of running for `years`: opex at each year's end, every replacement when it falls
 * due, less the unexpired share of the last one (straight line), all discounted. Source: 建设项目经济评价方法与参数（第三版）, cost
 * present value; formula as in any textbook of engineering economics.
 */
function presentValue(quantities: Quantities, values: Values): number {
  const discount = (year: number) => (1 + values.discountRate) ** -year;
  const years = Math.round(values.years);
  let annuity = 0;
  for (let year = 1; year <= years; year++) annuity += discount(year);
  const running = measure('opex', quantities, values) * annuity;
  const renewed = sum(quantities, (item) => {
    if (item.kind !== 'stock' || !item.life) return 0;
    const [first, every] = item.life(values);
    let [value, due] = [0, first];
    for (; due < years; due += every) value += discount(due);
    // What stands at the end was bought `every` years before it would be due again.
    return item.price(values) * (value - (Math.min(due - years, every) / every) * discount(years));
  });
  return measure('capex', quantities, values) + running + renewed;
}

function sum(quantities: Quantities, each: (item: CostItem) => number): number {
  let total = 0;
  for (const [id, quantity] of quantities) total += quantity * each(itemOf(id));
  return total;
}
