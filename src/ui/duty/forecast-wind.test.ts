import { expect, it } from 'vitest';
import { HOUR } from '../../domain/clock.ts';
import { layerOf } from '../../domain/layers/table.ts';
import { ObservationTable } from '../../domain/observation-table.ts';
import { forecastWind } from './forecast-wind.ts';

const NOW = Date.UTC(2026, 6, 1);

function stations() {
  const definition = layerOf('weather');
  const shown = new ObservationTable(
    'weather',
    definition.properties.map(({ key }) => key),
    3,
  );
  const assets = {
    ...{ layer: 'weather', count: 3, capacity: 3, ids: ['a', 'b', 'c'], columns: {}, provenance: 'surveyed' as const },
    ...{ positions: new Float64Array(9), headings: new Float32Array(3) },
  };
  const say = (slot: number, wind: number, hoursAgo: number) =>
    shown.write(shown.properties.indexOf('windForecast'), slot, wind, NOW - hoursAgo * HOUR, 'good');
  return { layer: { definition, shown, assets, source: 'surveyed' as const }, say };
}

it('is the strongest of the fresh forecasts, and none where none came', () => {
  const { layer, say } = stations();
  expect(forecastWind(undefined, NOW)).toBeNull();
  expect(forecastWind(layer, NOW)).toBeNull();
  say(0, 31, 2);
  expect(forecastWind(layer, NOW), 'of two hours ago').toBeNull();
  say(1, 17.5, 0.1);
  say(2, 12, 0.2);
  expect(forecastWind(layer, NOW)).toBe(17.5);
});
