import { join } from 'node:path';
import WebSocket from 'ws';
import { WRITE_HEADER } from '../wire/people.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { DEFAULT_PEOPLE, type GatewayOptions, type PeopleOptions } from './options.ts';
import { makeTestCity, type TestCity } from './test-city.ts';
import { testDatabaseUrl } from './test-database.ts';

/** What a browser keeps and sends: one person at one screen. */
export interface Browser {
  cookie: string;
  /** Asks as a page of the gateway does; `headers` win. */
  ask(path: string, method?: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Opens the live socket; resolves with its first message, rejects with the status that refused it. */
  live(headers?: Record<string, string>): Promise<LiveSocket>;
}

interface LiveSocket {
  readonly socket: WebSocket;
  readonly role: string;
  readonly closed: Promise<number>;
  /** Its text messages so far, the first included. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into messages of every shape; wrong guesses fail it.
  readonly told: readonly any[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape; wrong guesses fail it.
  readonly body: any;
}

/** Starts real gateways over a small city and undoes all of it. */
export function testGateways(): {
  city(): TestCity;
  start(city: TestCity, options?: Partial<GatewayOptions>, people?: Partial<PeopleOptions>): Promise<Gateway>;
  browser(gateway: Gateway): Browser;
  undo(): Promise<void>;
} {
  const undo: (() => unknown)[] = [];
  return {
    city() {
      const city = makeTestCity();
      undo.push(() => city.remove());
      return city;
    },
    async start(city, options = {}, people = {}) {
      const gateway = await startGateway(
        {
          version: 'test',
          port: 0,
          host: '127.0.0.1',
          now: Date.UTC(2026, 10, 23),
          rate: 1,
          dataDir: city.dataDir,
          databaseUrl: testDatabaseUrl(city.dataDir),
          city: city.folder,
          client: join(city.folder, '../client'),
          mqttUrl: undefined,
          mqttPort: 0,
          feed: 'simulator',
          operatorToken: undefined,
          drill: false,
          parents: [],
          historyDays: 31,
          people: { ...DEFAULT_PEOPLE, passwordCost: { N: 16, r: 8, p: 1 }, ...people },
          ...options,
        },
        () => undefined,
      );
      undo.push(() => gateway.stop());
      return gateway;
    },
    browser: (gateway) => {
      const jar = new Map<string, string>();
      const browser: Browser = {
        get cookie() {
          return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        },
        set cookie(text) {
          jar.clear();
          if (text) jar.set(text.split('=')[0]!, text.slice(text.indexOf('=') + 1));
        },
        async ask(path, method = 'GET', body, headers = {}) {
          const answer = await fetch(new URL(path, gateway.url), {
            method,
            redirect: 'manual',
            headers: {
              cookie: browser.cookie,
              ...(method === 'GET' ? {} : { [WRITE_HEADER]: '1', origin: gateway.url.slice(0, -1) }),
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
              ...headers,
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          });
          for (const line of answer.headers.getSetCookie()) {
            const [pair] = line.split(';');
            const [name, value] = [pair!.split('=')[0]!, pair!.slice(pair!.indexOf('=') + 1)];
            if (/Max-Age=0/.test(line)) jar.delete(name);
            else jar.set(name, value);
          }
          const text = await answer.text();
          const isJson = /json/.test(answer.headers.get('content-type') ?? '');
          return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
        },
        live(headers = {}) {
          const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}live`, {
            headers: { cookie: browser.cookie, ...headers },
          });
          undo.push(() => socket.terminate());
          const closed = new Promise<number>((resolve) => socket.once('close', resolve));
          const told: { role: string }[] = [];
          return new Promise((resolve, reject) => {
            socket.once('error', reject);
            socket.on('message', (data, binary) => {
              if (binary) return;
              told.push(JSON.parse(String(data)));
              if (told.length === 1) resolve({ socket, role: told[0]!.role, closed, told });
            });
          });
        },
      };
      return browser;
    },
    async undo() {
      for (const each of undo.splice(0).reverse()) await each();
    },
  };
}
