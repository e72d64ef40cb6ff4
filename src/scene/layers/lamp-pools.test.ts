import { expect, it } from 'vitest';
import { DAY } from '../../domain/clock.ts';
import { mergeInto } from '../../scenario/fixture/short-street.ts';
import { carrierAt, litStreet } from '../../scenario/lighting/fixture/lit-street.ts';
import { nightLamps } from '../../scenario/lighting/night-lamps.ts';
import { litRoadOf } from '../../scenario/lighting/road-lighting.ts';
import { hasService, serviceTexels } from './lamp-pools.ts';

/** Share of full output that the shader LAMP_BURNING reads for a row, late hours apart; null: as its pole stands. */
function read(texels: Float32Array, row: number, alternatives: number, alternative: number, days: number) {
  const at = (texel: number) => [...texels.subarray(4 * texel, 4 * texel + 4)] as [number, number, number, number];
  const holds = ([from, to]: readonly number[]) => days >= (from as number) && days < (to as number);
  const service = at(row * alternatives + alternative);
  let share = 1;
  for (let texel = service[2]; texel < service[2] + service[3]; texel++) if (holds(at(texel))) share *= at(texel)[2];
  return { stands: service[0] > service[1], output: holds(service) ? share : 0, share };
}

const south = Array.from({ length: 12 }, (_, index) => `S${index + 15}`);
const plan = litStreet(
  [
    carrierAt(20, 'luminaire:12:0', 5),
    { op: 'light', layer: 'lamp', targets: south, dim: 50, days: [2, 8] },
    { op: 'light', layer: 'lamp', targets: ['S16', 'N3'], dim: 40, days: [6, 9] },
  ],
  [
    mergeInto('MF20', 'lamp', 'S20', ['luminaire:12:0'], { migrated: 12, day: 15 }),
    { op: 'light', layer: 'pole', targets: ['MF20'], dim: 70, days: [16, 18] },
  ],
);

it('every lamp of the road shines by night as the figures count it, on every day under every alternative', () => {
  const road = litRoadOf(plan);
  if (!road) return expect.unreachable();
  let compared = 0;
  for (const layer of ['lamp', 'pole']) {
    const table = plan.assets.get(layer);
    if (!table) return expect.unreachable();
    const lamps = nightLamps(table, plan, layer === 'lamp').filter(hasService);
    const texels = serviceTexels(lamps, plan);
    plan.alternatives.forEach(({ id }, alternative) => {
      for (let day = 0.5; day < 22; day++) {
        const shares = road.sharesAt(id, plan.start + day * DAY);
        lamps.forEach(({ slot }, row) => {
          const index = road.luminaires.findIndex(
            ({ ref }) => ref.layer === layer && ref.id === (table.ids[slot] as string),
          );
          const { output } = read(texels, row, plan.alternatives.length, alternative, day);
          expect(output, `${table.ids[slot]} ${id} day ${day}`).toBeCloseTo(shares[index] as number, 6);
          compared++;
        });
      }
    });
  }
  expect(compared).toBe(83 * 2 * 22);
});

it('a lamp whose mounts are not known shines as its pole stands, by so much less where the plan dims it', () => {
  const known = litStreet([{ op: 'light', layer: 'lamp', targets: ['S3'], dim: 30, days: [2, 8] }]);
  const bare = [...known.assets].map(
    ([id, each]) => [id, { ...each, columns: { ...each.columns, mounts: each.ids.map(() => null) } }] as const,
  );
  const unknown = { ...known, assets: new Map(bare) };
  const table = unknown.assets.get('lamp');
  if (!table) return expect.unreachable();
  const lamps = nightLamps(table, unknown, true);
  const lamp = lamps.find(({ slot }) => table.ids[slot] === 'S3');
  expect(lamp?.service).toBeNull();
  const row = lamps.filter(hasService).indexOf(lamp as (typeof lamps)[number]);
  const texels = serviceTexels(lamps, unknown);
  const chosen = unknown.alternatives.findIndex(({ id }) => id === 'X');
  const shareOn = (day: number, alternative: number) =>
    read(texels, row, unknown.alternatives.length, alternative, day);
  expect(shareOn(3, chosen)).toMatchObject({ stands: true, share: expect.closeTo(0.3, 6) });
  expect(shareOn(9, chosen)).toMatchObject({ stands: true, share: 1 });
  expect(shareOn(3, 0)).toMatchObject({ stands: true, share: 1 });
});
