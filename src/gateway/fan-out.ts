import type { WebSocket } from 'ws';
import type { Alert } from '../domain/alert.ts';
import { type Interest, parseInterestMessage, parseLiveQuery } from '../wire/interest.ts';
import { WireError } from '../wire/parse.ts';
import type { ServerMessage } from '../wire/socket.ts';
import { createCellIndex } from './cell-index.ts';
import { type CellTiles, createCellTiles } from './cell-tiles.ts';
import type { City } from './city.ts';
import { createLiveRows, type Share } from './live-rows.ts';
import type { RoleView } from './role-view.ts';
import { createStateTexts, STATES, type State, type StateSources, type StateTexts } from './state-texts.ts';

/** Changes of this long, in milliseconds, go out as one frame. */
export const TICK_MS = 250;
/** Bytes a client may leave unread before nothing more is written to it. */
export const FULL_BYTES = 512 * 1024;
/** Silence after which a `tick` is sent. */
const QUIET_MS = 1000;
/** A client that has read nothing for this long is cut off; it will join anew. */
const STUCK_MS = 60_000;
/** WebSocket close code: the message cannot be read. */
const UNREADABLE = 1007;

export interface FanOutParts extends StateSources {
  readonly city: City;
  /** A wall clock in milliseconds. */
  readonly wall: () => number;
  /** Name of this run, `[A-Za-z0-9-]`: sequence numbers of another run say nothing. */
  readonly run: string;
}

export interface FanOut {
  /**
   * Greets `socket`, sends what it shows or has missed, keeps it up to date until it closes.
   *
   * @param query of the address: `interest`, `since` (`wire/interest.ts`)
   */
  join(socket: WebSocket, view: RoleView, query: { readonly interest?: unknown; readonly since?: unknown }): void;
  /** A row of the last-value tables changed. */
  changed(row: number): void;
  alertChanged(alert: Alert): void;
  mutesChanged(): void;
  dutyChanged(): void;
  /** Something changed that is fetched, not told: the review record, or what is recorded about versions. */
  editionsChanged(): void;
  readonly tile: CellTiles;
  readonly clients: number;
  stop(): void;
}

/** Clients that show the same: each frame is made once for all of them. */
interface Group extends Share {
  readonly key: string;
  readonly members: Set<Client>;
  /** Sequence number of the last frame that had something for them. */
  heard: number;
  /** Of the tick now running. */
  snapshot: Buffer | undefined;
}

interface Client {
  readonly socket: WebSocket;
  group: Group;
  /** Sequence number of the last frame sent. */
  heard: number;
  /** The tick up to which the client has everything, while it is behind. */
  behindSince: number | undefined;
  /** Buckets of which it is owed all, not the changes alone. */
  owed: Uint8Array | undefined;
  /** Interests it has named since it joined. */
  interests: number;
  /** States that changed and were not told. */
  readonly untold: Set<State>;
  sentAt: number;
  fullSince: number | undefined;
}

/**
 * Sends last-value changes to all clients: once a tick, each row once, never more than a client reads. Nothing is done for a client
 * and an observation: rows are encoded once a role, frames once a group of clients that show the same. A client that does not read
 * costs a number, the tick at which it stopped.
 */
