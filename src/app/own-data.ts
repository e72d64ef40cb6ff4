import type { CameraView } from '../domain/camera.ts';
import {
  type OwnContent,
  OwnDataError,
  type OwnItem,
  type OwnKind,
  type OwnPlace,
  ownKindOf,
} from '../domain/own-data.ts';
import { groundAhead } from '../domain/walk.ts';
import type { SceneOwn } from '../scene/scene-spec.ts';
import type { OwnInput, OwnPort } from '../state/own-port.ts';
import type { Notice } from '../state/session.ts';
import type { SessionStore } from '../state/store.ts';
import { once } from './once.ts';
import type { KeptOwn } from './own-store.ts';

export interface OwnBoard extends OwnPort {
  /** What the scene shows of it; the same list while nothing about it changed. */
  shown(): readonly SceneOwn[];
  /** The scene could not draw one of them: it is taken back. */
  failed(id: string, because: string): void;
  /** What one of them was read from, as it is kept: the file, or the address. */
  source(id: string): KeptOwn['source'] | undefined;
  destroy(): void;
}

/** Tells that this browser keeps something, so that the code for it is loaded at the start. */
const FLAG = 'chengjing.own';
const NOTHING: readonly SceneOwn[] = [];

interface Found {
  readonly content: OwnContent;
  readonly count: number;
  readonly leftOut?: number;
  /** Where it says itself that it stands. */
  readonly place?: OwnPlace | null;
}

/** What a person brought: read, shown, and kept on this machine. */
export function createOwnData(parts: {
  readonly store: SessionStore;
  /** Longitude and latitude of the city. */
  readonly near: readonly [longitude: number, latitude: number];
  readonly view: () => CameraView | null;
  readonly zoom: (id: string) => void;
  readonly show: (notice: Notice) => void;
  readonly changed: () => void;
}): OwnBoard {
  const { store, show } = parts;
  const contents = new Map<string, OwnContent>();
  const sources = new Map<string, KeptOwn['source']>();
  const restored = new Set<string>();
  const keep = once(async () => (await import('./own-store.ts')).openOwnStore());
  const read = once(async () => import('../survey/own-file.ts'));
  let shownFor: readonly OwnItem[] | null = null;
  let shown = NOTHING;

  async function contentOf(
    name: string,
    source: KeptOwn['source'],
    datum: OwnItem['datum'],
    beside?: ReadonlyMap<string, Uint8Array>,
  ): Promise<Found> {
    if (typeof source === 'string') return { content: { kind: 'tiles', url: source }, count: 1 };
    if (ownKindOf(name) === 'ifc') return (await import('../survey/own-ifc-browser.ts')).readIfcHere(name, source);
    return (await read()).readOwnFile(name, source, { datum, near: parts.near, ...(beside ? { beside } : {}) });
  }

  async function add(input: OwnInput): Promise<void> {
    const isTiles = 'url' in input;
    const [name, source] = isTiles ? [input.url, input.url] : [input.name, input.bytes];
    const datum = isTiles ? 'WGS-84' : input.datum;
    const kind = isTiles ? 'tiles' : ownKindOf(input.name);
    if (isTiles) await checkTileset(input.url);
    const found = await contentOf(name, source, datum, isTiles ? undefined : input.beside);
    const { content, count, leftOut = 0 } = found;
    const place =
      content.kind === 'model' ? ((isTiles ? undefined : input.place) ?? found.place ?? lookedAt(parts.view())) : null;
    if (leftOut > 0) show(leftOutNotice(name, leftOut));
    const id = `OWN-${1 + Math.max(0, ...[...contents.keys()].map((each) => Number(each.slice(4))))}`;
    contents.set(id, content);
    // A model is kept with what was packed into it.
    sources.set(id, kind === 'model' && content.kind === 'model' ? content.bytes : source);
    const shared = input.shared === undefined ? {} : { shared: input.shared };
    const from = input.from ? { from: input.from } : {};
    store.change((draft) => {
      draft.own = [...draft.own, { id, name, kind, count, visible: true, datum, place, ...shared, ...from }];
    });
  }

  async function restore(): Promise<void> {
    for (const { item, source } of await (await keep()).all())
      try {
        contents.set(item.id, (await contentOf(item.name, source, item.datum)).content);
        sources.set(item.id, source);
        restored.add(item.id);
        store.change((draft) => {
          draft.own = [...draft.own.filter(({ id }) => id !== item.id), item];
        });
      } catch (error) {
        tell(item.name, error);
      }
  }

  function tell(name: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    const text = error instanceof OwnDataError ? error.words : { zh: `${name}：${message}`, en: `${name}: ${message}` };
    show({ key: `own ${name}`, tone: 'error', text });
  }

  /** Writes what changed to the browser's store; where there is none it holds until the page closes. */
  async function save(now: readonly OwnItem[], before: readonly OwnItem[]): Promise<void> {
    const kept = await keep();
    for (const { id } of before) if (!now.some((each) => each.id === id)) await kept.remove(id);
    for (const item of now) {
      const source = sources.get(item.id);
      if (source !== undefined && !before.includes(item)) await kept.put({ item, source });
    }
    localStorage.setItem(FLAG, now.length > 0 ? '1' : '0');
  }

  const unsubscribe = store.subscribe(({ own }, previous) => {
    if (own === previous.own) return;
    parts.changed();
    save(own, previous.own).catch((error: unknown) => console.warn(error));
  });
  try {
    if (localStorage.getItem(FLAG) === '1') restore().catch((error: unknown) => console.warn(error));
  } catch {
    // Storage is switched off: nothing was kept.
  }

  return {
    add(input) {
      const name = 'url' in input ? input.url : input.name;
      add(input).catch((error: unknown) => tell(name, error));
    },
    zoom: parts.zoom,
    shown() {
      const { own } = store.getState();
      if (own === shownFor) return shown;
      shownFor = own;
      shown = own.flatMap(({ id, visible, place }) => {
        const content = contents.get(id);
        return content ? [{ id, visible, place, content }] : [];
      });
      return shown;
    },
    failed(id, because) {
      const item = store.getState().own.find((each) => each.id === id);
      if (!item) return;
      // An address that was reached before may be again: it is kept, hidden, and tried when it is shown.
      const waits = item.kind === 'tiles' && restored.has(id);
      tell(item.name, undrawn(item.name, item.kind, because, waits));
      store.change((draft) => {
        draft.own = draft.own.flatMap((each) => (each.id !== id ? [each] : waits ? [{ ...each, visible: false }] : []));
      });
    },
    source: (id) => sources.get(id),
    destroy: unsubscribe,
  };
}

