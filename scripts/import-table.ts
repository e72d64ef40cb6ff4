/** What one folder may import. Packages are exact names, `@scope/*`, or `node:*` for the builtins. */
export interface FolderRule {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
  /** Packages as the README prints them. */
  readonly words: string;
}

const CLIENT = [
  'domain',
  'wire',
  'scenario',
  'survey',
  'recordings',
  'state',
  'modes',
  'feeds',
  'scene',
  'overview',
  'closeup',
  'ui',
];
const CESIUM = ['@cesium/engine', 'cesium', '@cesium/wasm-splats'];
const DECK = ['@deck.gl/*', '@loaders.gl/*', '@luma.gl/*', '@math.gl/*'];

/**
 * Who may import whom: the one source of the table in the README. A folder may always import itself; nobody may import
 * `app`, `gallery`, `gateway` or `simulator`, because no row names them.
 */
export const IMPORT_TABLE: Readonly<Record<string, FolderRule>> = {
  domain: { folders: [], packages: [], words: 'none; compiled without DOM' },
  wire: { folders: ['domain'], packages: ['valibot', '@valibot/*'], words: 'valibot' },
  scenario: {
    folders: ['domain', 'wire'],
    packages: ['flatqueue', 'highs', 'polygon-clipping'],
    words: 'pure computation only',
  },
  survey: {
    folders: ['domain', 'wire'],
    packages: ['proj4', 'fflate', 'saxen', 'geotiff', 'web-ifc'],
    words: 'proj4, fflate, saxen, geotiff, web-ifc',
  },
  recordings: { folders: ['domain'], packages: ['fflate'], words: 'fflate' },
  state: {
    folders: ['domain', 'wire', 'scenario'],
    packages: ['zustand', 'immer'],
    words: 'zustand, immer',
  },
  modes: { folders: ['domain', 'state'], packages: [], words: 'none' },
  feeds: { folders: ['domain', 'wire'], packages: [], words: 'browser network only' },
  scene: { folders: ['domain', 'scenario'], packages: [...CESIUM, 'meshoptimizer'], words: 'cesium, meshoptimizer' },
  overview: { folders: ['domain'], packages: DECK, words: 'deck.gl, @loaders.gl' },
  closeup: { folders: ['domain'], packages: ['three'], words: 'three' },
  ui: {
    folders: ['domain', 'state', 'modes', 'scenario'],
    packages: ['react', 'zustand', 'uplot', 'mediabunny', 'proj4'],
    words: 'react, zustand, uplot, mediabunny, proj4; resium and @cesium/engine types in `SceneView.tsx` alone',
  },
  gateway: {
    folders: ['domain', 'wire', 'scenario', 'survey'],
    packages: [
      'node:*',
      'fastify',
      '@fastify/*',
      'mqtt',
      'aedes',
      'ws',
      '@duckdb/*',
      'pg',
      'redis',
      'bullmq',
      'fflate',
    ],
    words: 'node, fastify, mqtt, fflate, database drivers',
  },
  simulator: { folders: ['domain', 'wire'], packages: ['node:*', 'mqtt'], words: 'node, mqtt' },
  app: { folders: CLIENT, packages: ['react', 'react-dom', '@fontsource-variable/*'], words: 'react-dom' },
  gallery: {
    folders: CLIENT,
    packages: ['react', 'react-dom', '@fontsource-variable/*', 'resium', 'three', 'uplot', ...CESIUM, ...DECK],
    words: 'browser packages',
  },
  scripts: {
    folders: ['domain', 'wire', 'scenario', 'survey'],
    packages: [
      'node:*',
      '@gltf-transform/*',
      'meshoptimizer',
      'earcut',
      'flatbush',
      'geotiff',
      'proj4',
      'flatqueue',
      'polygon-clipping',
      'osm-pbf-parser-node',
      'shapefile',
      'flatbuffers',
      'flatgeobuf',
      'node-sqlite3-wasm',
      'pmtiles',
      '@mapbox/vector-tile',
      'pbf',
      'saxes',
      'csv-parse',
      'web-ifc',
      'gltf-validator',
      'gltfpack',
      'bullmq',
      'ioredis',
      'aws4fetch',
      's3rver',
      'valibot',
      'oxc-parser',
      'vite',
      'vitest',
      'playwright-core',
      'pixelmatch',
      'pdfjs-dist',
      'pngjs',
      'jpeg-js',
      'fontkit',
      'mqtt',
      'ws',
    ],
    words: 'node, glTF and geodata tools',
  },
};

/** Packages that one file may import beyond its folder's. */
export const FILE_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'src/ui/SceneView.tsx': ['resium', '@cesium/engine'],
  // Asks the runner which database this run tests.
  'src/gateway/test-database.ts': ['vitest'],
  // Waits as the runner does.
  'src/gateway/test-until.ts': ['vitest'],
  // Stands in for the package `cesium` when the client is built.
  'scripts/vite/cesium-without-viewer.ts': ['@cesium/engine'],
};

/** Packages that tests may import beyond their subject's: the runner, node, and real servers to test against. */
export const TEST_PACKAGES = ['vitest', 'node:*', 'aedes', 'mqtt', 'ws'];

/** Run before any install: builtins only, and no TypeScript. */
export const DEPENDENCY_FREE = ['scripts/start.mjs', 'scripts/test.mjs'];

/** The table as the README prints it. */
export function formatImportTable(): string {
  const rows = Object.entries(IMPORT_TABLE).map(([folder, rule]) => {
    const all = CLIENT.every((each) => rule.folders.includes(each));
    const others = Object.keys(IMPORT_TABLE).filter(
      (each) => each !== 'scripts' && each !== folder && !rule.folders.includes(each),
    );
    const folders = all ? `everything but ${others.join(', ')}` : rule.folders.join(', ') || '-';
    return `| ${folder} | ${folders} | ${rule.words} |`;
  });
  return ['| folder | may import | packages |', '| --- | --- | --- |', ...rows].join('\n');
}
