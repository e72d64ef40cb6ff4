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
  /** Resolves when nothing loads and the last frame that was asked for is on screen: the moment for a picture. */
  settled(): Promise<void>;
  pick(x: number, y: number): Promise<{ layer: string; id: string } | null>;
}

/**
 * Makes `window.twin` and answers the same over `postMessage` for `parents`, an allow-list of origins:
 * `{ twin: 'run', id, argument: ['time.set', 'T6'] }` is answered by `{ id, result }` or `{ id, error }`; after
 * `{ twin: 'on', id, argument: 'select' }` comes `{ twin: 'event', id, event, detail }` at each event, until
 * `{ twin: 'off', id }`. Whoever else asks gets no answer.
 */
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
    settled: () => port.settled(),
    pick: (x, y) => port.pick(x, y),
  };
  /** What parents listen to, by origin and the id they chose. */
  const listening = new Map<string, () => void>();

  async function answer({ call, id, argument, key, reply }: Call): Promise<unknown> {
    const [first, second] = Array.isArray(argument) ? argument : [argument];
    switch (call) {
      case 'ready':
        return ready;
      case 'state':
        return twin.state();
      case 'run':
        return twin.run(String(first), second);
      case 'settled':
        return twin.settled();
      case 'stats':
        return twin.stats();
      case 'pick':
        return twin.pick(Number(first), Number(second));
      case 'on': {
        const event = EVENTS.find((each) => each === first);
        if (!event) throw new RangeError(`Unknown event "${String(first)}"; there are ${EVENTS.join(', ')}.`);
        listening.get(key)?.();
        listening.set(
          key,
          on(event, (detail) => reply({ twin: 'event', id, event, detail })),
        );
        return null;
      }
      case 'off':
        listening.get(key)?.();
        listening.delete(key);
        return null;
      default:
        throw new RangeError(`Unknown call "${call}"; there are ready, state, run, stats, settled, pick, on, off.`);
    }
  }
  function receive(event: MessageEvent): void {
    const data: unknown = event.data;
    if (!parents.includes(event.origin) || typeof data !== 'object' || data === null || !('twin' in data)) return;
    const { twin: call, id, argument } = data as { twin: unknown; id?: unknown; argument?: unknown };
    const reply = (message: object) => event.source?.postMessage(message, { targetOrigin: event.origin });
    answer({ call: String(call), id, argument, key: `${event.origin} ${String(id)}`, reply }).then(
      (result) => reply({ id, result: result ?? null }),
      (error: unknown) => reply({ id, error: error instanceof Error ? error.message : String(error) }),
    );
  }

  Object.defineProperty(window, 'twin', { value: twin, configurable: true });
  addEventListener('message', receive);
  return {
    twin,
    undo: () => {
      removeEventListener('message', receive);
      for (const stop of listening.values()) stop();
      listening.clear();
    },
  };
}

const EVENTS: readonly TwinEvent[] = ['change', 'select', 'camera', 'alerts', 'connection', 'error'];

interface Call {
  readonly call: string;
  readonly id: unknown;
  readonly argument: unknown;
  /** Names one listener of one parent. */
  readonly key: string;
  reply(message: object): void;
}
