import type { GroundClass } from '../feature.ts';

/** What ground a polygon with these OpenStreetMap tags is; null: none that is drawn. */
export function groundClass(fields: Readonly<Record<string, unknown>>): GroundClass | null {
  const tags = fields as Readonly<Record<string, string | null | undefined>>;
  if (tags.natural === 'water' || tags.waterway === 'riverbank' || tags.leisure === 'swimming_pool') return 'water';
  if (/^(park|garden|pitch|golf_course|dog_park|playground|miniature_golf)$/.test(tags.leisure ?? '')) return 'lawn';
  if (/^(wood|grassland|scrub|heath)$/.test(tags.natural ?? '')) return 'lawn';
  if (/^(grass|forest|cemetery|meadow|village_green|recreation_ground)$/.test(tags.landuse ?? '')) return 'lawn';
  if (tags.natural === 'beach') return 'bank';
  if (tags.man_made === 'pier' || (tags.highway === 'pedestrian' && tags.area === 'yes')) return 'plaza';
  if (/^(residential|retail|commercial|industrial)$/.test(tags.landuse ?? '')) return 'block';
  return null;
}
