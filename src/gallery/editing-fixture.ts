import type { CompiledScenario } from '../scenario/compiled.ts';
import { findingsOf } from '../scenario/findings.ts';
import { type LiveEdit, liveFindings } from '../state/live-edit.ts';
import type { SessionStore } from '../state/store.ts';

/** What the rules say of the poles in hand and of the edits made since `before`, as when a drag has ended. */
export function fixtureEditing(
  store: SessionStore,
  before: CompiledScenario,
  plan: () => CompiledScenario | null,
): () => LiveEdit | null {
  let known: { readonly plan: CompiledScenario; readonly editing: readonly string[]; readonly live: LiveEdit } | null =
    null;
  return () => {
    const { editing, scenario } = store.getState();
    const open = plan();
    if (!editing || !open || !scenario) return null;
    if (known?.plan === open && known.editing === editing) return known.live;
    const was = findingsOf(
      before,
      before.alternatives.some(({ id }) => id === scenario.alternative) ? scenario.alternative : 'B',
    );
    const findings = liveFindings(was, findingsOf(open, scenario.alternative), new Set(editing));
    const live: LiveEdit = { dragging: false, station: null, spacing: [null, null], findings, judging: false };
    known = { plan: open, editing, live };
    return live;
  };
}
