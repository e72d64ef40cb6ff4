import type { CityBuilding } from '../../domain/building.ts';
import type { CameraView } from '../../domain/camera.ts';
import { CITY_STYLES, type CityStyle } from '../../domain/city-style.ts';
import { type Command, command, option } from '../command.ts';
import { MODE_IDS, type ModeId, QUALITY_IDS, type QualityId } from '../session.ts';

/** What is seen, and how. */
export const VIEW_COMMANDS: readonly Command[] = [
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
  command('alert.visit', {
    title: { zh: '前往首条报警 / 返回', en: 'Go to the first alert / back' },
    key: 'g',
    palette: true,
    enabled: ({ store, firstAlert }) => store.getState().returnTo !== null || (firstAlert?.() ?? null) !== null,
    perform: ({ store, firstAlert }) => {
      const visit = firstAlert?.() ?? null;
      store.change((draft) => {
        const back = draft.returnTo;
        if (!back && !visit) return;
        draft.view = back ?? visit?.view ?? null;
        draft.returnTo = back ? null : (visit?.from ?? null);
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
        draft.building = null;
        if (argument !== null) draft.panels = { ...draft.panels, inspector: true };
      }, 'asset.select');
    },
  }),
  command('building.show', {
    title: { zh: '查看建筑', en: 'Show building' },
    perform: ({ store }, argument) => {
      if (argument !== null && (typeof argument !== 'object' || !('id' in argument) || !('height' in argument)))
        throw new TypeError(`building.show: ${JSON.stringify(argument)} is no building; give what buildingAt answers.`);
      store.change((draft) => {
        draft.building = argument as CityBuilding | null;
        if (argument === null) return;
        draft.select = null;
        draft.panels = { ...draft.panels, inspector: true };
      });
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
    enabled: ({ store }) => {
      const { select, building, highlight, selection } = store.getState();
      return select !== null || building !== null || highlight.length > 0 || selection !== null;
    },
    perform: ({ store }) =>
      store.change(
        (draft) => {
          draft.select = null;
          draft.building = null;
          draft.highlight = [];
          draft.selection = null;
        },
        // What was drawn by hand comes back; one click does not need to.
        store.getState().selection === null ? undefined : 'selection.clear',
      ),
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
  command('style.set', {
    title: { zh: '城市样式：实景 / 白模 / 状态 / 透视', en: 'City style: natural / white / status / see-through' },
    key: 'y',
    palette: true,
    perform: ({ store }, argument) => {
      const { style: current } = store.getState();
      const next = CITY_STYLES[(CITY_STYLES.indexOf(current) + 1) % CITY_STYLES.length];
      const style: CityStyle = option(argument ?? next, CITY_STYLES, 'City style');
      store.change((draft) => {
        draft.style = style;
      }, 'style.set');
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
];

function isView(input: unknown): input is CameraView {
  return (
    Array.isArray(input) &&
    input.length === 6 &&
    input.every((each) => typeof each === 'number' && Number.isFinite(each))
  );
}
