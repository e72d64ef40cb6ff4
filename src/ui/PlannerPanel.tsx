import { lazy, Suspense, useState } from 'react';
import type { CompiledScenario } from '../scenario/compiled.ts';
import { useDesk, useSay } from './desk-context.ts';
import { W } from './words.ts';

const Planner = lazy(() => import('./planner/Planner.tsx'));

/** 编制方案, folded until it is wanted; absent for plans that are not of poles and where nothing may be edited. */
export function PlannerPanel({ plan }: { readonly plan: CompiledScenario }) {
  const { port } = useDesk();
  const say = useSay();
  const [open, setOpen] = useState(false);
  const { kind, axis } = plan.document.project;
  if ((kind ?? 'poles') !== 'poles' || !axis || port.catalog.role === 'public') return null;
  return (
    <details className="planner" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say(W.planner)}</summary>
      {open ? (
        <Suspense fallback={<p className="soft">…</p>}>
          <Planner plan={plan} />
        </Suspense>
      ) : null}
    </details>
  );
}
