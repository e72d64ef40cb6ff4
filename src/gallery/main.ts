import '@fontsource-variable/noto-sans-sc';
import '../ui/tokens.css';
import type { GalleryPage } from './page.ts';

const modules = import.meta.glob<{ page: GalleryPage }>('./*.page.{ts,tsx}');
const ids = Object.keys(modules).map((path) => path.replace(/^\.\/(.*)\.page\.tsx?$/, '$1'));

declare global {
  interface Window {
    /** For the screenshot tests: the pages there are, and whether the open one has settled. */
    gallery: {
      readonly ids: readonly string[];
      readonly settled: Promise<void>;
      readonly size?: readonly [number, number];
    };
  }
}

/** Opens the page that the address names, or lists them all. */
async function open(root: HTMLElement): Promise<GalleryPage | undefined> {
  const id = new URLSearchParams(location.search).get('page');
  const load = Object.entries(modules).find(([path]) => path.replace(/^\.\/(.*)\.page\.tsx?$/, '$1') === id)?.[1];
  if (!load) {
    root.append(await list());
    return undefined;
  }
  const { page } = await load();
  document.title = `${page.title.zh} · 城镜`;
  root.style.cssText = `position:relative;width:${page.size[0]}px;height:${page.size[1]}px;overflow:hidden`;
  await document.fonts.load('16px "Noto Sans SC Variable"', page.title.zh);
  await page.mount(root);
  return page;
}

async function list(): Promise<HTMLElement> {
  const element = document.createElement('ul');
  for (const [path, load] of Object.entries(modules)) {
    const { page } = await load();
    const link = document.createElement('a');
    link.href = `?page=${path.replace(/^\.\/(.*)\.page\.tsx?$/, '$1')}`;
    link.textContent = `${page.title.zh} ${page.title.en}`;
    const item = document.createElement('li');
    item.append(link);
    element.append(item);
  }
  return element;
}

const root = document.getElementById('gallery');
if (!root) throw new Error('gallery.html has no element with id "gallery".');
const opened = open(root);
window.gallery = {
  ids,
  settled: opened.then(() => undefined),
};
