import type { LayerDefinition, PropertyDefinition } from '../layer.ts';
import { LEVEL_WORDS, LEVELS } from '../level.ts';
import { LIVENESS, LIVENESS_WORDS } from '../liveness.ts';
import type { Words } from '../words.ts';

/** What a value is, and so how it may be compared. Levels are ordered by severity; a moment is written RFC 3339. */
type FieldType = 'text' | 'number' | 'truth' | 'choice' | 'level' | 'moment';

/** One thing that may be asked of, and shown about, the assets of a layer. */
export interface Field {
  readonly key: string;
  readonly title: Words;
  readonly type: FieldType;
  /** As printed; absent where a value has none. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly choices?: readonly { readonly value: string | number; readonly title: Words }[];
  /** Where it comes from: the register, a sensor, or the state that both make. */
  readonly from: 'register' | 'observed' | 'state';
  /** Index among the layer's properties, of what is observed. */
  readonly property?: number;
}

const ID: Field = { key: 'id', title: { zh: '编号', en: 'Id' }, type: 'text', from: 'register' };
const LAYER: Field = { key: 'layer', title: { zh: '图层', en: 'Layer' }, type: 'text', from: 'register' };
const STATE: readonly Field[] = [
  {
    key: 'level',
    title: { zh: '状态', en: 'Status' },
    type: 'level',
    from: 'state',
    choices: LEVELS.map((value) => ({ value, title: LEVEL_WORDS[value] })),
  },
  {
    key: 'liveness',
    title: { zh: '时效', en: 'Liveness' },
    type: 'choice',
    from: 'state',
    choices: LIVENESS.map((value) => ({ value, title: LIVENESS_WORDS[value] })),
  },
  { key: 'age', title: { zh: '数据年龄', en: 'Age' }, type: 'number', unit: 's', decimals: 0, from: 'state' },
];

/**
 * Fields of a layer in the order of its table: id, attributes, observed properties, and of a measured layer its state. The
 * age is that of the newest value that a sensor told, in seconds of the playhead.
 *
 * @param secret leaves out what is not public
 */
export function fieldsOf(layer: LayerDefinition, secret = false): readonly Field[] {
  const may = ({ classification }: { readonly classification: string }) => !secret || classification === 'public';
  return [
    ID,
    ...layer.attributes.filter(may).map(
      ({ key, title, type, unit, values }): Field => ({
        key,
        title,
        type: type === 'number' ? 'number' : type === 'boolean' ? 'truth' : type === 'enum' ? 'choice' : 'text',
        from: 'register',
        ...(unit === undefined ? {} : { unit }),
        ...(values === undefined ? {} : { choices: values }),
      }),
    ),
    ...layer.properties.flatMap((each, property) => (may(each) ? [observed(each, property)] : [])),
    ...(layer.properties.length > 0 ? STATE : []),
  ];
}

function observed({ key, title, unit, decimals, states }: PropertyDefinition, property: number): Field {
  return {
    key,
    title,
    type: 'number',
    decimals,
    from: 'observed',
    property,
    ...(unit === '1' ? {} : { unit }),
    ...(states === undefined ? {} : { choices: states }),
  };
}

const TIME = /^(.+)_time$/;
const QUALITY = /^(.+)_quality$/;

/** The field of that name, `layer` and the time and quality behind an observed property among them; undefined when there is none. */
export function fieldNamed(fields: readonly Field[], key: string): Field | undefined {
  if (key === 'layer') return LAYER;
  const own = fields.find((each) => each.key === key);
  if (own) return own;
  const behind = (pattern: RegExp) => {
    const base = pattern.exec(key)?.[1];
    return fields.find((each) => each.key === base && each.property !== undefined);
  };
  const [timed, judged] = [behind(TIME), behind(QUALITY)];
  if (timed?.property !== undefined)
    return {
      key,
      title: behindTitle(timed.title, '时间', 'time'),
      type: 'moment',
      from: 'observed',
      property: timed.property,
    };
  if (judged?.property !== undefined)
    return {
      key,
      title: behindTitle(judged.title, '质量', 'quality'),
      type: 'text',
      from: 'observed',
      property: judged.property,
    };
  return undefined;
}

function behindTitle({ zh, en }: Words, what: string, english: string): Words {
  return { zh: `${zh} ${what}`, en: `${en} ${english}` };
}
