import type { AssetTable } from '../domain/asset.ts';
import type { CameraView } from '../domain/camera.ts';
import type { Instant } from '../domain/clock.ts';
import type { Words } from '../domain/words.ts';
import { compileScenario } from '../scenario/compile.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { luxGrid, luxTask } from '../scenario/lighting/lux-field.ts';
import { luxReply } from '../scenario/lighting/lux-reply.ts';
import type { LuxSheet } from '../scenario/lighting/lux-sheets.ts';
import { litRoadOf } from '../scenario/lighting/road-lighting.ts';
import { parseAssetTable } from '../wire/asset-table.ts';
import { parseCatalog } from '../wire/catalog.ts';
import { parseScenarioDocument } from '../wire/scenario-document.ts';
import type { GalleryPage } from './page.ts';
import { NOW, scenePage } from './scene-page.ts';

export interface LuxPageOptions {
  readonly title: Words;
  readonly view: CameraView;
  readonly at: (plan: CompiledScenario) => Instant;
  readonly heat: boolean;
  readonly isolines: boolean;
}

/** Today's light left of the divider, that of alternative B right of it, on the plan's road. */
export function luxPage(options: LuxPageOptions): GalleryPage {
  const page = scenePage({ title: options.title, view: options.view });
  return {
    ...page,
    async mount(element) {
      const undo = await page.mount(element);
      const plan = await planOfTheRoad();
      if (!plan) return undo;
      const at = options.at(plan);
      const test = window.sceneUnderTest;
      test?.change({
        scenario: plan,
        alternative: 'B',
        compare: 'base',
        at,
        era: 'future',
        lux: {
          heat: options.heat,
          isolines: options.isolines,
          left: sheet(plan, 'base', at),
          right: sheet(plan, 'B', at),
        },
      });
      await test?.scene.settled();
      return undo;
    },
  };
}

function sheet(plan: CompiledScenario, alternative: string, at: Instant): LuxSheet | null {
  const road = litRoadOf(plan);
  if (!road) return null;
  const grid = GRIDS.get(plan) ?? luxGrid(road);
  GRIDS.set(plan, grid);
  return { grid, ...luxReply(luxTask(road, grid, road.sharesAt(alternative, at))) };
}

const GRIDS = new WeakMap<CompiledScenario, ReturnType<typeof luxGrid>>();

/** The city's own plan; null where no city is served. */
async function planOfTheRoad(): Promise<CompiledScenario | null> {
  const served = await fetch('/city/catalog.json').catch(() => null);
  if (!served?.headers.get('content-type')?.includes('json')) return null;
  const catalog = parseCatalog(await served.json());
  const tables = new Map<string, AssetTable>();
  for (const { id, assets } of catalog.layers)
    tables.set(id, parseAssetTable(await (await fetch(`/city/${assets}`)).json(), assets));
  const entry = catalog.scenarios.find(({ id }) => id === 'guanghe-poles');
  if (!entry) throw new Error('The served city has no scenario "guanghe-poles"; build it again.');
  const document = parseScenarioDocument(await (await fetch(`/city/${entry.url}`)).json(), entry.url);
  return compileScenario(document, tables, NOW, 480);
}
