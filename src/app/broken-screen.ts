import { say } from './start-message.ts';

/** What Chromium, Firefox, Safari and the bundler say of a part of the program that could not be had. */
const MISSING_PART =
  /dynamically imported module|error loading dynamically|importing a module script failed|unable to preload/i;

/**
 * The screen broke and is blank. A part that is not there any more comes of a new version under an open page: it is loaded anew,
 * once a part, with the view that its address holds. Anything else is said, and what to do.
 */
export function mendScreen(root: HTMLElement, error: unknown): void {
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  const tell = () =>
    say(
      root,
      `界面出错，已停下（${message}）。请刷新页面：视图在地址中，自有数据和书签在本机，不会丢失。`,
      `The screen broke (${message}). Reload the page: the view is in its address, own data and bookmarks are on this machine.`,
    );
  if (!MISSING_PART.test(message) || sessionStorage.getItem('missing-part') === message) {
    tell();
    return;
  }
  sessionStorage.setItem('missing-part', message);
  // Without the gateway a reload would bring the browser's own error page.
  fetch('/healthz', { cache: 'no-store' }).then(() => location.reload(), tell);
}
