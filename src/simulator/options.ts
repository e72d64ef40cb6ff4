/** Everything the environment decides about one simulator. */
export interface SimulatorOptions {
  /** Address of the gateway, without a trailing slash. */
  readonly gateway: string;
  /** Operator token of a gateway that listens beyond loopback. */
  readonly token: string | undefined;
  /** The broker; undefined: the one `/healthz` of the gateway names. */
  readonly mqttUrl: string | undefined;
  readonly seed: number;
  readonly backfillDays: number;
  /** 演练 */
  readonly drill: boolean;
  /** Feed of layers whose catalog entry names none. */
  readonly feed: string;
}

/** Reads the environment. Throws with variable, value and remedy. */
export function readOptions(env: Readonly<Record<string, string | undefined>>): SimulatorOptions {
  const number = (key: string, otherwise: number, max: number): number => {
    const value = Number(env[key] || otherwise);
    if (!Number.isFinite(value) || value < 0 || value > max)
      throw new RangeError(`${key}="${env[key]}": expected a number from 0 to ${max}.`);
    return value;
  };
  return {
    gateway: (env.GATEWAY || `http://127.0.0.1:${env.PORT || 8080}`).replace(/\/+$/, ''),
    token: env.OPERATOR_TOKEN || undefined,
    mqttUrl: env.MQTT_URL?.split(',')[0] || undefined,
    seed: number('SEED', 1, 4294967295),
    backfillDays: number('BACKFILL_DAYS', 7, 30),
    drill: env.DRILL === '1' || env.DRILL === 'true',
    feed: env.FEED || 'simulator',
  };
}
