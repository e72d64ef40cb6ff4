import { namedCrs } from './geo/named-crs.ts';
import { type OwnDatum, type OwnKind, type OwnPlace, ownKindOf, type SharedFrom } from './own-data.ts';
import type { Classification } from './provenance.ts';
import type { Words } from './words.ts';

/** Own data that somebody gave to all who are signed in. */
export interface SharedItem extends SharedFrom {
  readonly id: string;
  /** The file's name; of 3D Tiles their address. */
  readonly name: string;
  readonly kind: OwnKind;
  readonly datum: OwnDatum;
  /** Where a model stands; null for what has places of its own. */
  readonly place: OwnPlace | null;
  readonly bytes: number;
}

/** What a sharing says beside the bytes. Of 3D Tiles the bytes are their address, and no file is shared. */
export interface Sharing {
  readonly name: string;
  readonly kind: OwnKind;
  readonly datum: OwnDatum;
  readonly place: OwnPlace | null;
  readonly classification: Classification;
}

/** 密级 that may be given to all who are signed in; `restricted` is for few. */
export const SHAREABLE = ['internal', 'public'] as const satisfies readonly Classification[];

/** Bytes of one shared file at most. */
export const MOST_SHARED_BYTES = 20_000_000;
/** Shared at a time at most. */
export const MOST_SHARED = 200;

const LONGEST_NAME = 200; // characters
const LONGEST_ADDRESS = 2000; // characters

/** Whether `text` is what 3D Tiles are added by: absolute, or from "/" on, and JSON. */
export function isTilesetAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && /^(https?:\/\/|\/)\S+\.json(\?\S*)?$/.test(text);
}

/** Why a file is not shared; null when it may be. */
export function tooLargeToShare(name: string, bytes: number): Words | null {
  if (bytes <= MOST_SHARED_BYTES) return null;
  const most = MOST_SHARED_BYTES / 1e6;
  const has = (bytes / 1e6).toFixed(1);
  return {
    zh: `${name}：${has} MB，超过可共享的 ${most} MB；请拆分，或简化后再共享。`,
    en: `${name}: ${has} MB, more than the ${most} MB that can be shared; split or simplify it first.`,
  };
}

/** Why one more is not shared. */
export function tooManyShared(name: string): Words {
  return {
    zh: `${name}：已共享 ${MOST_SHARED} 项，达到上限；请先撤回不再需要的。`,
    en: `${name}: ${MOST_SHARED} are shared, which is the most; withdraw one that nobody needs first.`,
  };
}

/** Why a sharing makes no sense; null when it does. Throws OwnDataError where the ending of the name is of no kind. */
export function sharingTrouble({ name, kind, datum, place, classification }: Sharing): Words | null {
  if (!(SHAREABLE as readonly string[]).includes(classification))
    return {
      zh: `${name}：密级为受限，不能共享给全部登录人员；请删去受限内容，或按规定另行传递。`,
      en: `${name}: its class is restricted, and sharing shows it to everybody signed in; leave out what is restricted, or hand it over as the rules say.`,
    };
  if (kind !== 'tiles') {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a name with one is no name
    if (name.length > LONGEST_NAME || /[\u0000-\u001f\u007f/\\]/.test(name))
      return {
        zh: `文件名“${name.slice(0, 40)}”不能用：最多 ${LONGEST_NAME} 字，不含斜线和控制字符；请改名。`,
        en: `Name "${name.slice(0, 40)}": at most ${LONGEST_NAME} characters, no slash, nothing unprintable; rename it.`,
      };
    const read = ownKindOf(name);
    if (read !== kind)
      return {
        zh: `${name}：后缀属于 ${read}，所报类型为 ${kind}；请按后缀填写类型。`,
        en: `${name}: its ending is that of ${read}, the kind given is ${kind}; give ${read}.`,
      };
  } else if (!isTilesetAddress(name))
    return {
      zh: `“${name.slice(0, 60)}”不是 3D Tiles 的地址；请给出 tileset.json 的地址。`,
      en: `"${name.slice(0, 60)}" is no address of 3D Tiles; give that of a tileset.json.`,
    };
  if (!namedCrs(datum))
    return {
      zh: `${name}：坐标系“${datum}”不认识；请用 WGS-84、GCJ-02、BD-09 或 EPSG 代码。`,
      en: `${name}: datum "${datum}" is not known; give WGS-84, GCJ-02, BD-09 or an EPSG code.`,
    };
  const isModel = kind === 'model' || kind === 'ifc';
  if (place && !isModel)
    return {
      zh: `${name}：${kind} 自带位置，不能另给位置；请去掉 place。`,
      en: `${name}: ${kind} has places of its own; leave out place.`,
    };
  return null;
}
