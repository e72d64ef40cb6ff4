import mqtt, { type MqttClient } from 'mqtt';
import { type MqttIn, type OnMessage, OWN_TOPICS } from './broker.ts';
import { createCommitAcks } from './commit-acks.ts';
import { SettingError } from './options.ts';

/** How long the broker keeps what was not delivered while the gateway is away, s (MQTT 5; 3.1.1 leaves it to the broker). */
const SESSION_S = 7 * 86_400;
/** Messages that may be delivered and not yet acknowledged. */
const IN_FLIGHT = 65_535;
/** Pause until it is asked again whether there is room, ms. */
const ROOM_MS = 20;
/** CONNACK codes that refuse the protocol version: of MQTT 3.1.1 and of MQTT 5. */
const WRONG_VERSION = [1, 0x84];
/** Made once: a stack trace for each message would be the dearest part of it. */
const AFTER_THE_COMMIT = new Error('acknowledged after the commit');
const SCHEMES: Readonly<Record<string, number>> = { mqtt: 1883, mqtts: 8883, tcp: 1883, ssl: 8883, ws: 80, wss: 443 };

export interface OutsideBroker {
  /** `mqtt://[user:password@]host[:port]`, or several of one cluster with commas between. */
  readonly url: string;
  /** Undefined: MQTT 5, and 3.1.1 where the broker refuses that. */
  readonly version: '3.1.1' | '5' | undefined;
  /** Names the session: the same after a restart, and no other client's. */
  readonly clientId: string;
  /** Keeps everything that was taken in before; false when the database refuses. */
  readonly commit: () => Promise<boolean>;
  /** Whether more may be taken in: what waits for the database is not to grow without end. */
  readonly hasRoom: () => boolean;
  /** Topics of declared sources, beside our own. */
  readonly topics: readonly string[];
}

/**
 * Observations from a broker or a cluster of the house (`MQTT_URL`). Reconnects for ever; a broker that is down at start is no reason
 * not to start. A publisher marks simulated values by the MQTT 5 user property `source: simulator`: client ids of others cannot be
 * seen through a broker. The session outlives the connection, and a message is acknowledged only after its values are committed, so
 * that whatever a crash takes away the broker delivers again.
 */
export function joinBroker(broker: OutsideBroker, onMessage: OnMessage, log: (line: string) => void): MqttIn {
  const servers = serversOf(broker.url);
  const { username, password, path } = accessOf(broker.url);
  const client = mqtt.connect({
    servers,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(path === undefined ? {} : { path }),
    protocolVersion: broker.version === '3.1.1' ? 4 : 5,
    clean: false,
    reconnectPeriod: 2000,
    reconnectOnConnackError: true,
    resubscribe: false,
    clientId: broker.clientId,
    log: () => undefined,
    properties: { sessionExpiryInterval: SESSION_S, receiveMaximum: IN_FLIGHT },
  });
  const acks = createCommitAcks(broker.commit, (ids) => acknowledge(client, ids));
  // What is handed an error is not acknowledged by the library, which goes on with the next message: it is our turn, later.
  client.handleMessage = ({ qos, messageId }, done) => {
    if (qos === 0 || messageId === undefined) return done();
    acks.taken(messageId);
    const later = () => done(AFTER_THE_COMMIT);
    // Until it is called nothing more is read, and the broker keeps what it has.
    const next = () => (broker.hasRoom() ? later() : setTimeout(next, ROOM_MS));
    next();
  };
  let silent = false;
  const name = () => servers.map(({ host, port }) => `${host}:${port}`).join(', ');
  client.on('connect', () => {
    silent = false;
    for (const topics of [...OWN_TOPICS, ...broker.topics])
      client.subscribe(topics, { qos: 1 }, (error) => {
        if (error) log(`MQTT ${name()}: subscription to ${topics} refused (${error.message}).`);
      });
  });
  client.on('message', (topic, payload, packet) => {
    const source = packet.properties?.userProperties?.source;
    onMessage(topic, payload, String(source ?? '').startsWith('simulator') ? 'simulator' : 'external');
  });
  const trouble = (what: string) => {
    if (!silent) log(`MQTT ${name()}: ${what}; trying again every 2 s.`);
    silent = true;
  };
  client.on('error', (error) => {
    if (broker.version === undefined && WRONG_VERSION.includes(Number((error as { code?: unknown }).code))) {
      client.options.protocolVersion = 4;
      return;
    }
    trouble(error.message || 'no connection');
  });
  client.on('close', () => {
    acks.forget();
    trouble('connection lost');
  });
  const [first] = servers;
  return {
    kind: 'outside',
    host: first?.host ?? '',
    port: first?.port ?? 0,
    connected: () => client.connected,
    async stop() {
      silent = true;
      if (client.connected) await acks.stop();
      await client.endAsync(true);
    },
  };
}

/** PUBACK (MQTT 3.1.1 §3.4, MQTT 5 §3.4 with the reason code left out: success), all in one write. */
function acknowledge(client: MqttClient, ids: readonly number[]): void {
  const bytes = Buffer.alloc(4 * ids.length);
  ids.forEach((id, index) => {
    bytes.writeUInt32BE((0x4002 << 16) | id, 4 * index);
  });
  client.stream.write(bytes);
}

function serversOf(urls: string): { host: string; port: number; protocol: 'mqtt' | 'mqtts' | 'ws' | 'wss' }[] {
  return urls.split(',').map((text) => {
    const url = text.trim();
    if (!URL.canParse(url))
      throw new SettingError(
        `MQTT_URL="${url}": expected an address like mqtt://host:1883, or several with commas between.`,
      );
    const { protocol, hostname, port } = new URL(url);
    const scheme = protocol.slice(0, -1);
    const usual = SCHEMES[scheme];
    if (usual === undefined)
      throw new SettingError(`MQTT_URL="${url}": scheme "${protocol}" is not one of mqtt, mqtts, ws, wss.`);
    const kind = scheme === 'tcp' ? 'mqtt' : scheme === 'ssl' ? 'mqtts' : scheme;
    return { host: hostname, port: Number(port) || usual, protocol: kind as 'mqtt' | 'mqtts' | 'ws' | 'wss' };
  });
}

/** Of the first address; the nodes of a cluster know the same users and, over WebSocket, answer at the same path. */
function accessOf(urls: string): Record<'username' | 'password' | 'path', string | undefined> {
  const { username, password, pathname } = new URL(urls.split(',')[0] ?? '');
  return {
    username: username ? decodeURIComponent(username) : undefined,
    password: password ? decodeURIComponent(password) : undefined,
    path: pathname && pathname !== '/' ? pathname : undefined,
  };
}
