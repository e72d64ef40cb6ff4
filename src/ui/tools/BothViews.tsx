import type { ReactNode } from 'react';
import { useSession } from '../desk-context.ts';

/**
 * What is drawn over the scene, in an SVG as large as it: once, or in both halves while two views stand side by side. Places come
 * as those of the right view (`ScenePort.screenOf`); the left one shows the same half a width further left.
 */
export function BothViews({ children }: { readonly children: ReactNode }) {
  const parted = useSession(({ compare, compareView }) => compare !== null && compareView === 'side-by-side');
  if (!parted) return children;
  return ['0%', '50%'].map((half) => (
    <svg key={half} x={half} width="50%" height="100%" overflow="hidden" aria-hidden="true">
      <svg x="-100%" width="200%" height="100%" overflow="visible" aria-hidden="true">
        {children}
      </svg>
    </svg>
  ));
}
