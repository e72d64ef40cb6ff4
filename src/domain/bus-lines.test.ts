import { expect, it } from 'vitest';
import { formatBusLines, parseBusLines } from './bus-lines.ts';

it.each([
  ['11路、12路、K3', ['11', '12', 'K3']],
  ['11|12|11路', ['11', '12']],
  ['１０１路，102 路;103', ['101', '102', '103']],
  ['游1路/公交快线', ['游1', '公交快线']],
  ['', []],
  [' 、', []],
])('%s', (text, lines) => {
  expect(parseBusLines(text)).toEqual(lines);
  expect(parseBusLines(formatBusLines(lines))).toEqual(lines);
});
