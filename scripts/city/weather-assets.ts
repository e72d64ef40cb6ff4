import { layer as weatherLayer } from '../../src/domain/layers/weather.ts';
import type { CityData } from './city-data.ts';
import type { Register } from './register.ts';

export function registerWeatherStations(data: CityData, register: Register): void {
  for (const station of data.weather)
    register.add(weatherLayer, {
      id: station.id,
      at: station.at,
      heading: 0,
      road: '',
      owner: '气象局',
      maintainer: '气象局',
      name: station.name,
      note: station.note,
      attributes: {},
    });
}
