import { PNG } from 'pngjs';

/** Files that a person brings, made here: each is drawn at a place of its own about the middle of the view. */

type Pair = readonly [longitude: number, latitude: number];

/** A square of so many metres about a place, as GeoJSON. */
export function square([x, y]: Pair, metres: number): string {
  const [dx, dy] = [metres / 2 / 90_860, metres / 2 / 110_950];
  const ring = [
    [x - dx, y - dy],
    [x + dx, y - dy],
    [x + dx, y + dy],
    [x - dx, y + dy],
    [x - dx, y - dy],
  ];
  return JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } });
}

/** A point whose icon lies on somebody else's server. */
export const kml = ([x, y]: Pair) => `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Style id="s"><IconStyle><scale>2</scale><Icon><href>http://maps.example/red.png</href></Icon></IconStyle></Style>
<Placemark><name>A</name><styleUrl>#s</styleUrl><Point><coordinates>${x},${y}</coordinates></Point></Placemark></Document></kml>`;

/** A yellow dot, and a picture that lies elsewhere. */
export const czml = ([x, y]: Pair) =>
  JSON.stringify([
    { id: 'document', version: '1.0' },
    {
      id: 'dot',
      position: { cartographicDegrees: [x, y, 2] },
      point: { pixelSize: 40, color: { rgba: [255, 255, 0, 255] } },
    },
    { id: 'far', position: { cartographicDegrees: [x + 1, y, 2] }, billboard: { image: 'http://maps.example/a.png' } },
  ]);

export const csv = (places: readonly Pair[], columns = '经度,纬度') =>
  `名称,${columns}\n${places.map(([x, y], index) => `点${index},${x},${y}`).join('\n')}\n`;

type Rgb = readonly [red: number, green: number, blue: number];
const [RED, BLUE] = [
  [255, 0, 0],
  [0, 0, 255],
] as const;

/** A plate of 24 m by 24 m, 6 m up, with a picture of quarters in two colours; buffer and picture in files of their own. */
export function plate(one: Rgb = RED, other: Rgb = BLUE): { gltf: string; bin: Buffer; png: Buffer } {
  const png = new PNG({ width: 2, height: 2 });
  [0, 1, 2, 3].forEach((i) => {
    png.data.set([...(i === 0 || i === 3 ? one : other), 255], 4 * i);
  });
  const places = [-12, 6, 12, 12, 6, 12, 12, 6, -12, -12, 6, -12];
  const bin = Buffer.concat([
    Buffer.from(new Float32Array([...places, 0, 0, 1, 0, 1, 1, 0, 1]).buffer),
    Buffer.from(new Uint16Array([0, 1, 2, 0, 2, 3]).buffer),
  ]);
  const view = (byteOffset: number, byteLength: number) => ({ buffer: 0, byteOffset, byteLength });
  const gltf = JSON.stringify({
    asset: { version: '2.0' },
    extensionsUsed: ['KHR_materials_unlit'],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, TEXCOORD_0: 1 }, indices: 2, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 } }, extensions: { KHR_materials_unlit: {} } }],
    textures: [{ source: 0, sampler: 0 }],
    samplers: [{ magFilter: 9728, minFilter: 9728 }],
    images: [{ uri: 'plate.png' }],
    buffers: [{ uri: 'plate.bin', byteLength: bin.length }],
    bufferViews: [view(0, 48), view(48, 32), view(80, 12)],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 4, type: 'VEC3', min: [-12, 6, -12], max: [12, 6, 12] },
      { bufferView: 1, componentType: 5126, count: 4, type: 'VEC2' },
      { bufferView: 2, componentType: 5123, count: 6, type: 'SCALAR' },
    ],
  });
  return { gltf, bin, png: PNG.sync.write(png) };
}

/** The same of one colour, as one file. */
export function wholePlate(color: Rgb): string {
  const { gltf, bin, png } = plate(color, color);
  return gltf
    .replace('plate.bin', `data:application/octet-stream;base64,${bin.toString('base64')}`)
    .replace('plate.png', `data:image/png;base64,${png.toString('base64')}`);
}

/** A house of 30 m by 20 m by 12 m without a place of its own. */
export const IFC = `ISO-10303-21;
HEADER;FILE_DESCRIPTION((''),'2;1');FILE_NAME('','',(''),(''),'','','');FILE_SCHEMA(('IFC4'));ENDSEC;
DATA;
#1=IFCPERSON($,'a',$,$,$,$,$,$);#2=IFCORGANIZATION($,'b',$,$,$);#3=IFCPERSONANDORGANIZATION(#1,#2,$);#4=IFCAPPLICATION(#2,'1','c','d');#5=IFCOWNERHISTORY(#3,#4,$,.ADDED.,$,$,$,0);
#6=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);#7=IFCSIUNIT(*,.PLANEANGLEUNIT.,$,.RADIAN.);#8=IFCUNITASSIGNMENT((#6,#7));
#10=IFCCARTESIANPOINT((0.,0.,0.));#11=IFCDIRECTION((0.,0.,1.));#12=IFCDIRECTION((1.,0.,0.));#13=IFCAXIS2PLACEMENT3D(#10,#11,#12);
#15=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#13,$);#17=IFCLOCALPLACEMENT($,#13);
#20=IFCPROJECT('0YvctVUKr0kugbFTf53O9L',#5,'p',$,$,$,$,(#15),#8);
#21=IFCSITE('1YvctVUKr0kugbFTf53O9L',#5,'s',$,$,#17,$,$,.ELEMENT.,$,$,$,$,$);
#22=IFCBUILDING('2YvctVUKr0kugbFTf53O9L',#5,'b',$,$,#17,$,$,.ELEMENT.,$,$,$);
#24=IFCRELAGGREGATES('4YvctVUKr0kugbFTf53O9L',#5,$,$,#20,(#21));#25=IFCRELAGGREGATES('5YvctVUKr0kugbFTf53O9L',#5,$,$,#21,(#22));
#30=IFCCARTESIANPOINT((15000.,10000.));#31=IFCAXIS2PLACEMENT2D(#30,$);#32=IFCRECTANGLEPROFILEDEF(.AREA.,$,#31,30000.,20000.);
#33=IFCEXTRUDEDAREASOLID(#32,#13,#11,12000.);#34=IFCSHAPEREPRESENTATION(#15,'Body','SweptSolid',(#33));#35=IFCPRODUCTDEFINITIONSHAPE($,$,(#34));
#50=IFCBUILDINGELEMENTPROXY('7YvctVUKr0kugbFTf53O9L',#5,'w',$,$,#17,#35,$,$);
#51=IFCRELCONTAINEDINSPATIALSTRUCTURE('9YvctVUKr0kugbFTf53O9L',#5,$,$,(#50),#22);
ENDSEC;
END-ISO-10303-21;
`;
