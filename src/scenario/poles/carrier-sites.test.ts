import { expect, test } from 'vitest';
import { parseMounts } from '../../domain/mount.ts';
import type { PoleClass } from '../../domain/pole-class.ts';
import { seededRandom } from '../../domain/random.ts';
import { carrierSites } from './carrier-sites.ts';
import { DEFAULT_POLICIES } from './policies.ts';
import type { StreetPole } from './street-poles.ts';

function pole(poleClass: PoleClass, chainage: number, offset = -13): StreetPole {
  return {
    layer: poleClass === 'LP' ? 'lamp' : 'pole',
    id: `${poleClass}-${chainage}`,
    class: poleClass,
    side: offset < 0 ? 'south' : 'north',
    chainage,
    offset,
    position: [0, 0, 0],
    heading: 0,
    height: 10,
    mounts: parseMounts(''),
    attributes: {},
  };
}

test('a lamp within 5 m of a corner signal moves onto its carrier; the signal keeps its place', () => {
  const sites = carrierSites([pole('TS', 100), pole('LP', 104), pole('LP', 137)], DEFAULT_POLICIES);
  expect(sites.map((site) => [site.kind, site.chainage, site.founders.map((each) => each.class)])).toEqual([
    ['junction', 100, ['TS', 'LP']],
    ['midblock', 135, ['LP']], // and the next lamp closes the gap to 35 m
  ]);
});

test('a first lamp 10 m off joins the corner carrier, unless a sign then goes unserved', () => {
  const lamps = [pole('TS', 100), pole('LP', 110), pole('LP', 140), pole('LP', 173)];
  const kinds = (poles: StreetPole[]) => carrierSites(poles, DEFAULT_POLICIES).map((site) => site.founders.length);
  expect(kinds(lamps)).toEqual([2, 1, 1]);
  expect(kinds([...lamps, pole('TG', 122)])).toEqual([1, 1, 1, 1]);
});

test('two signals of one corner share a carrier, those of opposite sides do not', () => {
  const sites = carrierSites([pole('TS', 100), pole('TS', 103), pole('TS', 100, 13)], DEFAULT_POLICIES);
  expect(sites.map((site) => site.founders.length)).toEqual([2, 1]);
});

test('a lamp shifts just far enough to bring a sign within its 10 m', () => {
  const sites = carrierSites([pole('LP', 0), pole('LP', 30), pole('TG', 43)], DEFAULT_POLICIES);
  expect(sites.map((site) => site.chainage)).toEqual([0, 33]);
});

test('a shift never widens a gap beyond the limit, nor beyond what stands today', () => {
  // The sign at 47 needs the lamp at 37, 37 m from its neighbour; with a limit of 35 m the neighbour gives 2 m.
  const poles = [pole('LP', 0), pole('LP', 33), pole('TG', 47)];
  const strict = carrierSites(poles, { ...DEFAULT_POLICIES, maxSpacing: 35 });
  expect(strict.map((site) => site.chainage)).toEqual([2, 37]);
});

test('captures as many poles as trying every combination of shifts does', () => {
  const policies = { ...DEFAULT_POLICIES, lampShift: 2, maxSpacing: 35 };
  const random = seededRandom(7);
  for (let round = 0; round < 20; round++) {
    const lamps = [0, 30, 62].map((at) => pole('LP', at));
    const signs = Array.from({ length: 6 }, () => pole('TG', Math.round(random() * 75)));
    const captured = (places: readonly number[]) =>
      signs.filter((sign) => places.some((at) => Math.abs(at - sign.chainage) <= policies.signShift)).length;
    const shifts = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];
    let best = 0;
    for (const a of shifts)
      for (const b of shifts)
        for (const c of shifts) {
          const places = [0 + a, 30 + b, 62 + c] as const;
          const gaps = [places[1] - places[0], places[2] - places[1]];
          if (gaps.every((gap) => gap <= 35 && gap >= 25)) best = Math.max(best, captured(places));
        }
    const sites = carrierSites([...lamps, ...signs], policies);
    expect(captured(sites.map((site) => site.chainage))).toBe(best);
  }
});