export function createFanOut(parts: FanOutParts): FanOut {
  const { city } = parts;
  const cells = createCellIndex(city);
  const rows = createLiveRows(city, cells);
  const groups = new Map<string, Group>();
  const clients = new Set<Client>();
  const states = createStateTexts(parts);
  const news = new Set<State>();

  const epochOf = (view: RoleView) => `${parts.run}-${view.role}`;

  function groupOf(view: RoleView, interest: Interest): Group {
    const key = `${view.role} ${JSON.stringify(interest)}`;
    let group = groups.get(key);
    if (!group) {
      const mask = cells.mask(interest);
      group = { key, view, mask, members: new Set(), heard: rows.sequence, snapshot: undefined };
      groups.set(key, group);
    }
    return group;
  }

  function part(client: Client): void {
    const { group } = client;
    group.members.delete(client);
    if (group.members.size === 0 && groups.get(group.key) === group) groups.delete(group.key);
  }

  function sendText(client: Client, text: string): void {
    client.socket.send(text);
    client.sentAt = parts.wall();
  }

  function sendFrame(client: Client, frame: Buffer): void {
    client.socket.send(frame);
    client.sentAt = parts.wall();
    client.heard = rows.sequence;
  }

  function tellStates(client: Client, texts: StateTexts): void {
    for (const state of client.untold) {
      const text = texts(state, client.group.view);
      if (text !== undefined) sendText(client, text);
    }
    client.untold.clear();
  }

  /** Whether the client reads too little to be written to; it is cut off when that lasts. */
  function isFull(client: Client, wall: number): boolean {
    if (client.socket.bufferedAmount <= FULL_BYTES) {
      client.fullSince = undefined;
      return false;
    }
    client.fullSince ??= wall;
    if (wall - client.fullSince > STUCK_MS) client.socket.terminate();
    return true;
  }

  /** What it missed while it did not read, or newly shows. */
  function catchUp(client: Client): void {
    if (client.behindSince === undefined && client.owed === undefined) return;
    const { group, behindSince = rows.sequence, heard, owed, interests } = client;
    const frame = rows.missed(group, behindSince, heard, owed, owed && interests);
    client.behindSince = undefined;
    client.owed = undefined;
    if (frame) sendFrame(client, frame);
  }

  function tick(): void {
    const before = rows.sequence;
    const changed = rows.advance();
    const wall = parts.wall();
    const texts = states.texts();
    let quiet: string | undefined;
    for (const group of groups.values()) {
      if (changed) group.snapshot = undefined;
      const frame = changed ? rows.delta(group, group.heard) : undefined;
      for (const client of group.members) {
        for (const state of news) client.untold.add(state);
        if (isFull(client, wall)) {
          client.behindSince ??= before;
          continue;
        }
        if (client.behindSince !== undefined || client.owed) catchUp(client);
        else if (frame) sendFrame(client, frame);
        tellStates(client, texts);
        if (wall - client.sentAt < QUIET_MS) continue;
        quiet ??= JSON.stringify({ type: 'tick', ...parts.clock(), sequence: rows.sequence } satisfies ServerMessage);
        sendText(client, quiet);
      }
      if (frame) group.heard = rows.sequence;
    }
    news.clear();
  }

  /** The client shows something else: it is sent all of what it did not show before. */
  function show(client: Client, interest: Interest): void {
    const before = client.group;
    const group = groupOf(before.view, interest);
    client.interests++;
    client.owed = group.mask.map((shown, bucket) => (shown && (!before.mask[bucket] || client.owed?.[bucket]) ? 1 : 0));
    part(client);
    client.group = group;
    group.members.add(client);
    if (!isFull(client, parts.wall())) catchUp(client);
  }

  function listen(client: Client): void {
    const { socket } = client;
    const leave = () => {
      clients.delete(client);
      part(client);
    };
    socket.on('close', leave);
    socket.on('error', leave);
    socket.on('message', (data) => {
      if (!clients.has(client)) return;
      try {
        show(client, parseInterestMessage(String(data)));
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        refuse(socket, error);
      }
    });
  }

  const ticking = setInterval(tick, TICK_MS);

  return {
    join(socket, view, query) {
      let asked: ReturnType<typeof parseLiveQuery>;
      try {
        asked = parseLiveQuery(query);
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        refuse(socket, error);
        return;
      }
      const { interest, since } = asked;
      const group = groupOf(view, interest);
      const resumed = since !== undefined && since.epoch === epochOf(view) && since.sequence <= rows.sequence;
      const client: Client = {
        socket,
        group,
        heard: resumed ? since.sequence : rows.sequence,
        behindSince: resumed ? since.sequence : undefined,
        owed: undefined,
        interests: 0,
        untold: new Set(STATES),
        sentAt: 0,
        fullSince: undefined,
      };
      group.members.add(client);
      clients.add(client);
      listen(client);
      const hello: ServerMessage = {
        type: 'hello',
        ...parts.clock(),
        slots: city.catalog.slots,
        sequence: client.heard,
        epoch: epochOf(view),
        resumed,
        role: view.role,
        layers: view.layers.map((layer) => ({
          id: layer.id,
          properties: [...layer.properties],
          source: city.layer(layer.id)?.source ?? 'simulated',
        })),
      };
      sendText(client, JSON.stringify(hello));
      if (resumed) catchUp(client);
      else {
        group.snapshot ??= rows.snapshot(group);
        sendFrame(client, group.snapshot);
      }
      tellStates(client, states.texts());
    },
    changed: rows.changed,
    alertChanged(alert) {
      states.ended(alert);
      news.add('alerts');
    },
    mutesChanged: () => void news.add('mutes'),
    dutyChanged: () => void news.add('duty'),
    editionsChanged: () => void news.add('editions'),
    tile: createCellTiles(city, cells, rows, parts.run),
    get clients() {
      return clients.size;
    },
    stop() {
      clearInterval(ticking);
      for (const client of clients) client.socket.close(1001, 'The gateway is stopping.');
      clients.clear();
      groups.clear();
    },
  };
}

function refuse(socket: WebSocket, error: WireError): void {
  // A reason has room for 123 bytes.
  socket.close(
    UNREADABLE,
    Buffer.from(error.message)
      .subarray(0, 120)
      .toString('latin1')
      .replace(/[^ -~]/g, '?'),
  );
}
