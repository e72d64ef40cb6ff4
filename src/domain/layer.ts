import type { Level } from './level.ts';
import type { LivenessLimits } from './liveness.ts';
import type { Classification } from './provenance.ts';
import type { Retention } from './retention.ts';
import type { Words } from './words.ts';

/** How sure we are of a number: stated in the work plan, verified public page, from memory, own proposal. */
export type Confidence = 'S' | 'V' | 'T' | 'I' | 'M' | 'D';

interface Source {
  readonly text: string;
  readonly confidence: Confidence;
}

export interface AttributeDefinition {
  readonly key: string;
  readonly title: Words;
  readonly type: 'string' | 'number' | 'boolean' | 'date' | 'enum';
  readonly unit?: string;
  /** Permitted values of an `enum`, in legend order. */
  readonly values?: readonly { readonly value: string; readonly title: Words }[];
  /** Only `public` attributes ever reach an exhibition session. */
  readonly classification: Classification;
  /** A register must tell it: where it does not, the screen says 未登记. */
  readonly mandatory?: boolean;
}

export interface PropertyDefinition {
  readonly key: string;
  readonly title: Words;
  /** Unit as printed, e.g. `cm`, `kN`, `℃`; `1` for a code or a state. */
  readonly unit: string;
  /** Physical range; a value outside is rejected as impossible, not as an alarm. */
  readonly range: readonly [min: number, max: number];
  /** The most that the quantity itself changes within a minute; a value that would have changed faster is rejected as impossible. */
  readonly mostPerMinute?: { readonly change: number; readonly source: Source };
  readonly decimals: number;
  readonly classification: Classification;
  /** Computed by the gateway from what it takes in, never sent by a sensor. */
  readonly derived?:
    | { readonly how: 'total'; readonly of: string; readonly hours: number }
    | { readonly how: 'days-left'; readonly attribute: string }
    | { readonly how: 'days-since'; readonly of: string }
    | {
        /** The percentage of the lamps beside the line that burn. */
        readonly how: 'lit-share';
        /** Layer of the lamps. */
        readonly layer: string;
        /** Distance to the line within which a lamp lights it. */
        readonly withinMetres: number;
        /** Property of a lamp: its power, W. */
        readonly power: string;
        /** Attribute of a lamp: its rated power, W. */
        readonly rated: string;
      }
    /** What the share `of` the same layer leaves dark at night. */
    | { readonly how: 'dark-share'; readonly of: string }
    | {
        /** The percentage of the asset's measuring points that are offline; `by`: their attribute that holds the asset's id. */
        readonly how: 'offline-share';
        readonly layer: string;
        readonly by: string;
      };
  /** For codes and states: what each value means. */
  readonly states?: readonly { readonly value: number; readonly title: Words }[];
}

/** A limit is a number in the property's unit, or a factor of a numeric attribute of the asset itself. */
export type Limit = number | { readonly attribute: string; readonly factor: number; readonly offset?: number };

export interface ThresholdDefinition {
  readonly property: string;
  readonly level: Exclude<Level, 'normal'>;
  /** `equals` for state codes. */
  readonly when: 'above' | 'below' | 'equals';
  readonly limit: Limit;
  readonly meaning: Words;
  readonly source: Source;
  /** The value is an authority's own word. Only such a threshold may be blue. */
  readonly official?: true;
}

/** 预案: what is done about alerts of these levels, step by step. */
export interface PlanDefinition {
  readonly levels: readonly ThresholdDefinition['level'][];
  /** Absent: of every property of the layer. */
  readonly property?: string;
  readonly steps: readonly Words[];
  readonly source: Source;
}

/** Takes off what another property of the same asset explains, before a limit is judged: value − slope × (by − reference). */
interface Decoupling {
  /** Property of the same asset; where it is not known, the value is judged as it is. */
  readonly by: string;
  /** The property's unit per unit of `by`. An asset without the attribute is judged by its plain value. */
  readonly slope: Limit;
  /** Of `by`, where nothing is taken off. */
  readonly reference: Limit;
  readonly from: ThresholdDefinition['level'];
  readonly source: Source;
}

/** Asks the measuring points beside an asset whether they moved too, before a limit is believed. */
interface NeighbourCheck {
  /** Layer of the measuring points. */
  readonly layer: string;
  /** Their attribute that holds the asset's id. */
  readonly by: string;
  /** Their property that measures the same in the same unit. */
  readonly property: string;
  /** Their numeric attribute: how much of the asset's departure they see, 0–1; without a value it is no neighbour. */
  readonly weight: string;
  /** The value at which nothing is wrong; 0 when absent. */
  readonly rest?: Limit;
  /** A neighbour agrees when it has gone this share of its own way from rest to the limit. */
  readonly share: number;
  /** So many must agree. Where fewer are known the check is not made: no data is no all-clear. */
  readonly least: number;
  readonly from: ThresholdDefinition['level'];
  readonly source: Source;
}

/** How a property's thresholds become an alert: what one sample alone does not say. */
export interface AlarmDefinition {
  readonly property: string;
  /** From level `from` on, so many samples in a row must reach a limit, the first and the last no farther apart than the window. */
  readonly persistence?: {
    readonly samples: number;
    readonly minutes: number;
    readonly from: ThresholdDefinition['level'];
  };
  /** How far past its limit the value must come back before the alert ends: in the property's unit, or a share of the limit. */
  readonly hysteresis?: number | { readonly share: number };
  readonly source: Source;
  /** When a new rise is the same occurrence: it opens the alert that ended anew instead of raising another one. */
  readonly recurs?: RecurrenceDefinition;
  /** Depth × duration: limits of level `from` or graver that hold for longer than this make the alert one level graver. */
  readonly prolonged?: {
    readonly minutes: number;
    readonly from: ThresholdDefinition['level'];
    readonly source: Source;
  };
  readonly decouple?: Decoupling;
  readonly neighbours?: NeighbourCheck;
}

