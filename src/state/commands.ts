import type { CameraView } from '../domain/camera.ts';
import { type Playhead, parseInstant, SLICE_IDS, type SliceId } from '../domain/clock.ts';
import type { Words } from '../domain/words.ts';
import { parseScenarioDocument, type ScenarioDocument } from '../wire/scenario-document.ts';
import {
  type AlternativeRef,
  MODE_IDS,
  type ModeId,
  type PanelId,
  QUALITY_IDS,
  type QualityId,
  type Session,
} from './session.ts';
import type { SessionStore } from './store.ts';

/** What a command may look at besides the session: the names that exist. Filled by the composition root. */
export interface CommandContext {
  readonly store: SessionStore;
  readonly layers: readonly string[];
  /** Scenario id → its alternatives, `base` included. */
  readonly alternatives: (scenario: string) => readonly string[] | undefined;
  readonly assetLayer: (id: string) => string | undefined;
  readonly basemaps: readonly string[];
  /** Where plans are edited; absent where nothing may be. */
  readonly working?: WorkingDocuments;
}

/** The working documents of this session's scenarios. An edition is never changed, so undo only names an earlier one. */
interface WorkingDocuments {
  /** The shown edition of an open scenario; null while it is on its way. */
  document(scenario: string): ScenarioDocument | null;
  /**
   * Compiles and keeps a further edition. What names an asset that the city lacks is left out and listed.
   *
   * @throws ScenarioError with every other problem
   */
  keep(document: ScenarioDocument): { readonly edition: number; readonly leftOut: readonly string[] };
  /** Hands a document to the person as a file. */
  download(document: ScenarioDocument): void;
}

/** An action as data: button, menu, key, palette, `window.twin.run` and postMessage all come from it. */
export interface Command {
  /** Stable dotted name, e.g. `time.set`. */
  readonly id: string;
  readonly title: Words;
  /** Key chord, `Mod+z`, `Home`; absent for commands that need an argument. */
  readonly key?: string;
  /** Shown in the palette. Commands that need an argument are not. */
  readonly palette: boolean;
  enabled(context: CommandContext): boolean;
  /** Throws RangeError with value and remedy on an argument it cannot use. */
  perform(context: CommandContext, argument: unknown): void;
}

/** Reads a playhead: `now`, `T0`–`T6`, RFC 3339 or milliseconds. */
export function parsePlayhead(input: unknown): Playhead {
  if (input === 'now') return { kind: 'now' };
  if (SLICE_IDS.includes(input as SliceId)) return { kind: 'slice', slice: input as SliceId };
  if (typeof input === 'number' && Number.isFinite(input)) return { kind: 'instant', at: input };
  if (typeof input === 'string') return { kind: 'instant', at: parseInstant(input) };
  throw new RangeError(`Time ${JSON.stringify(input)}: use "now", "T0"–"T6", RFC 3339 or milliseconds.`);
}

/** Reads `<scenario>.<alternative>`; scenario ids hold no dot. */
export function parseAlternativeRef(input: unknown): AlternativeRef {
  const match = typeof input === 'string' ? /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/.exec(input) : null;
  if (!match)
    throw new RangeError(`Scenario ${JSON.stringify(input)}: write <scenario>.<alternative>, e.g. guanghe-poles.B.`);
  return { id: match[1] as string, alternative: match[2] as string };
}

function knownAlternative(context: CommandContext, input: unknown): AlternativeRef {
  const ref = parseAlternativeRef(input);
  const known = context.alternatives(ref.id);
  if (!known) throw new RangeError(`Unknown scenario "${ref.id}".`);
  if (!known.includes(ref.alternative))
    throw new RangeError(`Scenario "${ref.id}" has no alternative "${ref.alternative}"; it has ${known.join(', ')}.`);
  return ref;
}

function isView(input: unknown): input is CameraView {
  return (
    Array.isArray(input) &&
    input.length === 6 &&
    input.every((each) => typeof each === 'number' && Number.isFinite(each))
  );
}

