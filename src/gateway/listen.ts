import { firstLine } from './database.ts';
import { type GatewayOptions, SettingError } from './options.ts';
import type { createServer } from './server.ts';

/** Opens the port; returns it with the address for a browser. Throws SettingError when it cannot be opened. */
export async function listen(
  server: Awaited<ReturnType<typeof createServer>>,
  options: Pick<GatewayOptions, 'host' | 'port'>,
): Promise<{ readonly port: number; readonly url: string }> {
  try {
    await server.listen({ port: options.port, host: options.host });
  } catch (error) {
    throw new SettingError(portTrouble(options, error as NodeJS.ErrnoException));
  }
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const host = options.host === '0.0.0.0' || options.host === '::' ? '127.0.0.1' : options.host;
  return { port, url: `http://${host}:${port}/` };
}

function portTrouble(options: Pick<GatewayOptions, 'host' | 'port'>, error: NodeJS.ErrnoException): string {
  if (error.code === 'EADDRINUSE') return `PORT ${options.port} on ${options.host} is taken; set PORT to a free port.`;
  if (error.code === 'EACCES') return `PORT ${options.port} needs privileges; set PORT to 1024 or more.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `HOST ${options.host} is no address of this machine; set HOST to 127.0.0.1 or 0.0.0.0.`;
  return `PORT ${options.port} on ${options.host} cannot be opened (${firstLine(error)}); set PORT or HOST.`;
}
