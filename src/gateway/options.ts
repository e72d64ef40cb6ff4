import { join, resolve } from 'node:path';
import { type Instant, parseInstant } from '../domain/clock.ts';
import type { PersonRole } from '../wire/people.ts';
import { type RetentionSettings, readRetention } from './history/retention-options.ts';

/** Everything the environment decides about one gateway. */
export interface GatewayOptions extends RetentionSettings {
  /** Version of the product. */
  readonly version: string;
  readonly port: number;
  readonly host: string;
  /** City time at start; undefined: the wall clock's. */
  readonly now: Instant | undefined;
  /** City seconds a wall second. */
  readonly rate: number;
  readonly dataDir: string;
  /** PostgreSQL in which everything is kept; undefined: a DuckDB file in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** A built city folder. */
  readonly city: string;
  /** The built client. */
  readonly client: string;
  /** An outside broker, or the nodes of a cluster with commas between; undefined: the embedded one. */
  readonly mqttUrl: string | undefined;
  /** Protocol of the outside broker; undefined: 5, and 3.1.1 where that is refused. */
  readonly mqttVersion?: '3.1.1' | '5' | undefined;
  /** Session name at the outside broker; undefined: one that is kept in `dataDir`. */
  readonly mqttClientId?: string | undefined;
  /** Name of this gateway among those that share a database; undefined: one that is kept in `dataDir`. */
  readonly replica?: string | undefined;
  /** Port of the embedded broker; undefined: 1883, or a free one when taken. */
  readonly mqttPort: number | undefined;
  /** Source of layers whose catalog entry names none. */
  readonly feed: FeedKind;
  /** Undefined on a loopback host: nothing is asked; elsewhere one is made. */
  readonly operatorToken: string | undefined;
  /** Everything raised in this run is marked 演练. */
  readonly drill: boolean;
  /** Origins of the pages that may embed the client and drive it by postMessage. */
  readonly parents: readonly string[];
  /** The bureau's duty book; undefined: `duty.json` of the city folder. */
  readonly dutyFile?: string | undefined;
  /** Sources of other shapes; undefined: `feeds.json` of the city folder. */
  readonly feedsFile?: string | undefined;
  /** Where cases go; undefined: as the duty book says. */
  readonly cases?: CaseOptions | undefined;
  /** Secret shared with the address of the duty book; it stands in no file of the city. */
  readonly caseSecret?: string | undefined;
  /** Accounts and sessions; the defaults where absent. */
  readonly people?: PeopleOptions;
}

/** The bureau's 数字城管, which takes cases. */
export interface CaseOptions {
  readonly url: string;
  /** Shared secret that signs both ways; undefined: nothing is signed. */
  readonly secret: string | undefined;
  /** Longest wait for an answer, ms. */
  readonly timeoutMs?: number;
}

export interface PeopleOptions {
  /** Origin by which browsers reach the gateway, where a proxy hides it. */
  readonly publicUrl: string | undefined;
  /** Address of the proxy whose X-Forwarded-For is believed. */
  readonly trustedProxy: string | undefined;
  /** Longest life of a session, hours. */
  readonly sessionHours: number;
  readonly oidc: OidcOptions | undefined;
  /** Cost of password hashes; tests are cheaper than the default. */
  readonly passwordCost?: { readonly N: number; readonly r: number; readonly p: number };
}

export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: a public client, by PKCE alone. */
  readonly clientSecret: string | undefined;
  /** What the button says. */
  readonly label: string;
  readonly scope: string;
  /** Claim that holds a role or a list of them; dots lead into objects, e.g. `realm_access.roles`. */
  readonly roleClaim: string;
  /** What the provider calls our roles. */
  readonly roles: Readonly<Record<PersonRole, string>>;
}

export const DEFAULT_PEOPLE: PeopleOptions = {
  publicUrl: undefined,
  trustedProxy: undefined,
  sessionHours: 12,
  oidc: undefined,
};

export type FeedKind = 'simulator' | 'external' | 'replay';

