import type { Gateway } from '../feeds/request.ts';
import type { CompiledScenario } from '../scenario/compiled.ts';
import type { Notice } from '../state/session.ts';
import type { VersionsPort } from '../state/versions-port.ts';
import type { ScenarioDocument } from '../wire/scenario-document.ts';

/** Milliseconds without an edit before the draft is saved. */
const REST = 800;

/** Working documents kept at the gateway: loaded on the next visit, saved after every edit, never over another's. */
export interface Drafts {
  /** The saved draft, compiled with `use`; null when there is none, or it cannot be used, which a notice says. */
  load(id: string, use: (document: ScenarioDocument) => CompiledScenario): Promise<CompiledScenario | null>;
  /** The document of scenario `id` has changed: it is saved once edits rest. */
  changed(id: string): void;
  /**
   * A save that somebody asks for, by the same path as the autosaves: it waits for one under way, and those after it are made
   * from the revision that it left. What was waiting to be saved is in it or was to be replaced by it.
   */
  through(save: SaveDraft): SaveDraft;
  destroy(): void;
}

type SaveDraft = VersionsPort['saveDraft'];

interface Wires {
  readonly gateway: Gateway;
  readonly document: (id: string) => ScenarioDocument | null;
  readonly show: (notice: Notice) => void;
}

export function createDrafts({ gateway, document, show }: Wires): Drafts {
  /** Tag of the revision that edits are made from; absent: nothing is saved. */
  const tags = new Map<string, string>();
  /** Why nothing is saved any more, where another planner was first. */
  const overtaken = new Map<string, Notice>();
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  const saving = new Map<string, Promise<void>>();
  const client = () => import('../feeds/drafts.ts');

  /** Does `work` once the save before it is done: each is made from the revision that the one before it left. */
  function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const done = (saving.get(id) ?? Promise.resolve()).then(work);
    saving.set(
      id,
      done.then(
        () => undefined,
        () => undefined,
      ),
    );
    return done;
  }

  async function save(id: string): Promise<void> {
    const { saveDraft } = await client();
    const [etag, now] = [tags.get(id), document(id)];
    if (!now) return;
    if (etag === undefined) return show(overtaken.get(id) ?? notSaved);
    try {
      const result = await saveDraft(gateway, now, etag);
      if (result.kind === 'reader') show(notSaved);
      else if (result.kind === 'saved') {
        tags.set(id, result.etag);
        show(saved);
      } else {
        tags.delete(id);
        overtaken.set(id, conflict(result.by, result.yours));
        show(conflict(result.by, result.yours));
      }
    } catch (error) {
      show(failed((error as Error).message));
    }
  }

  function changed(id: string): void {
    clearTimeout(waiting.get(id));
    waiting.set(
      id,
      setTimeout(() => {
        waiting.delete(id);
        void inTurn(id, () => save(id));
      }, REST),
    );
  }

  return {
    async load(id, use) {
      if (gateway.role === 'public') return null;
      try {
        const draft = await (await client()).fetchDraft(gateway, id);
        if (!draft) return null;
        const compiled = draft.edited && use(draft.edited.document);
        tags.set(id, draft.etag);
        return compiled;
      } catch (error) {
        show(notLoaded((error as Error).message));
        return null;
      }
    },
    changed,
    through: (send) => (id, etag, own) => {
      const waited = waiting.has(id);
      clearTimeout(waiting.get(id));
      waiting.delete(id);
      const before = tags.get(id);
      return inTurn(id, async () => {
        // An autosave of this page that came in between is no other planner's.
        const now = tags.get(id);
        const outcome = await send(id, etag === before && now !== undefined ? now : etag, own);
        if (outcome.ok) {
          tags.set(id, outcome.value.etag);
          overtaken.delete(id);
        } else if (waited) changed(id);
        return outcome;
      });
    },
    destroy() {
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}

const KEY = 'draft';

const saved: Notice = { key: KEY, tone: 'info', text: { zh: '方案草稿已保存', en: 'The draft of the plan is saved' } };

const notSaved: Notice = {
  key: KEY,
  tone: 'info',
  text: {
    zh: '当前身份不能保存草稿：修改只保留在本页；以规划人员登录，或导出为文件',
    en: 'This session may not save drafts: edits stay in this page. Sign in as a planner, or export the plan as a file',
  },
};

function conflict(by: string, yours: number): Notice {
  return {
    key: KEY,
    tone: 'warning',
    text: {
      zh: `${by} 已先保存草稿：没有覆盖，您的修改另存为第 ${yours} 号修订；刷新页面载入对方的草稿后再编制`,
      en: `${by} saved the draft first: nothing was overwritten, yours is kept as revision ${yours}. Reload the page to go on from theirs`,
    },
  };
}

function failed(because: string): Notice {
  return {
    key: KEY,
    tone: 'warning',
    text: {
      zh: `草稿未能保存：${because}。修改仍在本页，可导出为文件`,
      en: `The draft was not saved: ${because}. Edits stay in this page and can be exported as a file`,
    },
  };
}

function notLoaded(because: string): Notice {
  return {
    key: KEY,
    tone: 'warning',
    text: {
      zh: `草稿无法载入，显示原方案，修改不会保存到网关：${because}`,
      en: `The draft does not load; the built plan is shown and edits are not saved at the gateway: ${because}`,
    },
  };
}
