import { slotOf } from '../../domain/asset.ts';
import { distance } from '../../domain/geo/local-frame.ts';
import type { Ref } from '../../wire/scenario-document.ts';
import type { Place } from './edit.ts';
import { axisOf, round } from './places.ts';
import { dayOf, linesOf, type OperationOf, type Worksheet } from './worksheet.ts';

/** Height of a carrier with four height layers, metres. */
const USUAL_HEIGHT = 10;
/** Carriers set by hand are numbered from here, so that a later run of the planner takes no number of theirs. */
const FIRST_NUMBER = 901;

/** Plans a carrier at a place. It is built with its nearest neighbour of the same side and bears nothing yet. */
export function add(sheet: Worksheet, at: Place, height = USUAL_HEIGHT, heading?: number): Ref {
  const axis = axisOf(sheet);
  const { chainage, offset } = axis.stationOf(at[0], at[1]);
  const side = offset < 0 ? -1 : 1;
  const carriers = linesOf(sheet, 'add').filter(({ operation }) => operation.asset.attributes.class === 'MF');
  const near = nearest(
    carriers.filter(
      ({ operation: { asset } }) => side * axis.stationOf(asset.position[0], asset.position[1]).offset > 0,
    ),
    at,
  );
  const model = near ?? nearest(carriers, at);
  const id = freeId(sheet, side);
  const facing = heading ?? near?.operation.asset.heading ?? axis.bearingAt(chainage) + 90 * side;
  const { district, subdistrict, owner, maintainer, note } = model?.operation.asset.attributes ?? {};
  const operation: OperationOf<'add'> = {
    op: 'add',
    asset: {
      layer: 'pole',
      id,
      position: [round(at[0], 7), round(at[1], 7), model?.operation.asset.position[2] ?? 0],
      heading: round(((facing % 360) + 360) % 360, 1),
      attributes: {
        name: `综合杆 ${id.split('-').slice(2).join('-')}`,
        district: district ?? null,
        subdistrict: subdistrict ?? null,
        road: sheet.document.project.road,
        owner: owner ?? null,
        maintainer: maintainer ?? null,
        note: note ?? '规划杆·示意',
        class: 'MF',
        height,
        mounts: '',
      },
    },
    day: model ? dayOf(sheet, model) : (sheet.phases[0]?.to ?? 0),
  };
  sheet.lines = [...sheet.lines, { phase: model?.phase ?? 0, operation }];
  return { layer: 'pole', id };
}

function nearest<L extends { readonly operation: OperationOf<'add'> }>(lines: readonly L[], at: Place): L | undefined {
  let best: { line: L; metres: number } | undefined;
  for (const line of lines) {
    const { position } = line.operation.asset;
    const metres = distance([position[0], position[1]], at);
    if (!best || metres < best.metres) best = { line, metres };
  }
  return best?.line;
}

/** An id that neither the city nor any alternative has: `MF-GUANGHE-S901.D`. */
function freeId(sheet: Worksheet, side: number): string {
  const { document, tables, alternative } = sheet;
  const taken = new Set(
    document.alternatives.flatMap(({ phases }) =>
      phases.flatMap(({ operations }) => operations.flatMap((each) => (each.op === 'add' ? each.asset.id : []))),
    ),
  );
  for (const { operation } of linesOf(sheet, 'add')) taken.add(operation.asset.id);
  const code = (document.id.split('-')[0] as string).toUpperCase();
  for (let number = FIRST_NUMBER; ; number++) {
    const id = `MF-${code}-${side < 0 ? 'S' : 'N'}${number}.${alternative}`;
    if (!taken.has(id) && [...tables.values()].every((table) => slotOf(table, id) === undefined)) return id;
  }
}
