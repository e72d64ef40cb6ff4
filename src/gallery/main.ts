import '@fontsource-variable/noto-sans-sc';
import '../ui/tokens.css';
import { LAYERS } from '../domain/layers/table.ts';
import type { GalleryPage } from './page.ts';

const files = import.meta.glob<{ page: GalleryPage }>('./*.page.{ts,tsx}');

/** Every page by id: one a file `<id>.page.ts`, and one a layer definition. */
const pages: ReadonlyMap<string, () => Promise<GalleryPage>> = new Map([
  ...Object.entries(files).map(
    ([path, load]) => [path.replace(/^\.\/(.*)\.page\.tsx?$/, '$1'), async () => (await load()).page] as const,
  ),
  ...LAYERS.map(
    (layer) => [`layer-${layer.id}`, async () => (await import('./layer-page.tsx')).layerPage(layer)] as const,
  ),
]);

const root = document.getElementById('gallery') as HTMLElement;

declare global {
  interface Window {
    /**
     * For the screenshot tests: the pages there are, the open one's size once it has settled, and another one put in its
     * place, which is quicker than a new page of the browser.
     */
    gallery: {
      readonly ids: readonly string[];
      readonly settled: Promise<GalleryPage['size']>;
      swap(id: string): Promise<GalleryPage['size']>;
    };
  }
}

let unmount = () => {};

/** Opens the page `id`, or lists them all. */
async function open(id: string): Promise<GalleryPage['size']> {
  const load = pages.get(id);
  if (!load) {
    root.append(await list());
    return [960, 540];
  }
  const page = await load();
  document.title = `${page.title.zh} · 城镜`;
  root.style.cssText = `position:relative;width:${page.size[0]}px;height:${page.size[1]}px;overflow:hidden`;
  await document.fonts.load('16px "Noto Sans SC Variable"', page.title.zh);
  unmount = await page.mount(root);
  return page.size;
}

async function list(): Promise<HTMLElement> {
  const element = document.createElement('ul');
  for (const [id, load] of pages) {
    const { title } = await load();
    const link = document.createElement('a');
    link.href = `?page=${id}`;
    link.textContent = `${title.zh} ${title.en}`;
    const item = document.createElement('li');
    item.append(link);
    element.append(item);
  }
  return element;
}

window.gallery = {
  ids: [...pages.keys()],
  settled: open(new URLSearchParams(location.search).get('page') ?? ''),
  swap(id) {
    unmount();
    unmount = () => {};
    root.replaceChildren();
    for (const set of ['data-light', 'style']) document.documentElement.removeAttribute(set);
    document.documentElement.lang = 'zh-CN';
    return open(id);
  },
};
