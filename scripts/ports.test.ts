import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { answers, freePort, freePorts } from './ports.ts';

it('no two of the ports are alike, and all can be listened on', async () => {
  const ports = await freePorts(300);
  expect(new Set(ports).size).toBe(300);
  const servers = ports.map((port) => createServer().listen(port, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  for (const server of servers) server.close();
});

it('waits for a program that is slow, and not for one that has ended', async () => {
  const port = await freePort();
  const late = `setTimeout(() => require('node:net').createServer().listen(${port}, '127.0.0.1'), 300)`;
  const slow = spawn(process.execPath, ['-e', late]);
  expect(await answers(port, slow, 30_000)).toBe(true);
  slow.kill();
  await once(slow, 'exit');
  const ended = spawn(process.execPath, ['-e', '']);
  const started = performance.now();
  expect(await answers(await freePort(), ended, 30_000)).toBe(false);
  expect(performance.now() - started).toBeLessThan(20_000);
});
