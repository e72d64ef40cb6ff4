import WebSocket from 'ws';
import { decodeDelta } from '../../src/wire/delta.ts';
import { liveQuery, type Since } from '../../src/wire/interest.ts';
import { parseServerMessage } from '../../src/wire/socket.ts';

/** A client of several gateways, as the product's: it moves to the next one when its own is gone, and asks for what it missed. */
export interface FollowingClient {
  /** Last value of every slot, by `property × 2^20 + slot` of the first layer. */
  readonly values: ReadonlyMap<number, number>;
  /** Ids of all alerts that it was ever told, and of those that are open now. */
  readonly alertsTold: ReadonlySet<string>;
  readonly alertsOpen: ReadonlySet<string>;
  /** Frames that did not follow what was there before. */
  readonly gaps: number;
  /** Address of the gateway it is at. */
  readonly at: string;
  stop(): void;
}

const AGAIN_MS = 300;

export function follow(urls: readonly string[], first: number): FollowingClient {
  const values = new Map<number, number>();
  const alertsTold = new Set<string>();
  let alertsOpen = new Set<string>();
  let since: Since | undefined;
  let epoch = '';
  let gaps = 0;
  let at = first;
  let stopped = false;
  let socket: WebSocket;

  function open(): void {
    const query = new URLSearchParams(liveQuery(null, since)).toString();
    const opened = new WebSocket(`${urls[at % urls.length]?.replace('http', 'ws')}live?${query}`, {
      perMessageDeflate: false,
    });
    socket = opened;
    opened.on('message', (data: Buffer, binary) => {
      if (binary) readFrame(data);
      else readText(data.toString());
    });
    opened.on('error', () => undefined);
    opened.on('close', () => {
      if (stopped) return;
      at++;
      setTimeout(open, AGAIN_MS);
    });
  }

  function readFrame(data: Buffer): void {
    const rows: [number, number][] = [];
    const header = decodeDelta(Uint8Array.from(data).buffer, (row) =>
      rows.push([row.property * 2 ** 20 + row.slot, row.value]),
    );
    if (header.kind === 'snapshot') values.clear();
    else if (!since || header.previous > since.sequence) gaps++;
    for (const [key, value] of rows) values.set(key, value);
    since = { epoch, sequence: header.sequence };
  }

  function readText(text: string): void {
    const message = parseServerMessage(text);
    if (message.type === 'hello') {
      epoch = message.epoch;
      if (!message.resumed) since = undefined;
    }
    if (message.type !== 'alerts') return;
    alertsOpen = new Set();
    for (const { id, stage } of message.alerts) {
      alertsTold.add(id);
      if (stage !== 'cleared' && stage !== 'false-alarm') alertsOpen.add(id);
    }
  }

  open();
  return {
    values,
    alertsTold,
    get alertsOpen() {
      return alertsOpen;
    },
    get gaps() {
      return gaps;
    },
    get at() {
      return urls[at % urls.length] ?? '';
    },
    stop() {
      stopped = true;
      socket.terminate();
    },
  };
}
