/** Mounts what a promise brings, unless it was unmounted before it came; says in `element` why it could not. */
export function lazily(element: HTMLElement, mount: () => Promise<() => void>): () => void {
  let unmounted = false;
  let undo: (() => void) | undefined;
  mount().then(
    (made) => {
      if (unmounted) made();
      else undo = made;
    },
    (error: unknown) => {
      if (unmounted) return;
      console.error(error);
      const english = document.documentElement.lang.startsWith('en');
      element.textContent = english
        ? 'This view cannot be drawn here; the graphics card offers no further 3D view.'
        : '此处无法绘制：显卡不再提供新的三维视图。';
    },
  );
  return () => {
    unmounted = true;
    undo?.();
  };
}
