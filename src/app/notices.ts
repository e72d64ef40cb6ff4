import type { Words } from '../domain/words.ts';
import type { SceneTrouble } from '../scene/scene-spec.ts';
import type { Notice } from '../state/session.ts';
import type { SessionStore } from '../state/store.ts';
import type { City } from './load-city.ts';

export interface Notices {
  /** Puts a notice on screen; one of the same key is replaced. */
  show(notice: Notice): void;
  /** Shows a standing notice, or with null takes it back; touches the session only when that changes it. */
  stand(key: string, notice: Notice | null): void;
}

export function createNotices(store: SessionStore): Notices {
  const show = (notice: Notice) =>
    store.change((draft) => {
      draft.notices = [...draft.notices.filter((each) => each.key !== notice.key), notice];
    });
  return {
    show,
    stand(key, notice) {
      const there = store.getState().notices.some((each) => each.key === key);
      if (notice && !there) show(notice);
      if (!notice && there)
        store.change((draft) => {
          draft.notices = draft.notices.filter((each) => each.key !== key);
        });
    },
  };
}

export const CONTEXT_LOST: Notice = {
  key: 'context',
  tone: 'warning',
  text: { zh: '显卡上下文丢失，正在恢复画面', en: 'The graphics context was lost; restoring the view' },
};

export const NOTHING_RECORDED: Notice = {
  key: 'replay.empty',
  tone: 'info',
  text: { zh: '该时刻没有记录', en: 'Nothing was recorded at that time' },
};

export const RECORD_FILLING: Notice = {
  key: 'replay.filling',
  tone: 'info',
  text: {
    zh: '历史数据仍在入库，该时刻稍后自动补全',
    en: 'The record is still filling up; this moment completes itself',
  },
};

export function scenarioFailed(error: Error): Notice {
  return {
    key: 'scenario',
    tone: 'error',
    text: { zh: `情景方案无法打开：${error.message}`, en: `The scenario does not open: ${error.message}` },
  };
}

/** A link named an alternative that the working document does not hold. */
export function noAsset(id: string): Notice {
  return {
    key: 'no-asset',
    tone: 'warning',
    text: {
      zh: `链接所选的部件 ${id} 不在当前方案与城市中`,
      en: `The asset ${id} of the link is in neither plan nor city`,
    },
  };
}

export function noAlternative(alternative: string): Notice {
  return {
    key: 'scenario',
    tone: 'warning',
    text: {
      zh: `方案中没有备选 ${alternative}（可能尚未采用，或草稿已更改），显示现状`,
      en: `The plan holds no alternative ${alternative}: it was never adopted, or the draft was changed. Today is shown`,
    },
  };
}

export function signOffFailed(because: string): Notice {
  return {
    key: 'sign-off',
    tone: 'warning',
    text: {
      zh: `权属意见与审批未能读取，不在指标与时间轴上显示：${because}`,
      en: `Owners' answers and approvals could not be read and are not shown: ${because}`,
    },
  };
}

export function historyFailed(error: Error): Notice {
  return {
    key: 'replay',
    tone: 'warning',
    text: { zh: `历史数据读取失败：${error.message}`, en: `History does not load: ${error.message}` },
  };
}

/** City and gateway number the assets differently, and a reload has not helped. */
export function slotsDiffer(expected: string, received: string): Notice {
  return {
    key: 'slots',
    tone: 'error',
    text: {
      zh: `城市数据与网关不一致（${expected.slice(0, 8)}≠${received.slice(0, 8)}），请重新构建瓦片`,
      en: `City and gateway disagree (${expected.slice(0, 8)} ≠ ${received.slice(0, 8)}); rebuild the tiles`,
    },
  };
}

export function lightFailed(error: Error): Notice {
  return {
    key: 'light',
    tone: 'warning',
    text: { zh: `照度图无法计算：${error.message}`, en: `The map of light cannot be computed: ${error.message}` },
  };
}

export function troubleKey(trouble: SceneTrouble): string {
  return `trouble.${trouble.kind}.${trouble.id}`;
}

export function sceneTrouble(trouble: SceneTrouble, city: City): Notice {
  const key = troubleKey(trouble);
  if (trouble.kind === 'basemap') return { key, tone: 'warning', text: basemapGone(city, trouble.id) };
  return {
    key,
    tone: 'warning',
    text: {
      zh: `${trouble.id || '画面'} 部分内容无法显示：${trouble.message}`,
      en: `${trouble.id || 'Scene'}: part of it cannot be shown: ${trouble.message}`,
    },
  };
}

function basemapGone(city: City, id: string): Words {
  const title = city.catalog.basemaps.find((each) => each.id === id)?.title ?? { zh: id, en: id };
  return {
    zh: `底图“${title.zh}”没有应答，显示城市模型地面；稍后自动重试`,
    en: `Basemap "${title.en}" does not answer; the model's own ground is shown, and it is tried again`,
  };
}
