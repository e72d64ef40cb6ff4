import mqtt from 'mqtt';
import { SOURCE_TOPICS } from '../wire/source-status.ts';
import type { MqttIn, OnMessage } from './broker.ts';
import { SettingError } from './options.ts';

/**
 * Observations from a broker of the house (`MQTT_URL`). Reconnects for ever; a broker that is down at start is no reason
 * not to start. A publisher marks simulated values by the MQTT 5 user property `source: simulator`: client ids of others
 * cannot be seen through a broker.
 */
export function joinBroker(url: string, onMessage: OnMessage, log: (line: string) => void): MqttIn {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    throw new SettingError(`MQTT_URL="${url}": expected an address like mqtt://host:1883.`);
  }
  if (!['mqtt:', 'mqtts:', 'tcp:', 'ssl:', 'ws:', 'wss:'].includes(address.protocol))
    throw new SettingError(`MQTT_URL="${url}": scheme "${address.protocol}" is not one of mqtt, mqtts, ws, wss.`);
  const client = mqtt.connect(url, {
    protocolVersion: 5,
    clean: true,
    reconnectPeriod: 2000,
    resubscribe: false,
    clientId: `gateway-${process.pid}-${Date.now().toString(36)}`,
  });
  let silent = false;
  client.on('connect', () => {
    silent = false;
    for (const topics of ['twin/#', `${SOURCE_TOPICS}#`])
      client.subscribe(topics, { qos: 1 }, (error) => {
        if (error) log(`MQTT ${address.host}: subscription to ${topics} refused (${error.message}).`);
      });
  });
  client.on('message', (topic, payload, packet) => {
    const source = packet.properties?.userProperties?.source;
    onMessage(topic, payload, String(source ?? '').startsWith('simulator') ? 'simulator' : 'external');
  });
  const trouble = (what: string) => {
    if (!silent) log(`MQTT ${address.host}: ${what}; trying again every 2 s.`);
    silent = true;
  };
  client.on('error', (error) => trouble(error.message || 'no connection'));
  client.on('close', () => trouble('connection lost'));
  return {
    kind: 'outside',
    host: address.hostname,
    port: Number(address.port) || (address.protocol === 'mqtts:' ? 8883 : 1883),
    connected: () => client.connected,
    async stop() {
      silent = true;
      await client.endAsync(true);
    },
  };
}
