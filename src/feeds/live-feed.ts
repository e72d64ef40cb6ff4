import type { Alert } from '../domain/alert.ts';
import type { Instant } from '../domain/clock.ts';
import type { Mute } from '../domain/mute.ts';
import type { DutyState } from '../wire/duty.ts';
import { type Interest, interestMessage, liveQuery, type Since } from '../wire/interest.ts';
import { type Editions, type HelloMessage, parseServerMessage } from '../wire/socket.ts';
import { backOff } from './back-off.ts';
import type { Feed, Tables } from './feed.ts';
import { type Routes, routesOf, writeDelta, writeSnapshot } from './frame.ts';

/** Same shape as `Connection` of the state port. `since` is city time. */
export type LiveConnection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'lost'; readonly since: Instant; readonly retryInSeconds: number };

export interface LiveFeedOptions {
  /** `ws://…/live`, with `?role=public` for the redacted view. */
  readonly url: string;
  /** Last values; rows absent from a joining snapshot are erased. */
  readonly tables: Tables;
  /** Hash of the slot numbering that the client's catalog carries. */
  readonly slots: string;
  /** City time now: what "in the future" and "lost since" are judged by. */
  readonly now: () => Instant;
  /** Numbers in [0, 1), for the jitter of reconnections. */
  readonly random: () => number;
  /** From hello and ticks: set the city clock. Called before any row of the same moment is written. */
  readonly onClock: (now: Instant, rate: number) => void;
  readonly onConnection: (connection: LiveConnection) => void;
  /** The gateway numbers slots otherwise: the feed has stopped; reload the page once, then show an error. */
  readonly onSlotsMismatch: (expected: string, received: string) => void;
  /** All open alerts and those changed within a minute; replaces the list by id. */
  readonly onAlerts?: (alerts: readonly Alert[]) => void;
  /** All mutes that hold; replaces the list. */
  readonly onMutes?: (mutes: readonly Mute[]) => void;
  /** What the duty room shares; replaces what was known. */
  readonly onDuty?: (duty: DutyState) => void;
  /** What is fetched, not told, is another. */
  readonly onEditions?: (editions: Editions) => void;
  readonly onHello?: (hello: HelloMessage) => void;
  /** After each frame, with the number of rows it carried. */
  readonly onRows?: (count: number, kind: 'delta' | 'snapshot') => void;
  /** A message the client cannot read: shown, then the socket is opened anew. */
  readonly onError?: (error: Error) => void;
  /** Replaced by tests. */
  readonly openSocket?: (url: string) => WebSocket;
}

/** A feed that may be told to bring less. */
export interface LiveFeed extends Feed {
  /** What the client shows from now on; rows of other layers and cells keep their last value and age. At first: everything. */
  show(interest: Interest): void;
}

/** The gateway speaks at least once a second; this much silence, in milliseconds, is a dead line. */
const SILENCE_MS = 6000;

/**
 * Observations as they arrive, by the gateway's socket; reconnects for ever with growing pauses, and is then sent what it missed
 * alone.
 */
export function createLiveFeed(options: LiveFeedOptions): LiveFeed {
  const openSocket = options.openSocket ?? ((url: string) => new WebSocket(url));
  let socket: WebSocket | undefined;
  let routes: Routes = [];
  /** Of what the tables hold; undefined until a whole picture has come, and after a fault. */
  let since: Since | undefined;
  let epoch = '';
  let interest: Interest = null;
  /** Interests told to this socket, and how many of them it has answered. */
  let told = 0;
  let answered = 0;
  let attempt = 0;
  let lostSince: Instant | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    retry = undefined;
    if (lostSince === undefined) options.onConnection({ kind: 'connecting' });
    const opened = openSocket(addressed(options.url, liveQuery(interest, since)));
    opened.binaryType = 'arraybuffer';
    socket = opened;
    opened.onmessage = (event: MessageEvent<unknown>) => {
      if (socket !== opened) return;
      listen();
      try {
        read(event.data);
      } catch (error) {
        since = undefined;
        options.onError?.(error as Error);
        lose();
      }
    };
    opened.onclose = () => socket === opened && lose();
    opened.onerror = () => socket === opened && lose();
    listen();
  }

  function read(data: unknown): void {
    if (typeof data === 'string') {
      readText(data);
      return;
    }
    if (!(data instanceof ArrayBuffer)) throw new TypeError('Live socket: a binary frame is not an ArrayBuffer.');
    const snapshot = new DataView(data).getUint8(4) === 1;
    const header = snapshot ? writeSnapshot(data, routes, options.now()) : writeDelta(data, routes, options.now());
    if (!snapshot && !(since && header.previous <= since.sequence))
      throw new RangeError(
        `Live socket: frame ${header.sequence} follows ${header.previous}, received ${since?.sequence ?? 'none'}; joining anew.`,
      );
    since = { epoch, sequence: header.sequence };
    answered = Math.max(answered, header.answers);
    options.onRows?.(header.count, header.kind);
  }

  function readText(text: string): void {
    const message = parseServerMessage(text);
    switch (message.type) {
      case 'hello':
        if (message.slots !== options.slots) {
          stop();
          options.onSlotsMismatch(options.slots, message.slots);
          return;
        }
        routes = routesOf(message.layers, options.tables);
        epoch = message.epoch;
        if (!message.resumed) since = undefined;
        attempt = 0;
        lostSince = undefined;
        options.onClock(message.now, message.rate);
        options.onHello?.(message);
        options.onConnection({ kind: 'live' });
        return;
      case 'tick':
        options.onClock(message.now, message.rate);
        return;
      case 'alerts':
        options.onAlerts?.(message.alerts);
        return;
      case 'mutes':
        options.onMutes?.(message.mutes);
        return;
      case 'duty':
        options.onDuty?.(message.duty);
        return;
      case 'editions':
        options.onEditions?.(message);
        return;
    }
  }

  /** Each message buys SILENCE_MS more. */
  function listen(): void {
    clearTimeout(watchdog);
    watchdog = setTimeout(lose, SILENCE_MS);
  }

  function lose(): void {
    hangUp();
    const wait = backOff(attempt++, options.random);
    lostSince ??= options.now();
    options.onConnection({ kind: 'lost', since: lostSince, retryInSeconds: wait / 1000 });
    retry = setTimeout(open, wait);
  }

  function hangUp(): void {
    // What a newer interest brings has not come.
    if (answered < told) since = undefined;
    told = 0;
    answered = 0;
    clearTimeout(watchdog);
    const closing = socket;
    socket = undefined;
    closing?.close();
  }

  function stop(): void {
    hangUp();
    clearTimeout(retry);
    retry = undefined;
    attempt = 0;
    lostSince = undefined;
  }

  return {
    start() {
      if (!socket && retry === undefined) open();
    },
    stop,
    show(next) {
      if (JSON.stringify(next) === JSON.stringify(interest)) return;
      interest = next;
      if (socket?.readyState === OPEN) {
        socket.send(interestMessage(next));
        told++;
      } else since = undefined; // what changed outside of the old interest was not sent: a whole picture brings it
    },
  };
}

/** `WebSocket.OPEN`, which a test may have no global for. */
const OPEN = 1;

function addressed(url: string, query: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams(query).toString();
  return parameters === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${parameters}`;
}
