import { DAY } from '../domain/clock.ts';
import { editStreet } from './edit-street.ts';
import { NOW, type SceneUnderTest, scenePage } from './scene-page.ts';

const street = editStreet(NOW);
const plan = street.edition();

/** A plan being edited by hand. Every step is checked by the bytes and draws that it costs before the picture is taken. */
export const page = scenePage({
  title: { zh: '场景：手工编辑', en: 'Scene: editing by hand' },
  view: [...street.axis.pointAt({ chainage: 96, offset: -62 }), 34, 6, -22, 0],
  city: () => ({ fleet: street.fleet, scenario: plan }),
  spec: {
    at: plan.start + 30.5 * DAY,
    era: 'future',
    alternative: 'X',
    layers: ['lamp', 'pole'],
    tilesets: [],
    labels: false,
    editing: { layers: ['pole'] },
  },
  async act(test) {
    const moved = { chainage: 101, offset: -11, heading: 0 };
    const position = street.axis.pointAt(moved);

    await costs(test, 'previewing a carrier', 16, 0, () =>
      test.scene.preview([{ layer: 'pole', id: 'MF-4', position, heading: 0 }]),
    );
    await costs(test, 'taking the preview back', 16, 0, () => test.scene.preview(null));
    await costs(test, 'the edition that moves a carrier', 16, 0, () =>
      test.change({ scenario: street.edition({ carriers: { 'MF-4': moved } }) }),
    );
  },
});

/** Fails unless `step` uploads exactly `bytes` and adds exactly `primitives`. */
async function costs(
  { scene }: SceneUnderTest,
  what: string,
  bytes: number,
  primitives: number,
  step: () => void,
): Promise<void> {
  await scene.settled();
  const before = scene.stats();
  step();
  await scene.settled();
  const after = scene.stats();
  const uploaded = after.uploads.bytesTotal - before.uploads.bytesTotal;
  const added = after.primitives - before.primitives;
  if (uploaded !== bytes || added !== primitives)
    throw new Error(
      `${what}: ${uploaded} bytes and ${added} primitives, expected ${bytes} and ${primitives}; the scene makes more anew than moved.`,
    );
}
