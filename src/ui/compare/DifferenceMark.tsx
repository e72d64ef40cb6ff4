import type { DifferenceKind } from './use-differences.ts';

/** The mark of a difference as the scene draws it: readable without its colour. */
export function DifferenceMark({ kind }: { readonly kind: DifferenceKind }) {
  return (
    <svg className="difference-mark" data-kind={kind} viewBox="0 0 20 20" aria-hidden="true">
      {kind === 'moved' ? (
        <path className="way" d="M1 13.4 19 5v4.6L1 14.6Z" />
      ) : (
        <>
          <circle cx="10" cy="10" r="7" />
          <path d={kind === 'removed' ? 'm5 5 10 10' : 'M10 6v8M6 10h8'} />
        </>
      )}
    </svg>
  );
}
