import type { WebSocket } from 'ws';
import type { Alert } from '../domain/alert.ts';
import { isOpen } from '../domain/alert.ts';
import { MINUTE } from '../domain/clock.ts';
import type { Mute } from '../domain/mute.ts';
import { QUALITIES } from '../domain/observation.ts';
import { type DeltaRow, encodeDelta } from '../wire/delta.ts';
import type { DutyState } from '../wire/duty.ts';
import type { ServerMessage } from '../wire/socket.ts';
import { type City, placeOfRow } from './city.ts';
import type { RoleView } from './role-view.ts';
import { RowSet } from './row-set.ts';

/** Changes of this long, in milliseconds, go out as one frame. */
export const TICK_MS = 250;
/** Bytes a client may leave unread before its rows are held back and coalesced. */
export const FULL_BYTES = 512 * 1024;
/** Silence after which a `tick` is sent. */
const QUIET_MS = 1000;
/** A client that has read nothing for this long is cut off; it will join anew. */
const STUCK_MS = 60_000;

export interface FanOutParts {
  readonly city: City;
  readonly clock: () => { readonly now: number; readonly rate: number };
  readonly alerts: () => readonly Alert[];
  readonly mutes: () => readonly Mute[];
  readonly duty: () => DutyState;
  /** A wall clock in milliseconds. */
  readonly wall: () => number;
}

export interface FanOut {
  /** Greets `socket`, sends the snapshot, keeps it up to date until it closes. */
  join(socket: WebSocket, view: RoleView): void;
  /** A row of the last-value tables changed. */
  changed(row: number): void;
  alertChanged(alert: Alert): void;
  mutesChanged(): void;
  dutyChanged(): void;
  readonly clients: number;
  stop(): void;
}

interface Client {
  readonly socket: WebSocket;
  readonly view: RoleView;
  sequence: number;
  /** Rows held back while the client is slow: each at most once, whatever happens to it. */
  readonly held: RowSet;
  sentAt: number;
  fullSince: number | undefined;
}

/** Sends last-value changes to all clients: once a tick, each row once, never more than a client reads. */
export function createFanOut(parts: FanOutParts): FanOut {
  const { city } = parts;
  const clients = new Set<Client>();
  const dirty = new RowSet(city.rows);
  const recent = new Map<string, Alert>();
  let alertsDirty = false;
  let mutesDirty = false;
  let dutyDirty = false;

  function row(number: number, view: RoleView): DeltaRow | undefined {
    const at = view.frameRow(number);
    if (!at) return undefined;
    const { layer, property, slot } = placeOfRow(city, number);
    return {
      ...at,
      value: layer.last.values[property]![slot]!,
      time: layer.last.times[property]![slot]!,
      quality: QUALITIES[layer.last.qualities[property]![slot]!]!,
    };
  }

  function rows(numbers: readonly number[], view: RoleView): DeltaRow[] {
    const found: DeltaRow[] = [];
    for (const number of numbers) {
      // hot: 10,000 rows a second
      const each = row(number, view);
      if (each) found.push(each);
    }
    return found;
  }

  function sendText(client: Client, message: ServerMessage): void {
    client.socket.send(JSON.stringify(message));
    client.sentAt = parts.wall();
  }

  function sendMutes(client: Client): void {
    if (client.view.role === 'operator') sendText(client, { type: 'mutes', mutes: [...parts.mutes()] });
  }

  function sendDuty(client: Client): void {
    if (client.view.role === 'operator') sendText(client, { type: 'duty', duty: parts.duty() });
  }

  function sendRows(client: Client, kind: 'delta' | 'snapshot', found: readonly DeltaRow[]): void {
    client.sequence += 1;
    client.socket.send(encodeDelta(kind, client.sequence, found));
    client.sentAt = parts.wall();
  }

  function alertsFor(view: RoleView): Alert[] {
    const since = parts.clock().now - MINUTE;
    for (const [id, alert] of recent) if (alert.updatedAt < since || isOpen(alert)) recent.delete(id);
    return [...parts.alerts(), ...recent.values()].flatMap((alert) => view.alert(alert) ?? []);
  }

  function tick(): void {
    const changedRows = dirty.take();
    const encoded = new Map<RoleView, DeltaRow[]>();
    const alerts = new Map<RoleView, Alert[]>();
    const wall = parts.wall();
    for (const client of clients) {
      if (client.socket.bufferedAmount > FULL_BYTES) {
        client.held.addAll(changedRows);
        client.fullSince ??= wall;
        if (wall - client.fullSince > STUCK_MS) client.socket.terminate();
        continue;
      }
      client.fullSince = undefined;
      let found: DeltaRow[];
      if (client.held.size > 0) {
        client.held.addAll(changedRows);
        found = rows(client.held.take(), client.view);
      } else {
        found = encoded.get(client.view) ?? rows(changedRows, client.view);
        encoded.set(client.view, found);
      }
      if (found.length > 0) sendRows(client, 'delta', found);
      if (alertsDirty) {
        const list = alerts.get(client.view) ?? alertsFor(client.view);
        alerts.set(client.view, list);
        sendText(client, { type: 'alerts', alerts: list });
      }
      if (mutesDirty) sendMutes(client);
      if (dutyDirty) sendDuty(client);
      if (wall - client.sentAt >= QUIET_MS)
        sendText(client, { type: 'tick', ...parts.clock(), sequence: client.sequence });
    }
    alertsDirty = false;
    mutesDirty = false;
    dutyDirty = false;
  }

  const ticking = setInterval(tick, TICK_MS);

  return {
    join(socket, view) {
      const client: Client = {
        socket,
        view,
        sequence: 0,
        held: new RowSet(city.rows),
        sentAt: 0,
        fullSince: undefined,
      };
      const leave = () => clients.delete(client);
      socket.on('close', leave);
      socket.on('error', leave);
      sendText(client, {
        type: 'hello',
        ...parts.clock(),
        slots: city.catalog.slots,
        sequence: 0,
        role: view.role,
        layers: view.layers.map((layer) => ({
          id: layer.id,
          properties: [...layer.properties],
          source: city.layer(layer.id)?.source ?? 'simulated',
        })),
      });
      sendRows(client, 'snapshot', snapshot(city, view, row));
      sendText(client, { type: 'alerts', alerts: alertsFor(view) });
      sendMutes(client);
      sendDuty(client);
      clients.add(client);
    },
    changed: (number) => dirty.add(number),
    alertChanged(alert) {
      if (!isOpen(alert)) recent.set(alert.id, alert);
      alertsDirty = true;
    },
    mutesChanged() {
      mutesDirty = true;
    },
    dutyChanged() {
      dutyDirty = true;
    },
    get clients() {
      return clients.size;
    },
    stop() {
      clearInterval(ticking);
      for (const client of clients) client.socket.close(1001, 'The gateway is stopping.');
      clients.clear();
    },
  };
}

/** Every row that holds a value. */
function snapshot(
  city: City,
  view: RoleView,
  row: (number: number, view: RoleView) => DeltaRow | undefined,
): DeltaRow[] {
  const found: DeltaRow[] = [];
  for (const layer of city.layers)
    for (let property = 0; property < layer.definition.properties.length; property++)
      for (let slot = 0; slot < layer.assets.count; slot++)
        if (!Number.isNaN(layer.last.times[property]![slot]!)) {
          const each = row(layer.firstRow + property * layer.assets.capacity + slot, view);
          if (each) found.push(each);
        }
  return found;
}
