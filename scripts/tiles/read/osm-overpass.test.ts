import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { areaOf } from '../model/ring.ts';
import { at, buildings, keepInputs, read } from './test-inputs.ts';

keepInputs();

type Place = readonly [lon: number, lat: number];
interface Way {
  readonly ref: number;
  readonly nodes?: readonly number[];
  readonly places: readonly Place[];
  readonly tags?: Readonly<Record<string, string>>;
}
interface Relation {
  readonly ref: number;
  readonly members: readonly (Way & { readonly role: string })[];
  readonly tags: Readonly<Record<string, string>>;
}
interface Answer {
  readonly nodes?: readonly (readonly [id: number, place: Place])[];
  readonly ways?: readonly Way[];
  readonly relations?: readonly Relation[];
}

/** The tests' corner, and thousandths of a degree from it. */
const place = (x: number, y: number): Place => [
  Number((7.4 + x / 1000).toFixed(7)),
  Number((43.7 + y / 1000).toFixed(7)),
];

function xml({ nodes = [], ways = [], relations = [] }: Answer, geometry: boolean): string {
  const at = ([lon, lat]: Place): string => `lat="${lat}" lon="${lon}"`;
  const nds = ({ nodes: refs, places }: Way): string =>
    places.map((each, i) => `<nd ${refs ? `ref="${refs[i]}"` : ''} ${geometry ? at(each) : ''}/>`).join('');
  const tagged = (tags: Way['tags'] = {}): string =>
    Object.entries(tags)
      .map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
      .join('');
  const members = ({ members }: Relation): string =>
    members
      .map((way) => `<member type="way" ref="${way.ref}" role="${way.role}">${geometry ? nds(way) : ''}</member>`)
      .join('');
  return `<?xml version="1.0"?><osm version="0.6"><note>from <b>there</b></note>
${nodes.map(([id, each]) => `<node id="${id}" ${at(each)}/>`).join('')}
${ways.map((way) => `<way id="${way.ref}"><bounds minlat="43.7"/>${nds(way)}${tagged(way.tags)}</way>`).join('')}
${relations.map((each) => `<relation id="${each.ref}">${members(each)}${tagged(each.tags)}</relation>`).join('')}</osm>`;
}

function json({ nodes = [], ways = [], relations = [] }: Answer, geometry: boolean): string {
  const told = ({ places }: Way) => (geometry ? { geometry: places.map(([lon, lat]) => ({ lat, lon })) } : {});
  const elements = [
    ...nodes.map(([id, [lon, lat]]) => ({ type: 'node', id, lat, lon })),
    ...ways.map((way) => ({ type: 'way', id: way.ref, nodes: way.nodes, ...told(way), tags: way.tags })),
    ...relations.map(({ ref, members, tags }) => ({
      ...{ type: 'relation', id: ref, tags },
      members: members.map((way) => ({ type: 'way', ref: way.ref, role: way.role, ...told(way) })),
    })),
  ];
  return JSON.stringify({ version: 0.6, generator: 'Overpass API', elements });
}

const CORNERS = [place(0, 0), place(1, 0), place(1, 1), place(0, 1), place(0, 0)];
const HOUSE: Way = {
  ref: 1,
  nodes: [1, 2, 3, 4, 1],
  places: CORNERS,
  tags: { building: 'yes', height: '9', name: 'A' },
};
const FORMS = [
  ['XML', xml, 'osm'],
  ['JSON', json, 'json'],
] as const;

it.each(FORMS)(
  '%s: takes the places of nodes from the ways, where the nodes are not there',
  async (_, write, ending) => {
    const nodes = CORNERS.slice(0, 4).map((each, i) => [i + 1, each] as const);
    writeFileSync(at(`plain.${ending}`), write({ nodes, ways: [HOUSE] }, false));
    writeFileSync(at(`placed.${ending}`), write({ ways: [HOUSE] }, true));
    const [plain, placed] = [buildings(await read(`plain.${ending}`)), buildings(await read(`placed.${ending}`))];
    expect(plain).toMatchObject([{ id: 'way/1', name: 'A' }]);
    expect(placed).toEqual(plain);
  },
);

it.each(FORMS)(
  '%s: takes the ways of a relation from its members, joined with one that is there by itself',
  async (_, write, ending) => {
    const south = [place(0, 1), place(0, 0), place(1, 0)];
    const north = [place(1, 0), place(1, 1), place(0, 1)];
    const yard = [place(0.25, 0.25), place(0.75, 0.25), place(0.75, 0.75), place(0.25, 0.75), place(0.25, 0.25)];
    const answer: Answer = {
      ways: [{ ref: 1, nodes: [1, 2, 3], places: south, tags: { barrier: 'wall' } }],
      relations: [
        {
          ref: 9,
          members: [
            { ref: 1, role: 'outer', places: south },
            { ref: 2, role: 'outer', places: north },
            { ref: 3, role: 'inner', places: yard },
          ],
          tags: { type: 'multipolygon', building: 'yes', height: '9' },
        },
      ],
    };
    writeFileSync(at(`members.${ending}`), write(answer, true));
    const source = await read(`members.${ending}`);
    expect(source.skipped()).toEqual([]);
    const [building, ...others] = buildings(source);
    expect([building?.id, others.length, building?.parts[0]?.rings.length]).toEqual(['relation/9', 0, 2]);
    const whole = 0.001 * 111_100 * 0.001 * 80_500;
    expect(areaOf(building?.parts[0]?.rings ?? []) / whole).toBeCloseTo(0.75, 1);
  },
);

it('refuses an answer that Overpass broke off, in either form', async () => {
  const remark = 'runtime error: Query timed out in "query" at line 3 after 25 seconds.';
  writeFileSync(at('late.osm'), xml({ ways: [HOUSE] }, true).replace('</osm>', `<remark> ${remark} </remark></osm>`));
  await expect(read('late.osm')).rejects.toThrow(
    /late\.osm: is not all \(runtime error: Query timed out .*; ask for less/,
  );
  writeFileSync(at('late.json'), json({ ways: [HOUSE] }, true).replace(/\}$/, `,"remark":${JSON.stringify(remark)}}`));
  await expect(read('late.json')).rejects.toThrow(/late\.json: is not all \(runtime error: Query timed out/);
});