/** Reads `{ key, value }`; a value of null takes the plan's own again. */
function assumed(input: unknown): { readonly key: string; readonly value: number | null } {
  if (typeof input === 'object' && input !== null && 'key' in input && 'value' in input) {
    const { key, value } = input;
    if (typeof key === 'string' && (value === null || (typeof value === 'number' && Number.isFinite(value))))
      return { key, value };
  }
  throw new RangeError(
    `Assumption ${JSON.stringify(input)}: give { key, value } with a finite value, { key, value: null } for the plan's own, or null for all.`,
  );
}

/** The document that commands edit. Throws RangeError when no plan is open or it is still on its way. */
function openDocument({ store, working }: CommandContext): { working: WorkingDocuments; document: ScenarioDocument } {
  const id = store.getState().scenario?.id;
  const document = working && id !== undefined ? working.document(id) : null;
  if (!working || !document)
    throw new RangeError('No plan is open for editing; run scenario.open first and let it load.');
  return { working, document };
}

/** Shows a further edition of a scenario, as one step. */
function showEdition(
  { store, working }: CommandContext & { working: WorkingDocuments },
  document: ScenarioDocument,
  alternative: string,
  label: string,
): void {
  const { edition, leftOut } = working.keep(document);
  store.change((draft) => {
    draft.editions = { ...draft.editions, [document.id]: edition };
    draft.scenario = { id: document.id, alternative };
    const beside = draft.compare?.alternative ?? 'base';
    if (beside !== 'base' && !document.alternatives.some((each) => each.id === beside)) draft.compare = null;
    draft.panels = { ...draft.panels, scenario: true };
    if (leftOut.length > 0)
      draft.notices = [...draft.notices.filter(({ key }) => key !== 'left-out'), notKnown(leftOut)];
  }, label);
}

function notKnown(leftOut: readonly string[]): Session['notices'][number] {
  const list = leftOut.slice(0, 5).join('; ') + (leftOut.length > 5 ? ' …' : '');
  return {
    key: 'left-out',
    tone: 'warning',
    text: {
      zh: `方案中 ${leftOut.length} 处引用了本市没有的部件，已略过：${list}`,
      en: `${leftOut.length} places of the plan name assets that the city lacks and were left out: ${list}`,
    },
  };
}

/** Reads a scenario document, as text or as an object. Throws WireError or RangeError with what is wrong where. */
function importedDocument(input: unknown): ScenarioDocument {
  if (typeof input !== 'string') return parseScenarioDocument(input);
  let object: unknown;
  try {
    object = JSON.parse(input);
  } catch (error) {
    throw new RangeError(`The file is no JSON (${(error as Error).message}); choose one that scenario.export wrote.`);
  }
  return parseScenarioDocument(object);
}

/** Alternatives that the tile build makes; the planner's own take other letters. */
const BUILT: readonly string[] = ['A', 'B', 'C'];

const always = () => true;

interface Spec {
  readonly title: Words;
  readonly key?: string;
  readonly palette?: boolean;
  readonly enabled?: (context: CommandContext) => boolean;
  readonly perform: Command['perform'];
}

function command(id: string, spec: Spec): Command {
  return {
    id,
    title: spec.title,
    ...(spec.key === undefined ? {} : { key: spec.key }),
    palette: spec.palette ?? false,
    enabled: spec.enabled ?? always,
    perform: spec.perform,
  };
}

function option<T extends string>(input: unknown, values: readonly T[], what: string): T {
  if (values.includes(input as T)) return input as T;
  throw new RangeError(`${what} ${JSON.stringify(input)}: expected one of ${values.join(', ')}.`);
}

function panelToggle(panel: PanelId, title: Words, key: string): Command {
  return command(`panel.${panel}`, {
    title,
    key,
    palette: true,
    perform: ({ store }, argument) =>
      store.change((draft) => {
        draft.panels = { ...draft.panels, [panel]: typeof argument === 'boolean' ? argument : !draft.panels[panel] };
      }),
  });
}

