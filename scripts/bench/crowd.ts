import WebSocket from 'ws';
import { decodeDelta } from '../../src/wire/delta.ts';

/** Sockets that receive; figures count from `begin` to `end`. */
export interface Crowd {
  begin(): void;
  end(): void;
  close(): void;
  /** Client `index` stops reading, or reads on. */
  stall(index: number, still: boolean): void;
  readonly deliveries: number;
  /** Of the WebSocket protocol: headers and payload. */
  readonly bytes: number;
  readonly seconds: number;
  /** From publishing to the client's decoded row, ms, at quantile `q`. */
  latency(q: number): number;
  /** Assets whose last value at one of the first `clients` is not that of observation `oracle.get(asset)`. */
  lost(oracle: ReadonlyMap<number, number>, clients: number): number;
}

const LONGEST_MS = 60_000;
/** Values that the publisher tells apart. */
const VALUES = 200_000;

/** Bytes of a server's WebSocket frame before its payload, RFC 6455 §5.2. */
const headerOf = (payload: number) => (payload < 126 ? 2 : payload < 65_536 ? 4 : 10);

function counters(sentAt: Float64Array, first: number) {
  const histogram = new Uint32Array(LONGEST_MS);
  let counting = false;
  let deliveries = 0;
  let bytes = 0;
  let began = 0;
  let seconds = 0;
  return {
    frame(payload: number): void {
      if (counting) bytes += headerOf(payload) + payload;
    },
    /** Observation `n` has arrived. */
    delivered(n: number, now: number): void {
      // hot: a million a second
      if (!counting) return;
      deliveries++;
      if (n >= first) histogram[Math.min(LONGEST_MS - 1, Math.max(0, Math.round(now - sentAt[n]!)))]!++;
    },
    begin() {
      counting = true;
      began = performance.now();
    },
    end() {
      counting = false;
      seconds = (performance.now() - began) / 1000;
    },
    get deliveries() {
      return deliveries;
    },
    get bytes() {
      return bytes;
    },
    get seconds() {
      return seconds;
    },
    latency(q: number): number {
      const total = histogram.reduce((sum, count) => sum + count, 0);
      let seen = 0;
      for (let ms = 0; ms < LONGEST_MS; ms++) {
        seen += histogram[ms]!;
        if (seen >= q * total) return ms;
      }
      return Number.NaN;
    },
  };
}

const now = () => performance.timeOrigin + performance.now();

async function open(url: string, count: number): Promise<WebSocket[]> {
  const sockets = Array.from({ length: count }, () => new WebSocket(url, { perMessageDeflate: false }));
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          socket.once('open', resolve);
          socket.once('error', reject);
        }),
    ),
  );
  return sockets;
}

/** Clients of the gateway's live socket: each decodes every frame and keeps its own last values. */
export async function joinGateway(
  url: string,
  count: number,
  assets: number,
  sentAt: Float64Array,
  first: number,
): Promise<Crowd> {
  const figures = counters(sentAt, first);
  const values = Array.from({ length: count }, () => new Int32Array(assets).fill(-1));
  const sockets = await open(`${url.replace('http', 'ws')}live`, count);
  sockets.forEach((socket, client) => {
    socket.on('message', (data: Buffer, binary) => {
      if (!binary) return;
      const arrived = now();
      figures.frame(data.byteLength);
      const last = values[client]!;
      decodeDelta(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer, (row) => {
        const n = Math.round(row.value * 100);
        last[row.slot] = n;
        figures.delivered(n, arrived);
      });
    });
  });
  return Object.assign(figures, {
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
    stall: (index: number, still: boolean) => (still ? sockets[index]?.pause() : sockets[index]?.resume()),
    lost(oracle: ReadonlyMap<number, number>, clients: number): number {
      let lost = 0;
      for (const last of values.slice(0, clients))
        for (const [asset, n] of oracle) if (last[asset] !== n % VALUES) lost++;
      return lost;
    },
  });
}

const VALUE = Buffer.from('"value":');

/** Clients of the peer. They read the value alone out of each text, so that they are not what slows the peer down. */
export async function joinPeer(url: string, count: number, sentAt: Float64Array, first: number): Promise<Crowd> {
  const figures = counters(sentAt, first);
  const sockets = await open(url, count);
  for (const socket of sockets)
    socket.on('message', (data: Buffer) => {
      figures.frame(data.byteLength);
      const at = data.indexOf(VALUE) + VALUE.length;
      const value = Number.parseFloat(data.toString('latin1', at, at + 10));
      figures.delivered(Math.round(value * 100), now());
    });
  return Object.assign(figures, {
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
    stall: () => undefined,
    lost: () => 0,
  });
}