/** A setting that cannot be used: the message is one line that names variable, value and remedy. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** Reads the environment. Throws SettingError. */
export function readOptions(
  env: Readonly<Record<string, string | undefined>>,
  root: string,
  version: string,
): GatewayOptions {
  return {
    version,
    port: integer(env, 'PORT', 0, 65_535) ?? 8080,
    host: env.HOST || '127.0.0.1',
    now: instant(env.NOW),
    rate: number(env, 'RATE', 0, 100_000) ?? 1,
    dataDir: resolve(root, env.DATA_DIR || 'var'),
    databaseUrl: env.DATABASE_URL || undefined,
    city: resolve(root, env.CITY || join('tiles', 'built', 'jining')),
    client: resolve(root, env.CLIENT || join('dist', 'client')),
    mqttUrl: env.MQTT_URL || undefined,
    mqttVersion: mqttVersion(env.MQTT_VERSION),
    mqttClientId: env.MQTT_CLIENT_ID || undefined,
    replica: replica(env.REPLICA),
    mqttPort: integer(env, 'MQTT_PORT', 0, 65_535),
    feed: feedKind(env.FEED),
    operatorToken: env.OPERATOR_TOKEN || undefined,
    drill: env.DRILL === '1' || env.DRILL === 'true',
    parents: origins(env.TWIN_PARENTS),
    dutyFile: env.DUTY_FILE ? resolve(root, env.DUTY_FILE) : undefined,
    feedsFile: env.FEEDS_FILE ? resolve(root, env.FEEDS_FILE) : undefined,
    caseSecret: env.CASE_SECRET || undefined,
    cases: env.CASE_URL ? caseOptions('CASE_URL', env.CASE_URL, env.CASE_SECRET) : undefined,
    historyDays: number(env, 'HISTORY_DAYS', 1, 3650),
    retention: retention(env.RETENTION),
  };
}

/** Whether only this machine can reach `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\./.test(host);
}

type Env = Readonly<Record<string, string | undefined>>;

function number(env: Env, key: string, min: number, max: number): number | undefined {
  const text = env[key];
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!(value >= min && value <= max))
    throw new SettingError(`${key}="${text}": expected a number from ${min} to ${max}.`);
  return value;
}

function integer(env: Env, key: string, min: number, max: number): number | undefined {
  const value = number(env, key, min, max);
  if (value !== undefined && !Number.isInteger(value))
    throw new SettingError(`${key}="${env[key]}": expected a whole number from ${min} to ${max}.`);
  return value;
}

function instant(text: string | undefined): Instant | undefined {
  if (!text) return undefined;
  try {
    return parseInstant(text);
  } catch (error) {
    throw new SettingError(`NOW: ${(error as Error).message}`);
  }
}

function retention(text: string | undefined): RetentionSettings['retention'] & {} {
  try {
    return readRetention(text);
  } catch (error) {
    throw new SettingError(`RETENTION: ${(error as Error).message}`);
  }
}

function origins(text: string | undefined): string[] {
  const found = (text ?? '').split(/[\s,]+/).filter((each) => each !== '');
  for (const each of found)
    if (!/^https?:/.test(each) || !URL.canParse(each) || new URL(each).origin !== each)
      throw new SettingError(`TWIN_PARENTS: "${each}" is no origin; write it like https://cim.example.cn.`);
  return found;
}

/** Throws SettingError that names `where` when `url` is none that takes a case. */
export function caseOptions(where: string, url: string, secret: string | undefined): CaseOptions {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new SettingError(`${where}="${url}" takes no case; write an http or https address.`);
  return { url, secret: secret || undefined };
}

function mqttVersion(text: string | undefined): '3.1.1' | '5' | undefined {
  if (!text) return undefined;
  if (text === '3.1.1' || text === '5') return text;
  throw new SettingError(`MQTT_VERSION="${text}": expected 3.1.1 or 5, or nothing to try both.`);
}

function replica(text: string | undefined): string | undefined {
  if (!text) return undefined;
  // Part of an MQTT client id of 23 characters that every broker takes.
  if (/^[A-Za-z0-9]{1,16}$/.test(text)) return text;
  throw new SettingError(`REPLICA="${text}": write 1 to 16 letters and digits, another name at each gateway.`);
}

function feedKind(text: string | undefined): FeedKind {
  if (!text || text === 'simulator') return 'simulator';
  if (text === 'external' || text === 'replay') return text;
  throw new SettingError(`FEED="${text}": expected simulator, external or replay.`);
}
