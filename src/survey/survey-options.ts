import type { Path } from '../domain/asset.ts';
import type { ColumnMapping } from './columns.ts';
import type { AxisOrder, Bounds } from './placement.ts';
import type { SurveyCrs } from './projection.ts';
import type { ThingKind } from './recognise.ts';

/** What the person who imports decides, and what the city knows. */
export interface SurveyOptions {
  /** The city's extent in degrees; by it coordinate systems and swapped axes are told. */
  readonly bounds: Bounds;
  /** Where the survey is expected, in degrees: tells readings apart that all come to the city. */
  readonly near?: Bounds;
  /** Today in the city, `YYYY-MM-DD`; a survey from after it is impossible. */
  readonly today: string;
  /** Columns chosen by hand, by table name; the rest is suggested. */
  readonly mapping?: Readonly<Record<string, ColumnMapping>>;
  /** Overrides what the files say. */
  readonly crs?: SurveyCrs;
  /** Overrides what plausibility says. */
  readonly axes?: AxisOrder;
  /** Words of the survey (class, layer, block) that are not known, with what they mean. */
  readonly kinds?: Readonly<Record<string, ThingKind>>;
  /** Rings of rivers and lakes, and of bridge decks above them. */
  readonly water?: readonly Path[];
  readonly decks?: readonly Path[];
}
