import { expect, it } from 'vitest';
import { parseODataOptions } from '../../../wire/odata-options.ts';
import { readCity } from '../../city.ts';
import type { History } from '../../history/history.ts';
import { operatorView } from '../../role-view.ts';
import { makeTestCity } from '../../test-city.ts';
import { entityAnswer } from './pages.ts';
import { targetOf } from './resource-path.ts';

it('expands fewer entities into each the more there are on a page, with a way to what is left', async () => {
  const place = makeTestCity();
  const city = readCity(place.folder, 'simulator');
  place.remove();
  const seen = {
    city,
    view: operatorView(city),
    root: 'http://x',
    origin: '',
    role: undefined,
    history: {} as History,
  };
  const target = await targetOf("Sensors('lamp:power')", seen);
  if (target.is !== 'entity') throw new Error(`expected an entity, found a ${target.is}`);
  const options = parseODataOptions({ $expand: 'Datastreams($top=10000;$select=id)' });
  const among = async (siblings: number) =>
    (await entityAnswer(target.set, target.ref, options, seen, siblings)) as Record<string, unknown>;
  const alone = await among(1);
  expect(alone['Datastreams']).toHaveLength(20);
  expect(alone['Datastreams@iot.nextLink']).toBeUndefined();
  const crowded = await among(10_000);
  expect(crowded['Datastreams']).toHaveLength(10);
  expect(crowded['Datastreams@iot.nextLink']).toMatch(/\$skip=10$/);
});
