import { createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { SOURCE_TOPICS } from '../wire/source-status.ts';
import type { Access } from './access.ts';
import type { Origin } from './ingest.ts';
import { SettingError } from './options.ts';
import { fitsFilter } from './sources/foreign-message.ts';

/** Where observations come in. */
export interface MqttIn {
  readonly kind: 'embedded' | 'outside';
  readonly host: string;
  readonly port: number;
  /** True while messages can arrive. */
  connected(): boolean;
  stop(): Promise<void>;
}

export type OnMessage = (topic: string, payload: Uint8Array, origin: Origin) => void;

/** Observations, and what sources say of themselves. */
export const OWN_TOPICS: readonly string[] = ['twin/#', `${SOURCE_TOPICS}#`];

const DEFAULT_PORT = 1883;

/**
 * The broker inside the gateway. `port` undefined: 1883, or a free one when that is taken. A client whose id starts with
 * `simulator` publishes simulated values, every other one is a real source.
 * `topics` are taken beside our own. Throws SettingError when a port that was asked for is taken.
 */
export async function startBroker(
  host: string,
  port: number | undefined,
  access: Access,
  topics: readonly string[],
  onMessage: OnMessage,
): Promise<MqttIn> {
  const broker = await Aedes.createBroker({
    authenticate(client, _username, password, done) {
      const address = (client.conn as Socket).remoteAddress;
      if (access.brokerAdmits(address, password?.toString())) return done(null, true);
      return done(Object.assign(new Error('The password is the operator token.'), { returnCode: 4 as const }), false);
    },
  });
  const wanted = [...OWN_TOPICS, ...topics];
  broker.on('publish', (packet, client) => {
    if (!client || !wanted.some((each) => fitsFilter(packet.topic, each))) return;
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    onMessage(packet.topic, payload, originOf(client.id));
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    broker.handle(socket);
  });
  try {
    await listen(server, host, port ?? DEFAULT_PORT);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (port !== undefined)
      throw new SettingError(
        code === 'EADDRINUSE'
          ? `MQTT_PORT ${port} on ${host} is taken; set MQTT_PORT to a free port, or unset it to take any.`
          : `MQTT_PORT ${port} on ${host} cannot be opened (${code}); set MQTT_PORT or HOST to another.`,
      );
    await listen(server, host, 0);
  }
  const address = server.address();
  return {
    kind: 'embedded',
    host,
    port: typeof address === 'object' && address ? address.port : 0,
    connected: () => server.listening,
    async stop() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => broker.close(() => resolve()));
    },
  };
}

function originOf(clientId: string): Origin {
  return clientId.startsWith('simulator') ? 'simulator' : 'external';
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
