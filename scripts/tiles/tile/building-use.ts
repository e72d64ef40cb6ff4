import type { BuildingUse } from '../feature.ts';

/** Number of a use in the property table. */
export const USE_NUMBERS: Readonly<Record<BuildingUse, number>> = {
  unknown: 0,
  residential: 1,
  commercial: 2,
  office: 3,
  industrial: 4,
  public: 5,
  school: 6,
  hospital: 7,
  transport: 8,
  heritage: 9,
};
