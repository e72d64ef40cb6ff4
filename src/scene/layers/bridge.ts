import type { DriverFactory } from './driver.ts';
import { tableOf } from './point.ts';
import { drawSymbols } from './symbols.ts';

/** Bridges: a large symbol each; their bodies come as structure tiles that carry the same slots. */
export const bridgeDriver: DriverFactory = (context, resident, scenario, firstPick) => {
  const table = tableOf(resident, scenario);
  const draws = table.count === 0 ? [] : [drawSymbols(context, resident, table, firstPick)];
  return {
    draws,
    destroy() {
      for (const draw of draws) draw.destroy();
    },
  };
};
