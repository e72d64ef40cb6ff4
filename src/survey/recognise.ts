import { MOUNT_WORDS, type MountKind } from '../domain/mount.ts';
import { POLE_CLASS_WORDS, POLE_CLASSES, type PoleClass } from '../domain/pole-class.ts';

export type CabinetUse = 'signal' | 'telecom' | 'lighting' | 'power' | 'monitor' | 'multi' | 'other';
export type LineUse =
  | 'power'
  | 'telecom'
  | 'lighting'
  | 'signal'
  | 'water'
  | 'sewer'
  | 'storm'
  | 'gas'
  | 'heat'
  | 'other';

/** What a surveyed thing is. */
export type ThingKind =
  | { readonly kind: 'pole'; readonly class: PoleClass }
  | { readonly kind: 'cabinet'; readonly use: CabinetUse }
  | { readonly kind: 'line'; readonly placement: 'overhead' | 'underground'; readonly use: LineUse };

/** Part codes of the city-management catalogue (domain reference §1.7 [V], local extensions 21xx). */
const PART_CODES: Readonly<Record<string, ThingKind>> = {
  '0118': { kind: 'pole', class: 'LP' },
  '0120': { kind: 'pole', class: 'LP' },
  '0136': { kind: 'pole', class: 'CC' },
  '0203': { kind: 'pole', class: 'BS' },
  '0209': { kind: 'pole', class: 'TG' },
  '0210': { kind: 'pole', class: 'TS' },
  '0213': { kind: 'pole', class: 'RN' },
  '0307': { kind: 'pole', class: 'AD' },
  '0115': { kind: 'cabinet', use: 'telecom' },
  '0116': { kind: 'cabinet', use: 'power' },
  '0214': { kind: 'cabinet', use: 'signal' },
  '2104': { kind: 'cabinet', use: 'power' },
};

/** In the order tried: cabinets before poles (信号机箱 is no signal pole), signals before lamps (信号灯杆 is no lamp pole). */
const CABINETS: readonly (readonly [RegExp, CabinetUse])[] = [
  [/综合(机)?箱|多功能箱|multi-?function\s*cabinet/i, 'multi'],
  [/信号(控制)?(机|箱)|signal\s*(cabinet|controller)/i, 'signal'],
  [/交接箱|光交|光缆箱|通信(机)?箱|弱电箱|telecom\s*cabinet/i, 'telecom'],
  [/(路灯|照明)(配电|控制)?(箱|柜)|lighting\s*cabinet|feeder\s*pillar/i, 'lighting'],
  [/(监控|视频)(机)?箱|surveillance\s*cabinet/i, 'monitor'],
  [/配电箱|电表箱|开关箱|环网柜|箱变|分支箱|配电柜|power\s*cabinet/i, 'power'],
  [/机箱|箱体|箱柜|控制箱|控制柜|cabinet/i, 'other'],
];

const POLES: readonly (readonly [RegExp, PoleClass])[] = [
  [/综合杆|多功能|智慧(灯)?杆|合杆|multi-?function/i, 'MF'],
  [/信号灯|红绿灯|信号杆|traffic\s*(light|signal)|signal\s*pole/i, 'TS'],
  [/电警|电子警察|卡口|监控|摄像|球机|枪机|电子眼|camera|cctv/i, 'CC'],
  [/路名牌|街路牌|地名牌|name\s*-?plate|street\s*sign/i, 'RN'],
  [/公交|站牌|bus\s*-?stop/i, 'BS'],
  [/导向|公厕指|景点指|旅游指|行人指引|wayfinding/i, 'WF'],
  [/标志|标牌|指路|龙门|指示牌|限速牌|禁令|警告牌|traffic\s*sign|gantry|sign\s*pole/i, 'TG'],
  [/通信|通讯|基站|微站|铁塔|[45]g|telecom|base\s*station/i, 'CM'],
  [/电力|水泥杆|电线杆|高压|低压|变压器|供电|power\s*pole|utility\s*pole/i, 'PW'],
  [/环境|气象|水位|空气|噪声|监测|environment|weather/i, 'EN'],
  [/广告|道旗|灯箱|灯杆旗|advert|banner|flag/i, 'AD'],
  [/路灯|灯杆|照明|庭院灯|高杆灯|中杆灯|景观灯|高低臂|双臂|单臂|lamp|street\s*light|lighting/i, 'LP'],
  [/反光镜|充电|停车收费|报警|求助|其他|其它|other/i, 'OT'],
];

