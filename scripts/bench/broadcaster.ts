import { performance } from 'node:perf_hooks';
import mqtt from 'mqtt';
import { WebSocketServer } from 'ws';

/**
 * The peer: what is written in an afternoon. Every observation that arrives is one JSON text, made once and sent to every socket at
 * once. Says its port, and on `measure` its own figures, to its parent.
 */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });

function tell(observation: object): void {
  const text = Buffer.from(JSON.stringify(observation));
  for (const socket of server.clients) socket.send(text, { binary: false });
}

const client = mqtt.connect(process.argv[2] ?? '', { protocolVersion: 5 });
client.on('message', (topic, payload) => {
  const [, layer, asset, property] = topic.split('/');
  const message: unknown = JSON.parse(payload.toString());
  if (Array.isArray(message)) for (const each of message) tell({ layer, ...each });
  else tell({ layer, asset, property, ...(message as object) });
});
client.on('connect', () => client.subscribe('twin/#', { qos: 1 }));

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    busySeconds: performance.eventLoopUtilization().active / 1000,
    cpuSeconds: (user + system) / 1e6,
    memory: process.memoryUsage().rss,
  });
});
server.on('listening', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
