import { renameSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { testDatabaseUrl } from './test-database.ts';

/** The database of a gateway, which a test takes away and gives back. */
export interface Outage {
  /** DATABASE_URL of the gateway. */
  readonly url: string | undefined;
  away(): void;
  back(): Promise<void>;
  end(): void;
}

/** For DuckDB its file is moved; before PostgreSQL stands a port that cuts all connections and takes no new ones. */
export async function testOutage(dataDir: string): Promise<Outage> {
  const direct = testDatabaseUrl(dataDir);
  if (direct === undefined) {
    const file = join(dataDir, 'history.duckdb');
    return {
      url: undefined,
      away: () => renameSync(file, `${file}.away`),
      back: async () => renameSync(`${file}.away`, file),
      end: () => undefined,
    };
  }
  const target = new URL(direct);
  const open = new Set<Socket>();
  const hold = (socket: Socket) => {
    open.add(socket.on('error', () => undefined).on('close', () => open.delete(socket)));
    return socket;
  };
  const listen = (port: number) =>
    new Promise<ReturnType<typeof createServer>>((resolve) => {
      const server = createServer((socket) => {
        const onward = hold(connect(Number(target.port), target.hostname));
        hold(socket).pipe(onward).pipe(socket);
      });
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const away = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return {
    url: direct.replace(target.host, `127.0.0.1:${port}`),
    away,
    async back() {
      server = await listen(port);
    },
    end: away,
  };
}