const OVERHEAD = /架空|飞线|空中线|overhead/i;
const UNDERGROUND = /地下|埋地|直埋|管线|管道|管沟|排管|电缆沟|暗管|入地|underground|buried|pipe/i;

const LINE_USES: readonly (readonly [RegExp, LineUse])[] = [
  [/路灯|照明|lighting/i, 'lighting'],
  [/交通信号|信号|signal/i, 'signal'],
  [/通信|通讯|光缆|弱电|广电|电信|移动|联通|有线电视|telecom|fib(re|er)/i, 'telecom'],
  [/电力|供电|10\s*kv|0\.4\s*kv|高压|低压|强电|power|electric/i, 'power'],
  [/污水|sewer/i, 'sewer'],
  [/雨水|排水|storm|drain/i, 'storm'],
  [/燃气|天然气|煤气|gas/i, 'gas'],
  [/热力|供热|暖气|heat/i, 'heat'],
  [/给水|供水|自来水|中水|water/i, 'water'],
];

/** What `text` (a class, layer, block or sheet name, or an id such as TS-012) says the thing is; undefined when it does not say. */
export function recogniseThing(text: string): ThingKind | undefined {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return undefined;
  const code = /^(?:\d{6})?(\d{4})(?:\d{6})?$/.exec(plain)?.[1];
  if (code && PART_CODES[code]) return PART_CODES[code];
  const letters = /^([A-Za-z]{2})(?=$|[-_\s\d.(\u4e00-\u9fff])/.exec(plain)?.[1]?.toUpperCase();
  const coded = POLE_CLASSES.find((each) => each === letters);
  if (coded) return { kind: 'pole', class: coded };
  const named = POLE_CLASSES.find((each) => POLE_CLASS_WORDS[each].zh === plain || POLE_CLASS_WORDS[each].en === plain);
  if (named) return { kind: 'pole', class: named };
  const isPole = /杆|pole|post\b/i.test(plain);
  if (!isPole) {
    const cabinet = CABINETS.find(([words]) => words.test(plain));
    if (cabinet) return { kind: 'cabinet', use: cabinet[1] };
    const placement = OVERHEAD.test(plain) ? 'overhead' : UNDERGROUND.test(plain) ? 'underground' : undefined;
    if (placement) return { kind: 'line', placement, use: recogniseLineUse(plain) ?? 'other' };
  }
  const pole = POLES.find(([words]) => words.test(plain));
  return pole ? { kind: 'pole', class: pole[1] } : undefined;
}

/** The use of a line that `text` names, e.g. a layer 电力线; undefined when it names none. */
export function recogniseLineUse(text: string): LineUse | undefined {
  return LINE_USES.find(([words]) => words.test(text))?.[1];
}

const MOUNTS: readonly (readonly [RegExp, MountKind])[] = [
  [/人行|行人信号|非机动车(信号)?灯|pedestrian/i, 'pedestrian-signal'],
  [/信号灯|红绿灯|机动车灯|vehicle.?signal|traffic.?(light|signal)/i, 'vehicle-signal'],
  [/电警|电子警察|卡口|违章|抓拍|enforcement/i, 'enforcement-camera'],
  [/监控|摄像|球机|枪机|视频|相机|camera|cctv/i, 'camera'],
  [/路名牌|街路牌|导向牌|name.?plate/i, 'name-plate'],
  [/指路|分道|guide.?sign|gantry/i, 'guide-sign'],
  [/标志|标牌|限速|禁令|警告|禁停|sign/i, 'sign'],
  [/微站|基站|[45]g|天线|rru|aau|micro.?cell|antenna/i, 'micro-cell'],
  [/wi-?fi|无线/i, 'wifi'],
  [/气象|环境|传感|噪声|扬尘|weather|sensor/i, 'weather'],
  [/广播|音柱|喇叭|speaker/i, 'speaker'],
  [/信息屏|显示屏|诱导屏|led屏|屏|screen|vms/i, 'screen'],
  [/求助|报警|help/i, 'help-point'],
  [/充电|charger/i, 'charger'],
  [/道旗|灯杆旗|灯箱|广告|flag|banner/i, 'flag'],
  [/设备仓|机箱|箱|cabinet/i, 'cabinet'],
  [/灯具|灯头|路灯|照明|led灯|补光|luminaire|lamp|灯/i, 'luminaire'],
];

/** The kind of mount that `text` names; undefined when it names none. */
export function recogniseMount(text: string): MountKind | undefined {
  const plain = text.normalize('NFKC').trim();
  if (Object.hasOwn(MOUNT_WORDS, plain)) return plain as MountKind;
  return MOUNTS.find(([words]) => words.test(plain))?.[1];
}
