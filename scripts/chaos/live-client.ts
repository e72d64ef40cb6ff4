import WebSocket from 'ws';
import { decodeDelta } from '../../src/wire/delta.ts';

/** A client of the live socket that keeps the last value of every slot of the first layer's first property. */
export interface LiveClient {
  readonly values: Map<number, number>;
  readonly socket: WebSocket;
  /** Frames that did not follow what was there before. */
  readonly gaps: number;
  readonly rows: number;
}

export async function joinLive(url: string): Promise<LiveClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}live`, { perMessageDeflate: false });
  const values = new Map<number, number>();
  let sequence = 0;
  let gaps = 0;
  let rows = 0;
  socket.on('message', (data: Buffer, binary) => {
    if (!binary) return;
    const header = decodeDelta(Uint8Array.from(data).buffer, (row) => {
      rows++;
      values.set(row.slot, row.value);
    });
    if (header.kind === 'delta' && header.previous > sequence) gaps++;
    sequence = header.sequence;
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    values,
    socket,
    get gaps() {
      return gaps;
    },
    get rows() {
      return rows;
    },
  };
}
