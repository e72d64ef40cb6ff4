import { expect, it } from 'vitest';
import { readOwnIfc } from './own-ifc.ts';

/** One box, 10 m east by 6 m north by 4 m high, its corner at the model's origin, in millimetres. */
const BOX = `ISO-10303-21;
HEADER;FILE_DESCRIPTION((''),'2;1');FILE_NAME('','',(''),(''),'','','');FILE_SCHEMA(('IFC4'));ENDSEC;
DATA;
#1=IFCPERSON($,'a',$,$,$,$,$,$);#2=IFCORGANIZATION($,'b',$,$,$);#3=IFCPERSONANDORGANIZATION(#1,#2,$);#4=IFCAPPLICATION(#2,'1','c','d');#5=IFCOWNERHISTORY(#3,#4,$,.ADDED.,$,$,$,0);
#6=IFCSIUNIT(*,.LENGTHUNIT.,.MILLI.,.METRE.);#7=IFCSIUNIT(*,.PLANEANGLEUNIT.,$,.RADIAN.);#8=IFCUNITASSIGNMENT((#6,#7));
#10=IFCCARTESIANPOINT((0.,0.,0.));#11=IFCDIRECTION((0.,0.,1.));#12=IFCDIRECTION((1.,0.,0.));#13=IFCAXIS2PLACEMENT3D(#10,#11,#12);
#15=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-5,#13,$);#17=IFCLOCALPLACEMENT($,#13);
#20=IFCPROJECT('0YvctVUKr0kugbFTf53O9L',#5,'p',$,$,$,$,(#15),#8);
#21=IFCSITE('1YvctVUKr0kugbFTf53O9L',#5,'s',$,$,#17,$,$,.ELEMENT.,(35,25,12),(116,35,24),0.,$,$);
#22=IFCBUILDING('2YvctVUKr0kugbFTf53O9L',#5,'b',$,$,#17,$,$,.ELEMENT.,$,$,$);
#24=IFCRELAGGREGATES('4YvctVUKr0kugbFTf53O9L',#5,$,$,#20,(#21));#25=IFCRELAGGREGATES('5YvctVUKr0kugbFTf53O9L',#5,$,$,#21,(#22));
#30=IFCCARTESIANPOINT((5000.,3000.));#31=IFCAXIS2PLACEMENT2D(#30,$);#32=IFCRECTANGLEPROFILEDEF(.AREA.,$,#31,10000.,6000.);
#33=IFCEXTRUDEDAREASOLID(#32,#13,#11,4000.);#34=IFCSHAPEREPRESENTATION(#15,'Body','SweptSolid',(#33));#35=IFCPRODUCTDEFINITIONSHAPE($,$,(#34));
#50=IFCBUILDINGELEMENTPROXY('7YvctVUKr0kugbFTf53O9L',#5,'w',$,$,#17,#35,$,$);
#51=IFCRELCONTAINEDINSPATIALSTRUCTURE('9YvctVUKr0kugbFTf53O9L',#5,$,$,(#50),#22);
ENDSEC;
END-ISO-10303-21;
`;
const bytes = (text: string) => new TextEncoder().encode(text);

it('an IFC is one model, its middle over the place, its foot on the ground, its north to the front', async () => {
  const { content, count, place } = await readOwnIfc('box.ifc', bytes(BOX));
  if (content.kind !== 'model') throw new Error(content.kind);
  expect(count).toBe(1);
  const view = new DataView(content.bytes.buffer);
  expect([view.getUint32(0, true), view.getUint32(4, true)]).toEqual([0x46546c67, 2]);
  const json = JSON.parse(new TextDecoder().decode(content.bytes.subarray(20, 20 + view.getUint32(12, true))));
  const { min, max } = json.accessors[0] as { min: number[]; max: number[] };
  const round = (values: number[]) => values.map((each) => Number(each.toFixed(3)) + 0);
  expect([round(min), round(max)]).toEqual([
    [-5, 0, -3],
    [5, 4, 3],
  ]);
  // 35° 25′ 12″, 116° 35′ 24″, and the middle of the box 5 m east and 3 m north of it.
  expect(place?.latitude).toBeCloseTo(35.42 + 3 / 110_950, 6);
  expect(place?.longitude).toBeCloseTo(116.59 + 5 / 90_860, 6);
});

it('what is no IFC, or has no shape, is named with the remedy', async () => {
  await expect(readOwnIfc('a.ifc', bytes('PK\u0003\u0004'))).rejects.toThrow(
    /a\.ifc: "PK.*" is no IFC \(STEP\) file; export it as \.ifc/,
  );
  const bare = BOX.replace(/#50=.*\n#51=.*\n/, '');
  await expect(readOwnIfc('a.ifc', bytes(bare))).rejects.toThrow(/0 elements have a geometry/);
  const empty = 'ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\nENDSEC;\nEND-ISO-10303-21;';
  await expect(readOwnIfc('a.ifc', bytes(empty))).rejects.toThrow(
    /a\.ifc: it cannot be read as IFC \(.+\); export it again/,
  );
});
