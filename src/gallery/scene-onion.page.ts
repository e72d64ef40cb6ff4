import { DAY } from '../domain/clock.ts';
import { compareStreet } from './compare-street.ts';
import { NOW, type SceneUnderTest, scenePage } from './scene-page.ts';

const street = compareStreet(NOW);
const END = street.scenario.start + 30.5 * DAY;

/** The onion skin over a plan: what today has and the plan has not, what the plan adds, and where things went. */
export const page = scenePage({
  title: { zh: '场景：叠影对比', en: 'Scene: onion skin' },
  view: [...street.axis.pointAt({ chainage: 232, offset: -62 }), 30, 12, -21, 0],
  city: () => street,
  spec: {
    at: END,
    era: 'future',
    alternative: 'Y',
    compare: 'base',
    compareView: 'onion',
    layers: ['lamp', 'pole'],
    tilesets: [],
    labels: false,
  },
  async act(test) {
    await costsNothing(test);
  },
});

/** Other times and other sides, in each view of the comparison: no byte and no primitive. */
async function costsNothing(test: SceneUnderTest): Promise<void> {
  const { start } = street.scenario;
  const { primitives } = test.scene.stats();
  const uploaded = async () => {
    await test.scene.settled();
    return test.scene.stats().uploads.bytesTotal;
  };
  let before = await uploaded();
  for (const compareView of ['swipe', 'onion', 'side-by-side'] as const) {
    test.change({ compareView });
    // The ground that two views look for is Cesium's own, and comes with the first of them.
    if (compareView === 'side-by-side') before = await uploaded();
    for (const patch of [
      { at: start + 5 * DAY },
      { at: start + 16.5 * DAY },
      { compareAt: start + 12 * DAY, compare: 'Y' },
      { compare: 'X', compareAt: undefined },
      { compare: 'base', at: END },
    ]) {
      test.change(patch);
      const bytes = (await uploaded()) - before;
      const what = `Comparison ${compareView} ${JSON.stringify(patch)}`;
      if (bytes !== 0) throw new Error(`${what} uploaded ${bytes} bytes, not 0.`);
      const now = test.scene.stats().primitives;
      if (now !== primitives) throw new Error(`${what}: ${now} primitives, not ${primitives}.`);
    }
  }
  test.change({ compareView: 'onion' });
}
