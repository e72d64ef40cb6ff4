import type { BillboardProject } from '../../../src/scenario/billboards/billboard-plan.ts';
import type { GreenwayProject } from '../../../src/scenario/greenways/greenway-plan.ts';
import type { PoleProject } from '../../../src/scenario/poles/plan-input.ts';
import type { Surroundings } from '../../../src/scenario/rules/surroundings.ts';
import type { BasemapEntry, Catalog, Dataset } from '../../../src/wire/catalog.ts';
import type { View } from '../../../src/wire/common.ts';
import type { DutyBook } from '../../../src/wire/duty-book.ts';
import type { SourceMapping } from '../../../src/wire/source-mapping.ts';
import type { Collecting } from '../collect.ts';
import type { CitySource } from '../feature.ts';
import type { Skipped } from '../skipped.ts';
import type { TerrainSource } from '../terrain/terrain-source.ts';

/** A city as read, with what the catalog tells about where it comes from. */
export interface ReadCity {
  readonly city: CitySource & { readonly features: Collecting };
  /** The file or folder, for error lines. */
  readonly file: string;
  readonly datasets: readonly Dataset[];
  /** Folder of the models that the city brings; absent where it brings none. */
  readonly models?: string;
  readonly basemaps: readonly BasemapEntry[];
  /** Heights of the ground; absent: the city is flat. */
  readonly terrain?: TerrainSource;
  /** How long the past is kept, as the city's file says. */
  readonly retention?: NonNullable<Catalog['retention']>;
  /** When the lights of the watersides burn; the usual hours when absent. */
  readonly landscapeLighting?: Catalog['landscapeLighting'];
  /** Camera homes; computed from the bounds when absent. */
  readonly homes?: { readonly review: View; readonly hall: View; readonly exhibition: View };
  /** The road whose poles a scenario merges; absent where a city has none. */
  readonly poleProject?: PoleProject;
  /** Footways, stop lines and pipes of that road, as drawn. */
  readonly poleStreet?: Surroundings;
  /** The road whose roof billboards a scenario removes. */
  readonly billboardProject?: BillboardProject;
  /** The greenways that a scenario joins; the floor area around them is counted from the buildings. */
  readonly greenwayProject?: Omit<GreenwayProject, 'floorArea'>;
  /** The bureau's duty book, as it stands beside the source. */
  readonly dutyBook?: DutyBook;
  /** How messages of others become observations. */
  readonly sourceMappings?: readonly SourceMapping[];
  /** Known only once all features are read. */
  readonly skipped: () => readonly Skipped[];
  /** Records that were wrong and are drawn all the same; known only once all features are read. */
  readonly repaired?: () => readonly Skipped[];
  /** Ids that came a second time and got a number behind them. */
  readonly repeated?: () => readonly string[];
  /** Records drawn beside buildings, by class as the input names them; counted from the tilesets when absent. */
  readonly byClass?: () => Readonly<Record<string, number>>;
  /** Features whose height the input does not give. */
  readonly assumedHeights: () => number;
}
