import type { CameraView } from '../domain/camera.ts';
import { type OwnContent, OwnDataError, type OwnItem, type OwnPlace, ownKindOf } from '../domain/own-data.ts';
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
  destroy(): void;
}

/** Tells that this browser keeps something, so that the code for it is loaded at the start. */
const FLAG = 'chengjing.own';
const NOTHING: readonly SceneOwn[] = [];

/** What a person brought: read, shown, and kept on this machine. */
export function createOwnData(parts: {
  readonly store: SessionStore;
  readonly view: () => CameraView | null;
  readonly zoom: (id: string) => void;
  readonly show: (notice: Notice) => void;
  readonly changed: () => void;
}): OwnBoard {
  const { store, show } = parts;
  const contents = new Map<string, OwnContent>();
  const sources = new Map<string, KeptOwn['source']>();
  const keep = once(async () => (await import('./own-store.ts')).openOwnStore());
  const read = once(async () => import('../survey/own-file.ts'));
  let shownFor: readonly OwnItem[] | null = null;
  let shown = NOTHING;

  async function contentOf(name: string, source: KeptOwn['source'], datum: OwnItem['datum']) {
    if (typeof source === 'string') return { content: { kind: 'tiles' as const, url: source }, count: 1 };
    if (ownKindOf(name) === 'ifc') return (await import('../survey/own-ifc-browser.ts')).readIfcHere(name, source);
    return (await read()).readOwnFile(name, source, datum);
  }

  async function add(input: OwnInput): Promise<void> {
    const isTiles = 'url' in input;
    const [name, source] = isTiles ? [input.url, input.url] : [input.name, input.bytes];
    const datum = isTiles ? 'WGS-84' : input.datum;
    const kind = isTiles ? 'tiles' : ownKindOf(input.name);
    const found = await contentOf(name, source, datum);
    const { content, count } = found;
    const ownPlace: OwnPlace | null = 'place' in found ? (found.place as OwnPlace | null) : null;
    const place =
      content.kind === 'model' ? ((isTiles ? undefined : input.place) ?? ownPlace ?? lookedAt(parts.view())) : null;
    const id = `OWN-${1 + Math.max(0, ...[...contents.keys()].map((each) => Number(each.slice(4))))}`;
    contents.set(id, content);
    sources.set(id, source);
    store.change((draft) => {
      draft.own = [...draft.own, { id, name, kind, count, visible: true, datum, place }];
    });
  }

  async function restore(): Promise<void> {
    for (const { item, source } of await (await keep()).all())
      try {
        contents.set(item.id, (await contentOf(item.name, source, item.datum)).content);
        sources.set(item.id, source);
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
      tell(item.name, new Error(because));
      store.change((draft) => {
        draft.own = draft.own.filter((each) => each.id !== id);
      });
    },
    destroy: unsubscribe,
  };
}

/** On the ground in the middle of the view, facing north. */
function lookedAt(view: CameraView | null): OwnPlace | null {
  if (!view) return null;
  const [longitude, latitude] = groundAhead(view, 3000).at;
  return { longitude, latitude, height: 0, heading: 0 };
}
