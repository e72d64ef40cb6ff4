import { type EditedPole, mergesOnto, ownMounts } from './pole.ts';
import type { Line, OperationOf, Worksheet } from './worksheet.ts';

/** Where a mount of a pole comes from: its own, the plan's alone, or one of the poles that merge into it. */
export type Origin =
  | { readonly kind: 'own' }
  | { readonly kind: 'planned' }
  | {
      readonly kind: 'merged';
      readonly line: Line<OperationOf<'merge'>>;
      /** As the pole that it came from writes it. */
      readonly text: string;
    };

/**
 * Where each mount of `pole` comes from, in the order of its list. A mount may hang otherwise than it did: what is written
 * alike is matched first, then what is of the same kind at the same height, then what is of the same kind.
 */
export function originsOf(sheet: Worksheet, pole: EditedPole): Origin[] {
  const sources: { readonly text: string; readonly origin: Origin }[] = [
    ...(pole.built ? [] : ownMounts(sheet, pole.ref).map((text) => ({ text, origin: { kind: 'own' as const } }))),
    ...mergesOnto(sheet, pole.ref).flatMap((line) =>
      line.operation.mounts.map((text) => ({ text, origin: { kind: 'merged' as const, line, text } })),
    ),
  ];
  const found = new Map<number, Origin>();
  for (const alike of [whole, kindAndHeight, kind])
    pole.mounts.forEach((mount, index) => {
      if (found.has(index)) return;
      const at = sources.findIndex(({ text }) => alike(text) === alike(mount));
      const [source] = at < 0 ? [] : sources.splice(at, 1);
      if (source) found.set(index, source.origin);
    });
  return pole.mounts.map((_, index) => found.get(index) ?? { kind: 'planned' });
}

const whole = (text: string) => text;
const kindAndHeight = (text: string) => text.split(':').slice(0, 2).join(':');
const kind = (text: string) => text.split(':')[0];