/** Throws OwnDataError where an address answers with no tileset. */
async function checkTileset(url: string): Promise<void> {
  const refused = (en: string, zh: string) => new OwnDataError(`${url}: ${en}.`, `${url}：${zh}。`);
  const answer = await fetch(url).catch(() => null);
  if (!answer)
    throw refused(
      'no answer; only this server and the services of the catalog are reached: put the tiles there, or have them listed',
      '没有应答。只连接本服务器和目录中登记的服务，请把瓦片放到那里，或申请登记',
    );
  if (!answer.ok)
    throw refused(
      `the server answers ${answer.status}; check the address of the tileset.json`,
      `服务器返回 ${answer.status}，请核对 tileset.json 的地址`,
    );
  const found = (await answer.json().catch(() => null)) as { asset?: { version?: unknown }; root?: unknown } | null;
  if (typeof found?.asset?.version !== 'string' || typeof found.root !== 'object')
    throw refused(
      'it answers, but with no tileset (no "asset" and "root"); give the address of a tileset.json',
      '有应答，但内容不是 3D Tiles（缺 asset 与 root），请给出 tileset.json 的地址',
    );
}

/** It was read, and the scene could not draw it. */
function undrawn(name: string, kind: OwnKind, because: string, waits: boolean): OwnDataError {
  const [en, zh] = waits
    ? ['it is hidden; tick it in the list of own data to try again', '已隐藏，在自有数据列表中勾选即重试']
    : kind === 'tiles'
      ? ['check the address and that its tiles lie beside it', '请核对地址，并确认瓦片文件齐全']
      : ['export it again or choose another file', '请重新导出或另选文件'];
  return new OwnDataError(`${name}: cannot be drawn (${because}); ${en}.`, `${name}：无法显示（${because}），${zh}。`);
}

function leftOutNotice(name: string, count: number): Notice {
  return {
    key: `own ${name}`,
    tone: 'info',
    text: {
      zh: `${name}：${count} 处图标、叠加图或链接在别处，未显示（不连外网）。`,
      en: `${name}: ${count} pictures, overlays or links lie elsewhere and are left out (nothing outside is reached).`,
    },
  };
}

/** On the ground in the middle of the view, facing north. */
function lookedAt(view: CameraView | null): OwnPlace | null {
  if (!view) return null;
  const [longitude, latitude] = groundAhead(view, 3000).at;
  return { longitude, latitude, height: 0, heading: 0 };
}
