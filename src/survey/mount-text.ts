import { heightLayer, parseMounts } from '../domain/mount.ts';
import { recogniseMount } from './recognise.ts';
import type { SurveyMount } from './record.ts';

const LAYERS = ['一', '二', '三', '四'];
const SEPARATORS = /[;；、\n|+]|[，,](?!\d)/;

/**
 * Reads a cell such as `机动车信号灯×2 @6.2m 270° 20kg 0.4m² 15W 光纤；视频监控 第3层`: devices apart by `；、|+` or a comma, each a name
 * with any of count, height, azimuth, mass, frontal area, power, fibre, height layer. The product's own text of a
 * mount is read too. The inverse of `formatMountText`.
 */
export function parseMountText(text: string): SurveyMount[] {
  return text
    .normalize('NFKC')
    .replaceAll(/\([^()]*\)/g, (inside) => inside.replaceAll(/[(),、;]/g, ' '))
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^(无|没有|none|-)$/i.test(part))
    .flatMap(devices);
}

/** Devices as a cell that `parseMountText` reads back. */
export function formatMountText(mounts: readonly SurveyMount[]): string {
  return mounts
    .map(({ written, height, layer, azimuth, kilograms, windArea, watts, fibre }) =>
      [
        written,
        height === null ? (layer === null ? '' : `第${layer}层`) : `@${height}m`,
        azimuth === null ? '' : `${azimuth}°`,
        kilograms === null ? '' : `${kilograms}kg`,
        windArea === null ? '' : `${windArea}m²`,
        watts === null ? '' : `${watts}W`,
        fibre === null ? '' : fibre === false ? '无光纤' : fibre === true ? '光纤' : `${fibre}芯光纤`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    )
    .join('；');
}

/** A device of which only the name is known. */
export function bareMount(written: string): SurveyMount {
  return {
    kind: recogniseMount(written) ?? null,
    written,
    height: null,
    layer: null,
    azimuth: null,
    kilograms: null,
    windArea: null,
    watts: null,
    fibre: null,
  };
}

/** `第3层`, `L3`, `三层`, `3` → 3; null when it names no layer. */
export function layerOf(text: string | null): SurveyMount['layer'] {
  const match = /^(?:第|L|layer\s*)?\s*([1-4一二三四])\s*层?$/i.exec(text?.normalize('NFKC').trim() ?? '');
  if (!match?.[1]) return null;
  const chinese = LAYERS.indexOf(match[1]);
  return (chinese >= 0 ? chinese + 1 : Number(match[1])) as 1 | 2 | 3 | 4;
}

function devices(part: string): SurveyMount[] {
  const own = ownMount(part);
  if (own) return [own];
  let rest = part;
  const take = (pattern: RegExp): string | null => {
    const match = pattern.exec(rest);
    if (!match) return null;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    return match[1] ?? match[2] ?? match[0];
  };
  const numberOf = (pattern: RegExp): number | null => {
    const found = take(pattern);
    return found === null ? null : Number(found);
  };
  const count = Math.min(20, numberOf(/[×xX*]\s*(\d+)(?![\d.])|(\d+)\s*[个台块只套盏组面](?![\d.])/) ?? 1);
  const windArea = numberOf(/(\d+(?:\.\d+)?)\s*(?:m2|平方米|平米)/i);
  const kilograms = numberOf(/(\d+(?:\.\d+)?)\s*(?:kg|公斤|千克)/i);
  const kilowatts = numberOf(/(\d+(?:\.\d+)?)\s*(?:kw|千瓦)/i);
  const watts = numberOf(/(\d+(?:\.\d+)?)\s*(?:w(?![a-z])|瓦)/i) ?? (kilowatts === null ? null : 1000 * kilowatts);
  const azimuth = numberOf(/(\d+(?:\.\d+)?)\s*[°度]/);
  const height = numberOf(/@?\s*(\d+(?:\.\d+)?)\s*(?:m(?![a-z\d])|米)|@\s*(\d+(?:\.\d+)?)/i);
  const cores = numberOf(/(\d+)\s*芯(?:光纤|光缆)?/);
  const fibre = take(/(?:^|\s)(无?光纤)(?=\s|$)/);
  const layer = layerOf(take(/(第?[1-4一二三四]层|\bL[1-4]\b)/));
  const written = rest.replaceAll(/[()]/g, ' ').replaceAll(/\s+/g, ' ').trim();
  const mount: SurveyMount = {
    ...bareMount(written),
    height,
    layer: height === null ? layer : heightLayer(height),
    azimuth,
    kilograms,
    windArea,
    watts,
    fibre: cores ?? (fibre === null ? null : fibre === '光纤'),
  };
  return Array.from({ length: count }, () => mount);
}

/** The product's own text of a mount. */
function ownMount(part: string): SurveyMount | undefined {
  if (!/^[a-z-]+:-?\d/.test(part)) return undefined;
  try {
    const [mount] = parseMounts(part);
    if (!mount) return undefined;
    const { kind, height, azimuth, weight = null, windArea = null, power = null, fibre } = mount;
    return {
      ...bareMount(kind),
      height,
      layer: heightLayer(height),
      azimuth,
      kilograms: weight,
      windArea,
      watts: power,
      fibre: fibre === undefined ? null : (fibre ?? true),
    };
  } catch {
    // No text of ours after all.
    return undefined;
  }
}
