import type { TwinPort, TwinStats } from '../state/port.ts';
import type { Session } from '../state/session.ts';

export type TwinEvent = 'change' | 'select' | 'camera' | 'alerts' | 'connection' | 'error';

/** `window.twin`, the secondary-development interface (二次开发接口). Names and shapes are a contract. */
export interface Twin {
  /** Resolves when the city first stands on screen: data bound, tiles settled, fonts loaded. */
  readonly ready: Promise<void>;
  state(): Session;
  /** Runs a command. Throws RangeError naming value and remedy. */
  run(command: string, argument?: unknown): void;
  /** Returns its own undo. */
  on(event: TwinEvent, listener: (detail: unknown) => void): () => void;
  stats(): TwinStats;
  pick(x: number, y: number): Promise<{ layer: string; id: string } | null>;
}

/** Makes `window.twin` and answers the same over `postMessage` for `parents`, an allow-list of origins. */
export function exposeTwin(
  port: TwinPort,
  ready: Promise<void>,
  on: Twin['on'],
  parents: readonly string[],
): { twin: Twin; undo: () => void } {
  const twin: Twin = {
    ready,
    state: () => port.store.getState(),
    run: (command, argument) => port.run(command, argument),
    on,
    stats: () => port.stats(),
    pick: (x, y) => port.pick(x, y),
  };

  async function answer(call: string, argument: unknown): Promise<unknown> {
    const [first, second] = Array.isArray(argument) ? argument : [argument];
    switch (call) {
      case 'ready':
        return ready;
      case 'state':
        return twin.state();
      case 'run':
        return twin.run(String(first), second);
      case 'stats':
        return twin.stats();
      case 'pick':
        return twin.pick(Number(first), Number(second));
      default:
        throw new RangeError(`Unknown call "${call}"; there are ready, state, run, stats, pick.`);
    }
  }
  function receive(event: MessageEvent): void {
    const data: unknown = event.data;
    if (!parents.includes(event.origin) || typeof data !== 'object' || data === null || !('twin' in data)) return;
    const { twin: call, id, argument } = data as { twin: unknown; id?: unknown; argument?: unknown };
    const reply = (message: object) => event.source?.postMessage({ id, ...message }, { targetOrigin: event.origin });
    answer(String(call), argument).then(
      (result) => reply({ result: result ?? null }),
      (error: unknown) => reply({ error: error instanceof Error ? error.message : String(error) }),
    );
  }

  Object.defineProperty(window, 'twin', { value: twin, configurable: true });
  addEventListener('message', receive);
  return { twin, undo: () => removeEventListener('message', receive) };
}