/** An occurrence lasts until the value has been at `rest` or below, or unheard of, for so many minutes. */
export interface RecurrenceDefinition {
  /** In the property's unit. */
  readonly rest: number;
  readonly minutes: number;
  readonly source: Source;
}

/** When alerts of one property at one place are one incident: a dead feeder is not four hundred lamps. */
export interface IncidentDefinition {
  readonly property: string;
  /** Attribute whose value the assets of an incident share. */
  readonly place: string;
  /** From so many open alerts on. */
  readonly least: number;
  readonly title: Words;
}

/** Colour stops over the value of one property, in its unit; `#rrggbb`. */
export interface Ramp {
  readonly property: string;
  readonly stops: readonly { readonly at: number; readonly color: string }[];
}

export type Geometry = 'point' | 'line' | 'polygon' | 'bridge';

/** Pictogram of a layer inside its status shape, and in the layer tree. */
export type Glyph = 'bridge' | 'water' | 'path' | 'lamp' | 'billboard' | 'pole' | 'weather' | 'generic';

interface Symbology {
  readonly glyph: Glyph;
  /** Attribute whose value chooses the close-range model, with the model of each value; `*` is the default. */
  readonly model?: { readonly attribute: string; readonly models: Readonly<Record<string, string>> };
  /** Property that the close-range model and the ramp show. */
  readonly primary?: string;
  readonly ramp?: Ramp;
  /** How the lines of a line layer look; absent: by status alone, as wide as their attribute `width` says. */
  readonly line?: {
    /** Attribute whose value chooses the colour, sRGB; every value has one. */
    readonly attribute: string;
    readonly colors: Readonly<Record<string, string>>;
    /** Metres. */
    readonly width: number;
    /** Wires hang between the points of their line by this share of the span. */
    readonly sag?: number;
    /** Attribute with the depth below ground, metres: there it lies while the city is seen through. */
    readonly depth?: string;
  };
  /** Symbols cluster beyond this camera distance, in metres. */
  readonly clusterBeyondMetres: number;
  /** Names are written nearer than this, in metres; 0: never. */
  readonly labelWithinMetres: number;
}

/**
 * One layer, as data. From it come legend, inspector, filter, table, alert rules, redaction, gateway validation, CSV and
 * GeoJSON columns and the gallery page. Adding a system of the work plan is adding one file in `domain/layers/`.
 */
export interface LayerDefinition {
  /** `[a-z0-9-]{1,32}`; stable, used in links, topics and the API. */
  readonly id: string;
  readonly title: Words;
  /** Position in the layer tree and in the binary wire format's tie-break; lower first. */
  readonly order: number;
  readonly geometry: Geometry;
  /** Item of the work plan, 4–29. */
  readonly workPlanItem: number;
  /** GB/T 30428 part code (大类小类) with its source. */
  readonly code: { readonly value: string; readonly source: Source };
  /** CIM level that the data's provenance supports. */
  readonly cimLevel: string;
  readonly attributes: readonly AttributeDefinition[];
  readonly properties: readonly PropertyDefinition[];
  readonly thresholds: readonly ThresholdDefinition[];
  /** Persistence and hysteresis by property; one without a rule is judged sample by sample. */
  readonly alarms?: readonly AlarmDefinition[];
  readonly incidents?: readonly IncidentDefinition[];
  /** What is done about an alert; a city's duty book may say otherwise. */
  readonly plans?: readonly PlanDefinition[];
  /** 事件大类 of GB/T 30428 under which the bureau's 数字城管 takes a case; absent: 其他. */
  readonly eventClass?: string;
  /** Measuring points of another layer: their thresholds colour them, alerts are told of the assets of that layer alone. */
  readonly toldBy?: string;
  /** The instrument that reads its assets at the desk. */
  readonly panel?: 'bridge' | 'water';
  /** Where the past is kept for longer or shorter than by default. */
  readonly retention?: Partial<Retention>;
  readonly liveness: LivenessLimits;
  readonly symbology: Symbology;
  /** Whether a public session may see the layer at all. */
  readonly classification: Classification;
  /**
   * Assets that no public session may learn of, not even that they exist: those whose `attribute` holds one of `values`.
   * The tile build numbers them behind all others of the layer and keeps their models in tilesets of their own.
   */
  readonly withheld?: { readonly attribute: string; readonly values: readonly string[] };
  /** Shown only when somebody asks for it. */
  readonly hiddenAtFirst?: true;
  /** Slots kept free behind the built assets for scenario-made and later registered ones. */
  readonly reserve: number;
}

/** Whether a sensor says it: what the gateway derives keeps no silent sensor alive. */
export function isHeard({ derived }: Pick<PropertyDefinition, 'derived'>): boolean {
  return derived === undefined;
}

/** Index of `property` in the definition, the number used on the wire. Throws on an unknown property. */
export function propertyIndex(layer: LayerDefinition, property: string): number {
  const index = layer.properties.findIndex((each) => each.key === property);
  if (index < 0)
    throw new RangeError(
      `Layer "${layer.id}" has no property "${property}"; it has ${layer.properties.map((p) => p.key).join(', ')}.`,
    );
  return index;
}
