import { type Alert, isOpen } from '../../domain/alert.ts';
import { LEVEL_WORDS } from '../../domain/level.ts';
import type { City } from '../city.ts';

/** CAP 1.2 §3.2.2: how grave. 预警信号管理办法 Ⅰ–Ⅳ级 answer to red, orange, yellow and blue. */
const SEVERITY = { red: 'Extreme', orange: 'Severe', yellow: 'Moderate', blue: 'Minor' } as const;
const URGENCY = { red: 'Immediate', orange: 'Immediate', yellow: 'Expected', blue: 'Future' } as const;
const METEOROLOGICAL: readonly string[] = ['waterlogging', 'weather'];

/**
 * An alert in the terms of the Common Alerting Protocol 1.2 (OASIS, ITU-T X.1303), its elements as JSON. What is simulated goes
 * out as `Test` and a drill as `Exercise`, so that no receiver takes it for real.
 *
 * @param sender address of this gateway
 */
export function capOf(alert: Alert, city: City, sender: string): object {
  const place = city.find(alert.asset);
  const layer = place?.layer;
  const property = layer?.definition.properties.find(({ key }) => key === alert.property);
  const threshold = layer?.definition.thresholds.find(
    (each) => each.property === alert.property && each.level === alert.level,
  );
  const [longitude = 0, latitude = 0] =
    place?.layer.assets.positions.subarray(3 * place.slot, 3 * place.slot + 2) ?? [];
  const unit = property?.unit === '1' ? '' : (property?.unit ?? '');
  const info = (language: 'zh-CN' | 'en') => {
    const key = language === 'en' ? 'en' : 'zh';
    return {
      language,
      category: [METEOROLOGICAL.includes(alert.layer) ? 'Met' : 'Infra'],
      event: `${layer?.definition.title[key] ?? alert.layer} · ${property?.title[key] ?? alert.property}`,
      urgency: isOpen(alert) ? URGENCY[alert.level] : 'Past',
      severity: SEVERITY[alert.level],
      certainty: alert.stage === 'false-alarm' ? 'Unlikely' : alert.stage === 'raised' ? 'Likely' : 'Observed',
      onset: new Date(alert.raisedAt).toISOString(),
      headline: `${LEVEL_WORDS[alert.level][key]} ${alert.asset} ${alert.value}${unit && ` ${unit}`}`,
      ...(threshold ? { description: threshold.meaning[key] } : {}),
      parameter: [
        { valueName: 'layer', value: alert.layer },
        { valueName: 'property', value: alert.property },
        { valueName: 'value', value: String(alert.value) },
        { valueName: 'limit', value: String(alert.limit) },
        { valueName: 'unit', value: property?.unit ?? '' },
        { valueName: 'stage', value: alert.stage },
        { valueName: 'provenance', value: alert.provenance },
      ],
      area: [
        {
          areaDesc: alert.asset,
          // Latitude first, radius in km: CAP 1.2 §3.2.4.
          circle: [`${latitude.toFixed(6)},${longitude.toFixed(6)} 0`],
          geocode: [{ valueName: 'asset', value: alert.asset }],
        },
      ],
    };
  };
  return {
    identifier: alert.id,
    sender,
    sent: new Date(alert.updatedAt).toISOString(),
    status: alert.drill ? 'Exercise' : alert.provenance === 'simulated' ? 'Test' : 'Actual',
    msgType: !isOpen(alert) ? 'Cancel' : alert.updatedAt > alert.raisedAt ? 'Update' : 'Alert',
    scope: 'Restricted',
    restriction: '城市运行管理单位内部使用',
    info: [info('zh-CN'), info('en')],
  };
}
