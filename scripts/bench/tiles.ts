import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packedByGltfpack } from './gltfpack.ts';
import type { Measurement } from './result.ts';
import { writeTown } from './town.ts';

const FOLDER = 'dist/bench/tiles';
/** `MILLION=1 npm run bench -- tiles` adds the largest town: about 500 MB of input. */
const MILLION = 1_000_000;
/** Contents that gltfpack packs for comparison. */
const COMPARED = 40;

interface Build {
  readonly seconds: number;
  readonly peakRssBytes: number;
  readonly features: number;
  readonly out: string;
}

/** Tile builds of made-up towns of LoD1 buildings: speed, bytes a building and memory, beside published and measured peers. */
export async function measureTiles(): Promise<Measurement[]> {
  try {
    return await measure();
  } finally {
    for (const name of readdirSync(FOLDER))
      if (name.startsWith('built-')) rmSync(join(FOLDER, name), { recursive: true });
  }
}

async function measure(): Promise<Measurement[]> {
  // The best of five where other work of the machine weighs as much as the build.
  const tens: Build[] = [];
  for (let i = 0; i < 5; i++) tens.push(await build(10_000, i));
  const ten = tens.reduce((a, b) => (a.seconds <= b.seconds ? a : b));
  const hundred = await build(100_000);
  const bytes = bytesOf(hundred.out);
  const peer = await packedByGltfpack(join(hundred.out, 'tiles/buildings/content'), COMPARED);
  const perSecond = hundred.features / hundred.seconds;
  const measurements: Measurement[] = [
    // Speeds stand the other way round: what the peer needs against what we do, so that less is better as everywhere.
    {
      metric: 'ms a 1000 buildings, 10k',
      value: (1e6 * ten.seconds) / ten.features,
      unit: 'ms',
      peer: '7,500 a second',
      peerValue: 1e6 / 7500,
    },
    {
      metric: 'ms a 1000 buildings, 100k',
      value: 1e6 / perSecond,
      unit: 'ms',
      peer: '7,500 a second',
      peerValue: 1e6 / 7500,
    },
    {
      metric: 'ms a 1000 buildings, 100k',
      value: 1e6 / perSecond,
      unit: 'ms',
      peer: 'C# tiler, published best',
      peerValue: 1e6 / 3827,
    },
    { metric: 'bytes a building', value: bytes.tiles / hundred.features, unit: 'B', peer: '70 B', peerValue: 70 },
    {
      metric: 'bytes a building',
      value: bytes.tiles / hundred.features,
      unit: 'B',
      peer: 'C# tiler, published',
      peerValue: 238,
    },
    {
      metric: 'bytes with names',
      value: bytes.all / hundred.features,
      unit: 'B',
      peer: 'CityJSON tiler',
      peerValue: 203,
    },
    {
      metric: 'bytes of contents',
      value: peer.ours,
      unit: 'B',
      peer: 'gltfpack -cc -kv of what is drawn',
      peerValue: peer.whole,
    },
    {
      metric: 'bytes of contents',
      value: peer.ours,
      unit: 'B',
      peer: 'gltfpack -cc of what is drawn',
      peerValue: peer.drawn,
    },
    {
      metric: 'bytes of contents',
      value: peer.ours,
      unit: 'B',
      peer: 'gltfpack -cc of what is drawn, as precise',
      peerValue: peer.precise,
    },
    {
      metric: 'bytes of contents',
      value: peer.ours,
      unit: 'B',
      peer: 'gltfpack -cc of the shared points',
      peerValue: peer.shared,
    },
    {
      metric: 'peak memory, 100k',
      value: hundred.peakRssBytes / 1e6,
      unit: 'MB',
      peer: '10k',
      peerValue: ten.peakRssBytes / 1e6,
    },
  ];
  if (process.env['MILLION'] !== '1') return measurements;
  const million = await build(MILLION);
  return [
    ...measurements,
    { metric: 'seconds, 1M', value: million.seconds, unit: 's', peer: '2.5 minutes', peerValue: 150 },
    {
      metric: 'peak memory, 1M',
      value: million.peakRssBytes / 1e6,
      unit: 'MB',
      peer: '100k',
      peerValue: hundred.peakRssBytes / 1e6,
    },
  ];
}

/** Into a folder of its own: a file system takes up to a millisecond a file where many were removed just before. */
async function build(count: number, attempt = 0): Promise<Build> {
  const input = `${FOLDER}/town-${count}.geojson`;
  writeTown(input, count);
  const out = `${FOLDER}/built-${count}-${attempt}`;
  const started = performance.now();
  const child = spawn(process.execPath, ['dist/node/tiles.mjs', input, '--out', out, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Certificates of the machine that no build asks for take a twentieth of a short one.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: '' },
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`The tile build of ${count} buildings ended with ${code}.`);
  const { features, peakRssBytes } = JSON.parse(text) as { features: number; peakRssBytes: number };
  return { features, peakRssBytes, seconds: (performance.now() - started) / 1000, out };
}

/** Bytes of a built city at gzip -9, its compressed siblings left alone: contents, subtrees and tilesets; and with the names. */
function bytesOf(city: string): { tiles: number; all: number } {
  let [tiles, all] = [0, 0];
  for (const name of readdirSync(city, { recursive: true, encoding: 'utf8' })) {
    if (!/^(tiles|names)\/.*\.(glb|subtree|json)$/.test(name)) continue;
    const size = gzipSync(readFileSync(join(city, name)), { level: 9 }).length;
    all += size;
    if (name.startsWith('tiles/')) tiles += size;
  }
  return { tiles, all };
}
