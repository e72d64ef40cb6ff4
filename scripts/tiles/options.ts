/** An option of `npm run tiles`: what its value is, and what it is for. */
type Option = readonly [name: string, value: string, purpose: string];

/** Options that take a value, by their subject. */
const VALUED: readonly (readonly [subject: string, options: readonly Option[]])[] = [
  ['What is written', [['out', 'DIR', 'folder of the city; an earlier one stays as it is until the new one is whole']]],
  [
    'What the files say',
    [
      ['crs', 'CRS', 'coordinate system: EPSG:4548, GCJ-02, BD-09, …; else as they say, else WGS-84'],
      ['height', 'FIELD', 'height of a building in metres; else the usual names, then storeys at 3 m'],
      ['id', 'FIELD', 'id of a record'],
      ['height-offset', 'METRES', 'from their heights up to those above the ellipsoid'],
      ['encoding', 'NAME', 'characters of a table: gb18030, …'],
      ['only', 'LAYER,…', 'layers of a GeoPackage or of vector tiles; else all'],
      ['lod', 'LEVEL', 'level of detail of a city model: 2, 1.3, …; else the highest'],
      ['origin', 'PLACE', 'of an IFC model: longitude,latitude[,metres[,degrees clockwise]]'],
    ],
  ],
  [
    'Points',
    [
      ['layer', 'LAYER', 'the layer that points belong to, or "tree"'],
      ['x', 'COLUMN', 'longitude or east, where the column has an unusual name'],
      ['y', 'COLUMN', 'latitude or north'],
      ['fields', 'NAME=COLUMN,…', 'columns of attributes, where they have other names'],
    ],
  ],
  [
    'What stands and lies in the city',
    [
      ['models', 'DIR', 'glTF models of your own, with a models.json'],
      ['terrain', 'DEM.tif', 'heights of the ground, a GeoTIFF'],
      ['terrain-crs', 'CRS', 'its coordinate system, where it names none'],
      ['terrain-offset', 'METRES', 'from its heights up to those above the ellipsoid'],
    ],
  ],
  [
    'Several machines',
    [
      ['redis', 'URL', 'a Redis through which workers make the buildings'],
      ['store', 's3://BUCKET/PREFIX', 'what they share instead of a folder'],
    ],
  ],
];

const FLAGS: readonly Option[] = [
  ['worker', '', 'work for the builds of --redis'],
  ['strict', '', 'exit code 3 where something of the input was left out'],
  ['json', '', 'the summary as JSON'],
  ['help', '', 'this text'],
];

/** Names of the options that take a value. */
export const VALUED_NAMES: ReadonlySet<string> = new Set(
  VALUED.flatMap(([, options]) => options.map(([name]) => name)),
);

/** Ends an error about the arguments. */
export const SEE_HELP = 'npm run tiles -- --help lists the options.';

/** What `--help` prints. */
export function helpText(): string {
  const all = [...VALUED, ['Else', FLAGS] as const];
  const widest = Math.max(...all.flatMap(([, options]) => options.map((option) => written(option).length)));
  const lines = all.flatMap(([subject, options]) => [
    `\n${subject}`,
    ...options.map((option) => `  ${written(option).padEnd(widest)}  ${option[2]}`),
  ]);
  return [
    'npm run tiles -- INPUT… --out DIR [OPTION…]',
    'npm run tiles -- --worker --redis URL',
    '',
    'Makes a city folder, which CITY=DIR npm start shows. INPUT is a folder of a city or a file: GeoJSON, Shapefile,',
    'FlatGeobuf, GeoPackage, MBTiles, PMTiles, CSV, OSM, CityJSON, CityGML or IFC; scripts/tiles/README.md tells of each.',
    ...lines,
    '',
  ].join('\n');
}

function written([name, value]: Option): string {
  return value === '' ? `--${name}` : `--${name} ${value}`;
}
