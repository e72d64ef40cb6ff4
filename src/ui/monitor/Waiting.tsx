import { useSay } from '../desk-context.ts';
import { W } from '../words.ts';
import type { Loaded } from './use-history.ts';

/** Says that a chart is on its way, why it does not come, or what to do about an empty one. */
export function Waiting({ loaded, empty }: { readonly loaded: Loaded<unknown>; readonly empty: string }) {
  const say = useSay();
  return (
    <p className="empty" role={loaded.kind === 'failed' ? 'alert' : undefined}>
      {loaded.kind === 'loading'
        ? say(W.chartLoading)
        : loaded.kind === 'failed'
          ? say(W.chartFailed, { reason: loaded.reason })
          : empty}
    </p>
  );
}
