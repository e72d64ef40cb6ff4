import { join } from 'node:path';
import type { City } from '../city.ts';
import type { Database } from '../database.ts';
import type { Audit } from '../people/audit.ts';
import { type CityWater, readCityWater } from './city-water.ts';
import { openSurveyStore, type SurveyStore } from './survey-store.ts';
import { openUploads, type Uploads } from './uploads.ts';

/** Everything about surveys that a running gateway holds. */
export interface Surveys {
  readonly uploads: Uploads;
  readonly store: SurveyStore;
  readonly water: CityWater | null;
  stop(): Promise<void>;
}

export async function openSurveys(database: Database, audit: Audit, city: City, dataDir: string): Promise<Surveys> {
  const uploads = await openUploads(join(dataDir, 'uploads'), Date.now);
  return {
    uploads,
    store: await openSurveyStore(database, audit),
    water: readCityWater(city.folder),
    stop: () => uploads.stop(),
  };
}
