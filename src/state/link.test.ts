import { describe, expect, it } from 'vitest';
import { CITY_STYLES } from '../domain/city-style.ts';
import { seededRandom } from '../domain/random.ts';
import { type LinkContext, readLink, signedLink, writeLink } from './link.ts';
import { COMPARE_VIEWS, DEFAULT_SESSION, LIGHT_VIEWS, MODE_IDS, QUALITY_IDS, type Session } from './session.ts';

const context: LinkContext = {
  layers: ['bridge', 'lamp', 'pole'],
  alternatives: (id) => (id === 'guanghe-poles' ? ['base', 'A', 'B'] : undefined),
  assetLayer: (id) => (id.startsWith('LP-') ? 'lamp' : id.startsWith('WL-') ? 'waterlogging' : undefined),
  basemaps: ['aerial'],
};

describe('link', () => {
  it('says its class and who handed it on, and opens the same', () => {
    const plain = `http://city/${writeLink({ ...DEFAULT_SESSION, split: 0.25, select: 'LP-1' }, [])}`;
    const signed = signedLink(plain, 'wang', 'internal');
    const { notices, ...opened } = readLink(new URL(signed).search, context);
    expect(opened).toEqual(readLink(new URL(plain).search, context));
    expect(notices?.map(({ tone, text }) => [tone, text.zh])).toEqual([['info', '此链接由 wang 分享，密级：内部']]);
    expect(readLink('?class=secret', context).notices?.[0]?.text.en).toContain('class=secret');
  });

  it('opens what a written link says, for any session', () => {
    const random = seededRandom(7);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    for (let i = 0; i < 300; i++) {
      const session: Session = {
        ...DEFAULT_SESSION,
        mode: pick(MODE_IDS),
        quality: pick(QUALITY_IDS),
        language: pick(['zh', 'en'] as const),
        scenario: { id: 'guanghe-poles', alternative: pick(['base', 'A', 'B']) },
        compare: pick([null, { id: 'guanghe-poles', alternative: 'base' }]),
        compareAt: pick([null, { kind: 'now' }, { kind: 'slice', slice: 'T2' }] as const),
        compareView: pick(COMPARE_VIEWS),
        playhead: pick([
          { kind: 'now' },
          { kind: 'slice', slice: 'T4' },
          { kind: 'instant', at: 1_800_000_000_000 + Math.floor(random() * 1e9) },
        ] as const),
        layers: context.layers.filter(() => random() < 0.5),
        assume: pick([{}, { tariff: 0.7 }, { discountRate: 0.035, lanes: -2 }]),
        basemap: pick([null, 'aerial']),
        style: pick(CITY_STYLES),
        light: pick(LIGHT_VIEWS),
        storm: pick([
          null,
          { site: 'WL-01', years: 30, minutes: 120, peak: 0.4, start: 1_800_000_000_000 },
          { site: 'WL-02', years: null, minutes: 60, peak: 0.35, start: 1_800_000_060_000 },
        ]),
        selection: pick([
          null,
          "layer = 'lamp' AND power > 100 OR id IN ('LP-00001', 'LP-00002')",
          'S_INTERSECTS(geometry, POLYGON((116.57 35.4, 116.62 35.39, 116.63 35.45)))',
        ]),
        density: pick([
          null,
          { layer: 'lamp', kind: 'heat', measure: 'count', field: null },
          { layer: 'lamp', kind: 'hexagon', measure: 'mean', field: 'height' },
        ] as const),
        table: pick([null, 'lamp']),
        looks: pick([
          {},
          {
            lamp: { filter: "type = 'post-top' AND road LIKE '%洸河%&=+'" },
            pole: { color: { field: 'height', by: 'jenks', classes: 6 } },
          },
        ]),
        view: [116.58 + random() * 0.01, 35.42, Math.round(random() * 5000), 12.5, -30, 0],
        select: pick([null, 'LP-00001']),
        freeze: pick([null, 1_800_000_000_000]),
      };
      const opened = { ...session, ...readLink(writeLink(session, context.layers).slice(1), context) };
      for (const key of [
        'mode',
        'light',
        'storm',
        'quality',
        'style',
        'language',
        'scenario',
        'compare',
        'assume',
        'playhead',
        'select',
        'freeze',
      ] as const)
        expect(opened[key], key).toEqual(session[key]);
      if (session.compare)
        for (const key of ['compareAt', 'compareView'] as const) expect(opened[key], key).toEqual(session[key]);
      expect(opened.layers).toEqual(session.layers);
      opened.view?.forEach((each, k) => {
        expect(each).toBeCloseTo(session.view?.[k] ?? Number.NaN, 5);
      });
    }
  });

  it('leaves out what does not exist, opens the rest, and names it once', () => {
    const change = readLink(
      '?layers=lamp,trams&scenario=guanghe-poles.Z&storm=LP-1,30,120,0.4,2027-03-01T00:00:00Z&select=NOPE&quality=low&t=T3&basemap=moon&style=neon',
      context,
    );
    expect(change.layers).toEqual(['lamp']);
    expect(change.quality).toBe('low');
    expect(change.scenario).toBeUndefined();
    expect(change.playhead).toBeUndefined();
    expect(change.notices).toHaveLength(1);
    for (const name of ['trams', 'LP-1,30', 'guanghe-poles.Z', 'NOPE', 'T3', 'basemap=moon', 'style=neon'])
      expect(change.notices?.[0]?.text.zh).toContain(name);
  });

  it('survives nonsense', () => {
    expect(() => readLink('?view=a,b&freeze=yesterday&split=9&mode=%00&t=25', context)).not.toThrow();
    expect(readLink('', context)).toEqual({});
  });
});
