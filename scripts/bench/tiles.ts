import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packedByGltfpack } from './gltfpack.ts';
import type { Measurement } from './result.ts';
import { writeTown } from './town.ts';

const FOLDER = 'dist/bench/tiles';
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
  // The best of five where the start of Node and other work of the machine weigh as much as the build.
  const tens: Build[] = [];
  for (let i = 0; i < 5; i++) tens.push(await build(10_000, i));
  const ten = tens.reduce((a, b) => (a.seconds <= b.seconds ? a : b));
  const hundred = await build(100_000);
  const peer = await packedByGltfpack(join(hundred.out, 'tiles/buildings/content'), COMPARED);
  // About 500 MB of input.
  const million = await build(1_000_000);
  const towns = { '10k': ten, '100k': hundred, '1M': million };
  const ofContents = (name: string, peerValue: number): Measurement => ({
    metric: 'bytes of contents',
    value: peer.ours,
    unit: 'B',
    peer: name,
    peerValue,
  });
  return [
    ...Object.entries(towns).flatMap(([size, town]) => measurementsOf(size, town)),
    { metric: 'seconds, 1M', value: million.seconds, unit: 's', peer: '2.5 minutes', peerValue: 150 },
    ofContents('gltfpack -cc -kv of what is drawn', peer.whole),
    ofContents('gltfpack -cc of what is drawn', peer.drawn),
    ofContents('gltfpack -cc of what is drawn, as precise', peer.precise),
    ofContents('gltfpack -cc of the shared points', peer.shared),
    memory('100k', hundred, '10k', ten),
    memory('1M', million, '100k', hundred),
  ];
}

/** Speeds stand the other way round: what the peer needs against what we do, so that less is better as everywhere. */
function measurementsOf(size: string, { seconds, features, out }: Build): Measurement[] {
  const bytes = bytesOf(out);
  const speed = { metric: `ms a 1000 buildings, ${size}`, value: (1e6 * seconds) / features, unit: 'ms' };
  const tiles = { metric: `bytes a building, ${size}`, value: bytes.tiles / features, unit: 'B' };
  return [
    { ...speed, peer: '7,500 a second', peerValue: 1e6 / 7500 },
    { ...speed, peer: 'C# tiler, published best', peerValue: 1e6 / 3827 },
    { ...tiles, peer: '70 B', peerValue: 70 },
    { ...tiles, peer: 'C# tiler, published', peerValue: 238 },
    {
      metric: `bytes with names, ${size}`,
      value: bytes.all / features,
      unit: 'B',
      peer: 'CityJSON tiler',
      peerValue: 203,
    },
  ];
}

function memory(size: string, town: Build, peer: string, smaller: Build): Measurement {
  return {
    metric: `peak memory, ${size}`,
    value: town.peakRssBytes / 1e6,
    unit: 'MB',
    peer,
    peerValue: smaller.peakRssBytes / 1e6,
  };
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
