import { BUILDING_USES, type BuildingUse } from '../../../src/domain/building.ts';

/** Number of a use in the property table. */
export const USE_NUMBERS = Object.fromEntries(BUILDING_USES.map((use, number) => [use, number])) as Readonly<
  Record<BuildingUse, number>
>;
