import type { CameraView } from '../domain/camera.ts';
import { CITY_STYLE_WORDS, CITY_STYLES } from '../domain/city-style.ts';
import { LAYERS } from '../domain/layers/table.ts';
import type { SceneSpec } from '../scene/scene-spec.ts';
import type { SceneUnderTest } from './scene-page.ts';
import { type SheetPicture, sheetPage } from './scene-sheet.ts';

const DAY = Date.parse('2026-07-23T10:30:00+08:00');
const NIGHT = Date.parse('2026-07-23T20:40:00+08:00');
const WINTER = Date.parse('2026-01-20T11:00:00+08:00');
/** Over 洸河路, whose lines lie below it. */
const VIEW: CameraView = [116.564, 35.4175, 160, 0, -25, 0];
const ALL = LAYERS.map((layer) => layer.id);
/** What a switch may upload, bytes. */
const MOST_BYTES = 1024 * 1024;

function pictures(): SheetPicture[] {
  return [['昼 day', DAY] as const, ['夜 night', NIGHT] as const].flatMap(([hour, at]) =>
    CITY_STYLES.map((style) => ({
      caption: `${CITY_STYLE_WORDS[style].zh} ${CITY_STYLE_WORDS[style].en} · ${hour}`,
      spec: { style, at, now: at, layers: style === 'natural' || style === 'white' ? [] : ALL },
    })),
  );
}

/** The four ways to draw the city, by day and by night; then that going between them adds nothing and uploads next to nothing. */
export const page = sheetPage({
  title: { zh: '场景：城市样式', en: 'Scene: city styles' },
  columns: 4,
  picture: [480, 270],
  pictures: [{ ...(pictures()[0] as SheetPicture), view: VIEW }, ...pictures().slice(1)],
  act: switchesAreFree,
});

/**
 * Style, hour, season and quality are uniforms: a switch changes no primitive and uploads at most 1 MB. Each quality first
 * draws once, because the tiles that a finer one asks for are another matter.
 *
 * @throws Error naming the switch that is dearer
 */
async function switchesAreFree(test: SceneUnderTest): Promise<void> {
  const noon = { at: DAY, now: DAY, style: 'natural', quality: 'test', layers: ALL } as const;
  const switches: readonly Partial<SceneSpec>[] = [
    ...CITY_STYLES.filter((style) => style !== 'natural').map((style) => ({ style })),
    noon,
    { at: NIGHT, now: NIGHT },
    { at: WINTER, now: WINTER },
    noon,
    { quality: 'low' },
    { quality: 'medium' },
    { quality: 'high' },
    { quality: 'test' },
  ];
  for (const [round, counted] of [false, true].entries())
    for (const change of switches) {
      const before = test.scene.stats();
      test.change(change);
      await test.scene.settled();
      const after = test.scene.stats();
      const bytes = after.uploads.bytesTotal - before.uploads.bytesTotal;
      const name = `Round ${round + 1}, ${JSON.stringify(change)}`;
      if (after.primitives !== before.primitives)
        throw new Error(`${name}: ${before.primitives} primitives became ${after.primitives}.`);
      if (counted && bytes > MOST_BYTES) throw new Error(`${name}: uploaded ${bytes} bytes, at most ${MOST_BYTES}.`);
      if (counted && change !== noon && asked(after.frameReasons) === asked(before.frameReasons))
        throw new Error(`${name}: no frame was asked for.`);
    }
}

/** Frames that were asked for by a change; coming to rest asks for one of its own. */
function asked(reasons: Readonly<Record<string, number>>): number {
  return (reasons['style'] ?? 0) + (reasons['time'] ?? 0) + (reasons['quality'] ?? 0);
}
