/**
 * Lamps of a street by what light they give: standing ones and new LED, each the main luminaire that lights the carriageway
 * or the low arm behind it. A photometric file is brought for one of these.
 */
export const LAMP_CLASSES = ['standing', 'standing-low', 'led', 'led-low'] as const;
export type LampClass = (typeof LAMP_CLASSES)[number];
