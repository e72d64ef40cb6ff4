/** One clear line instead of a blank page. */
export function say(root: HTMLElement, zh: string, en: string): void {
  const message = document.createElement('p');
  message.className = 'start-message';
  message.setAttribute('role', 'alert');
  message.style.cssText =
    'margin:20vh auto;max-width:36em;padding:0 24px;font:16px/1.7 "Noto Sans SC Variable",sans-serif';
  message.append(zh, document.createElement('br'), en);
  root.replaceChildren(message);
}