/** Says once which step was undone or done again; steps are labelled with the id of their command. */
function tellStep(store: SessionStore, label: string | undefined, did: Words): void {
  const title = COMMANDS.find((each) => each.id === label)?.title;
  if (!title) return;
  store.change((draft) => {
    draft.notices = [
      ...draft.notices.filter((notice) => notice.key !== 'step'),
      { key: 'step', tone: 'info', text: { zh: `${did.zh}：${title.zh}`, en: `${did.en}: ${title.en}` } },
    ];
  });
}

/** Every command of the product. The ones of the embedding contract keep their ids for ever. */
export const COMMANDS: readonly Command[] = [
  command('time.set', {
    title: { zh: '跳到时刻', en: 'Go to time' },
    perform: ({ store }, argument) => {
      const playhead = parsePlayhead(argument);
      if (playhead.kind === 'slice' && !store.getState().scenario)
        throw new RangeError(`Slice ${playhead.slice} needs an open scenario; run scenario.open first.`);
      store.change((draft) => {
        draft.playhead = playhead;
        draft.playing = 0;
      });
    },
  }),
  command('time.now', {
    title: { zh: '回到现在', en: 'Back to now' },
    key: 'Home',
    palette: true,
    perform: ({ store }) =>
      store.change((draft) => {
        draft.playhead = { kind: 'now' };
        draft.playing = 0;
      }),
  }),
  command('time.play', {
    title: { zh: '播放 / 停止', en: 'Play / stop' },
    key: 'Space',
    palette: true,
    perform: ({ store }, argument) =>
      store.change((draft) => {
        draft.playing = typeof argument === 'number' ? argument : draft.playing === 0 ? 600 : 0;
      }),
  }),
  command('scenario.open', {
    title: { zh: '打开情景方案', en: 'Open scenario' },
    perform: (context, argument) => {
      const ref = argument === null ? null : knownAlternative(context, argument);
      context.store.change((draft) => {
        if (ref?.id !== draft.scenario?.id) draft.assume = {};
        draft.scenario = ref;
        if (ref === null) {
          draft.compare = null;
          if (draft.playhead.kind === 'slice') draft.playhead = { kind: 'now' };
        }
        draft.panels = { ...draft.panels, scenario: ref !== null };
      }, 'scenario.open');
    },
  }),
  command('scenario.assume', {
    title: { zh: '更改假设', en: 'Change an assumption' },
    enabled: ({ store }) => store.getState().scenario !== null,
    perform: ({ store }, argument) => {
      if (argument === null)
        return store.change((draft) => {
          draft.assume = {};
        }, 'scenario.assume');
      const { key, value } = assumed(argument);
      store.change((draft) => {
        const { [key]: _, ...others } = draft.assume;
        draft.assume = value === null ? others : { ...others, [key]: value };
      }, 'scenario.assume');
    },
  }),
  command('scenario.adopt', {
    title: { zh: '采用为方案', en: 'Adopt as alternative' },
    enabled: ({ store, working }) => working !== undefined && store.getState().scenario !== null,
    perform: (context, argument) => {
      const { working, document } = openDocument(context);
      const id = typeof argument === 'object' && argument !== null && 'id' in argument ? String(argument.id) : '';
      if (!/^[A-Z]$/.test(id) || BUILT.includes(id))
        throw new RangeError(
          `Alternative ${JSON.stringify(id)}: give one of the document's format, its id a letter other than ${BUILT.join(', ')}.`,
        );
      const others = document.alternatives.filter((each) => each.id !== id);
      const next = parseScenarioDocument({ ...document, alternatives: [...others, argument] }, `Alternative ${id}`);
      showEdition({ ...context, working }, next, id, 'scenario.adopt');
    },
  }),
  command('scenario.export', {
    title: { zh: '导出方案文件', en: 'Export plan file' },
    palette: true,
    enabled: ({ store, working }) => working !== undefined && store.getState().scenario !== null,
    perform: (context) => {
      const { working, document } = openDocument(context);
      working.download(document);
    },
  }),
  command('scenario.import', {
    title: { zh: '导入方案文件', en: 'Import plan file' },
    enabled: ({ working }) => working !== undefined,
    perform: (context, argument) => {
      const { working } = context;
      if (!working) throw new RangeError('Nothing may be edited here; open the review mode.');
      const document = importedDocument(argument);
      if (!context.alternatives(document.id))
        throw new RangeError(`The file holds scenario "${document.id}", which this city does not have.`);
      const shown = context.store.getState().scenario;
      const kept = document.alternatives.find((each) => shown?.id === document.id && each.id === shown.alternative);
      const alternative = (kept ?? document.alternatives[0])?.id ?? 'base';
      showEdition({ ...context, working }, document, alternative, 'scenario.import');
    },
  }),
  command('compare.set', {
    title: { zh: '对比', en: 'Compare' },
    perform: (context, argument) => {
      const ref = argument === null ? null : knownAlternative(context, argument);
      context.store.change((draft) => {
        draft.compare = ref;
      }, 'compare.set');
    },
  }),
  command('compare.split', {
    title: { zh: '移动分隔线', en: 'Move divider' },
    perform: ({ store }, argument) => {
      if (typeof argument !== 'number' || !(argument >= 0 && argument <= 1))
        throw new RangeError(`Divider ${JSON.stringify(argument)}: expected a number from 0 to 1.`);
      store.change((draft) => {
        draft.split = argument;
      });
    },
  }),
  command('layer.toggle', {
    title: { zh: '显示 / 隐藏图层', en: 'Show / hide layer' },
    perform: ({ store, layers }, argument) => {
      const [id, shown] =
        typeof argument === 'object' && argument !== null && 'id' in argument
          ? [String(argument.id), 'shown' in argument ? Boolean(argument.shown) : undefined]
          : [String(argument), undefined];
      if (!layers.includes(id)) throw new RangeError(`Unknown layer "${id}"; there are ${layers.join(', ')}.`);
      store.change((draft) => {
        const show = shown ?? !draft.layers.includes(id);
        draft.layers = show
          ? layers.filter((each) => each === id || draft.layers.includes(each))
          : draft.layers.filter((each) => each !== id);
      }, 'layer.toggle');
    },
  }),
  command('camera.set', {
    title: { zh: '移动相机', en: 'Move camera' },
    perform: ({ store }, argument) => {
      if (!isView(argument))
        throw new RangeError(`Camera ${JSON.stringify(argument)}: expected [lon, lat, height, heading, pitch, roll].`);
      store.change((draft) => {
        draft.view = argument;
      });
    },
  }),
  command('asset.select', {
    title: { zh: '选择部件', en: 'Select asset' },
    perform: ({ store, assetLayer }, argument) => {
      if (argument !== null && (typeof argument !== 'string' || assetLayer(argument) === undefined))
        throw new RangeError(`Unknown asset ${JSON.stringify(argument)}.`);
      store.change((draft) => {
        draft.select = argument as string | null;
        if (argument !== null) draft.panels = { ...draft.panels, inspector: true };
      }, 'asset.select');
    },
  }),
  command('asset.highlight', {
    title: { zh: '标出对象', en: 'Highlight objects' },
    perform: ({ store }, argument) => {
      const ids = Array.isArray(argument) ? argument.map(String) : [];
      store.change((draft) => {
        draft.highlight = ids;
      });
    },
  }),
  command('selection.clear', {
    title: { zh: '取消选择', en: 'Clear selection' },
    key: 'Escape',
    palette: true,
    enabled: ({ store }) => store.getState().select !== null || store.getState().highlight.length > 0,
    perform: ({ store }) =>
      store.change((draft) => {
        draft.select = null;
        draft.highlight = [];
      }),
  }),
  command('mode.set', {
    title: { zh: '切换模式', en: 'Switch mode' },
    perform: ({ store }, argument) => {
      const mode: ModeId = option(argument, MODE_IDS, 'Mode');
      store.change((draft) => {
        draft.mode = mode;
      }, 'mode.set');
    },
  }),
  command('quality.set', {
    title: { zh: '画质', en: 'Quality' },
    perform: ({ store }, argument) => {
      const quality: QualityId = option(argument, QUALITY_IDS, 'Quality');
      store.change((draft) => {
        draft.quality = quality;
      });
    },
  }),
  command('basemap.set', {
    title: { zh: '底图', en: 'Basemap' },
    perform: ({ store, basemaps }, argument) => {
      if (argument !== null && !basemaps.includes(argument as string))
        throw new RangeError(
          `Unknown basemap ${JSON.stringify(argument)}; ${basemaps.length > 0 ? `there are ${basemaps.join(', ')}` : 'the catalog lists none'}.`,
        );
      store.change((draft) => {
        draft.basemap = argument as string | null;
      }, 'basemap.set');
    },
  }),
  command('language.toggle', {
    title: { zh: '中 / English', en: 'English / 中' },
    palette: true,
    perform: ({ store }, argument) =>
      store.change((draft) => {
        draft.language = argument === 'zh' || argument === 'en' ? argument : draft.language === 'zh' ? 'en' : 'zh';
      }),
  }),
  command('notice.dismiss', {
    title: { zh: '关闭提示', en: 'Dismiss notice' },
    perform: ({ store }, argument) =>
      store.change((draft) => {
        draft.notices = draft.notices.filter((notice) => notice.key !== argument);
      }),
  }),
  command('undo', {
    title: { zh: '撤销', en: 'Undo' },
    key: 'Mod+z',
    palette: true,
    enabled: ({ store }) => store.canUndo(),
    perform: ({ store }) => tellStep(store, store.undo(), { zh: '已撤销', en: 'Undone' }),
  }),
  command('redo', {
    title: { zh: '重做', en: 'Redo' },
    key: 'Mod+Shift+z',
    palette: true,
    enabled: ({ store }) => store.canRedo(),
    perform: ({ store }) => tellStep(store, store.redo(), { zh: '已重做', en: 'Redone' }),
  }),
  panelToggle('search', { zh: '搜索', en: 'Search' }, 'Mod+k'),
  panelToggle('layers', { zh: '图层面板', en: 'Layer panel' }, '['),
  panelToggle('inspector', { zh: '属性面板', en: 'Inspector' }, ']'),
  panelToggle('alerts', { zh: '报警列表', en: 'Alert list' }, 'a'),
  panelToggle('scenario', { zh: '方案指标', en: 'Scenario figures' }, 's'),
  panelToggle('overview', { zh: '鹰眼图', en: 'Overview map' }, 'o'),
  panelToggle('closeup', { zh: '部件特写', en: 'Close-up' }, 'c'),
  panelToggle('versions', { zh: '版本与会签', en: 'Versions and sign-off' }, 'v'),
  panelToggle('account', { zh: '账户', en: 'Account' }, 'u'),
  panelToggle('about', { zh: '关于与数据来源', en: 'About and sources' }, '?'),
];

/** Runs command `id`. Throws RangeError when there is none or when it is not enabled now. */
export function runCommand(context: CommandContext, id: string, argument: unknown): void {
  const found = COMMANDS.find((each) => each.id === id);
  if (!found) throw new RangeError(`Unknown command "${id}"; there are ${COMMANDS.map((each) => each.id).join(', ')}.`);
  if (!found.enabled(context)) {
    if (id === 'undo' || id === 'redo' || id === 'selection.clear') return;
    throw new RangeError(`Command "${id}" is not available now.`);
  }
  found.perform(context, argument);
}

/** The playhead's text in links and stats. */
export function formatPlayhead(session: Pick<Session, 'playhead'>): string {
  switch (session.playhead.kind) {
    case 'now':
      return 'now';
    case 'slice':
      return session.playhead.slice;
    case 'instant':
      return new Date(session.playhead.at).toISOString();
  }
}
