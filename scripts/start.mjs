// `npm start`: makes what is missing, starts gateway (with its broker) and simulator, prints the address, stops everything.
// `--dev` serves the client by vite with changes at once, `--gallery` the gallery. Dependency-free, Node 20.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { buildCity, buildClient, building, buildPrograms, checkNode, install, PrepareError, ROOT } from './prepare.mjs';

const mode = process.argv.includes('--gallery') ? 'gallery' : process.argv.includes('--dev') ? 'dev' : 'start';
const env = { ...process.env };
const host = env.HOST || '127.0.0.1';
const feed = env.FEED || 'simulator';
/** Longest wait for `/healthz`, and for a polite end, in milliseconds. */
const ANSWER_MS = 60_000;
const POLITE_MS = 3500;
const RESTARTS = 5;

const children = new Set();
let stopping = false;
let leads = true;
let simulator;

/** A child whose parent was killed without a word ends itself: SIGTERM first, so that it can close its files. */
const TIE = `data:text/javascript,${encodeURIComponent(
  "process.once('disconnect', () => { process.kill(process.pid, 'SIGTERM'); setTimeout(() => process.exit(1), 4000).unref(); }); process.channel?.unref();",
)}`;

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));
process.on('SIGHUP', () => stop(0));
process.on('exit', () => {
  if (building) signal(building, 'SIGKILL');
  for (const child of children) signal(child, 'SIGKILL');
});

try {
  checkNode();
  await checkPort();
  install();
  await buildPrograms();
  if (mode === 'start') await buildClient();
  env.CITY = await buildCity(env.CITY || 'tiles/jining');
  // The simulator reads by it what the public may not, also on loopback once there are accounts.
  env.OPERATOR_TOKEN ||= randomBytes(18).toString('base64url');
  if (!stopping) await start();
} catch (error) {
  if (!stopping) console.error(error instanceof PrepareError ? error.message : error);
  await stop(1);
}

async function start() {
  const gateway = launch('gateway', ['dist/node/gateway.mjs']);
  gateway.once('exit', (code) => {
    if (stopping) return;
    // Before it answers it says itself why not; later its end is news.
    if (ready) console.error(`The gateway ended (code ${code}); stopping everything.`);
    void stop(code || 1);
  });
  let ready = false;
  let simulated = () => undefined;
  // Of several gateways at one database the one that leads has the simulator.
  gateway.on('message', (told) => {
    leads = told.leads;
    simulated();
  });
  const { url } = await new Promise((resolve) => gateway.once('message', resolve));
  await answering(new URL('healthz', url));
  ready = true;
  if (feed === 'simulator') {
    simulated = () => {
      if (leads && !simulator) simulate(url, RESTARTS);
      if (!leads && simulator) signal(simulator, 'SIGTERM');
    };
    simulated();
  }
  const query = env.OPERATOR_TOKEN && !isLoopback(host) ? `?token=${env.OPERATOR_TOKEN}` : '';
  if (mode === 'start') console.log(`城镜 ${url}${query}`);
  else await develop(url);
}

/** Keeps a simulator running: a source that ends must not end the city. */
function simulate(url, restarts) {
  simulator = launch('simulator', ['dist/node/simulator.mjs'], { GATEWAY: url.replace(/\/$/, '') });
  simulator.once('exit', (code) => {
    simulator = undefined;
    if (stopping || !leads) return;
    if (restarts === 0) {
      console.error(`The simulator ended (code ${code}) ${RESTARTS + 1} times; its layers go stale.`);
      return;
    }
    console.error(`The simulator ended (code ${code}); starting it again.`);
    setTimeout(() => stopping || !leads || simulator || simulate(url, restarts - 1), 2000);
  });
}

async function develop(url) {
  const vite = launch('vite', ['node_modules/vite/bin/vite.js', '--clearScreen', 'false', '--host', host], {
    PORT: new URL(url).port,
  });
  vite.once('exit', (code) => stopping || stop(code || 1));
  const address = await new Promise((resolve) => {
    let text = '';
    vite.stdout.on('data', (chunk) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: vite colours its address
      text += String(chunk).replace(/\u001b\[[0-9;]*m/g, '');
      const found = /(http:\/\/\S+)/.exec(text);
      if (found) resolve(found[1]);
    });
  });
  console.log(`城镜 ${address}${mode === 'gallery' ? 'gallery.html' : ''}`);
}

/** Starts a Node program in a process group of its own, tied to this one: when we go, however, it goes. */
function launch(name, args, more = {}) {
  const child = spawn(process.execPath, ['--import', TIE, ...args], {
    cwd: ROOT,
    env: { ...env, ...more },
    detached: process.platform !== 'win32',
    stdio: ['ignore', name === 'vite' ? 'pipe' : 'ignore', 'inherit', 'ipc'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  child.once('error', (error) => {
    console.error(`${name} could not start: ${error.message}.`);
    void stop(1);
  });
  return child;
}

async function answering(address) {
  const end = Date.now() + ANSWER_MS;
  while (!stopping) {
    try {
      if ((await fetch(address)).ok) return;
    } catch {
      // Not yet.
    }
    if (Date.now() > end) throw new PrepareError(`No answer at ${address} within ${ANSWER_MS / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Says at once that the port is taken, not after minutes of building. */
async function checkPort() {
  const port = Number(env.PORT || 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new PrepareError(`PORT="${env.PORT}": expected a whole number from 0 to 65535.`);
  const server = createServer();
  const code = await new Promise((resolve) => {
    server.once('error', (error) => resolve(error.code));
    server.listen(port, host, () => resolve(undefined));
  });
  if (code === 'EADDRINUSE') throw new PrepareError(`PORT ${port} on ${host} is taken; set PORT to a free port.`);
  if (code === undefined) await new Promise((resolve) => server.close(resolve));
}

function isLoopback(name) {
  return name === 'localhost' || name === '::1' || /^127\./.test(name);
}

async function stop(code) {
  if (stopping) return;
  stopping = true;
  const ending = building ? [...children, building] : [...children];
  const gone = ending.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of ending) signal(child, 'SIGTERM');
  await Promise.race([Promise.all(gone), new Promise((resolve) => setTimeout(resolve, POLITE_MS))]);
  await new Promise((resolve) => setTimeout(resolve, 20)); // an unfinished build removes its folder
  process.exit(code);
}

function signal(child, name) {
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // Gone already.
  }
}
