import '@fontsource-variable/noto-sans-sc';
import { createRoot } from 'react-dom/client';
import { ownGateway } from '../feeds/request.ts';
import { MODES } from '../modes/table.ts';
import { createWidgetOptions } from '../scene/widget-options.ts';
import { readLink, writeLink } from '../state/link.ts';
import { DEFAULT_SESSION, MODE_IDS, type ModeId, type Session } from '../state/session.ts';
import { createSessionStore } from '../state/store.ts';
import { Desk } from '../ui/Desk.tsx';
import { bindAddress } from './address.ts';
import { keepBookmarks } from './bookmark-storage.ts';
import { mendScreen } from './broken-screen.ts';
import { connect } from './connect.ts';
import { exposeTwin } from './embedding.ts';
import { bindKeyboard } from './keyboard.ts';
import { type City, loadCity } from './load-city.ts';
import { say } from './start-message.ts';
import { runTour } from './tour.ts';
import { readWall, wallOf } from './wall.ts';

/** Seconds between tries while the gateway does not answer. */
const RETRY_SECONDS = 3;

async function start(root: HTMLElement): Promise<void> {
  const probe = document.createElement('canvas').getContext('webgl2');
  probe?.getExtension('WEBGL_lose_context')?.loseContext();
  if (!probe) {
    say(
      root,
      '此浏览器没有可用的 WebGL 2，无法显示三维城市。请换用新版 Chrome、Edge 或 Firefox，并开启硬件加速。',
      'This browser offers no WebGL 2; use a current Chrome, Edge or Firefox with hardware acceleration.',
    );
    return;
  }
  const wanted = new URLSearchParams(location.search).get('mode') as ModeId | null;
  const mode = MODES[wanted !== null && MODE_IDS.includes(wanted) ? wanted : 'review'];
  const gateway = ownGateway(mode.role);

  const city = await loadCity(gateway).catch((error: unknown) => {
    say(
      root,
      `网关没有应答，${RETRY_SECONDS} 秒后重试。`,
      `The gateway does not answer; trying again in ${RETRY_SECONDS} s. ${String(error)}`,
    );
    return null;
  });
  if (!city) {
    setTimeout(() => void start(root), RETRY_SECONDS * 1000);
    return;
  }
  open(root, city, gateway);
}

function open(root: HTMLElement, city: City, gateway: ReturnType<typeof ownGateway>): void {
  const firstLayers = city.definitions.flatMap(({ id, hiddenAtFirst }) => (hiddenAtFirst ? [] : id));
  const store = createSessionStore({ ...DEFAULT_SESSION, layers: firstLayers });
  const { port, context, events, ready } = connect(city, store, gateway);
  store.change((draft) => Object.assign(draft, opened(readLink(location.search, context))));
  bindAddress(store, context, firstLayers);
  keepBookmarks(store);
  runTour(port);
  store.subscribe((session, previous) => {
    // Another role is another session at the gateway: nothing internal may stay in this page.
    if (MODES[session.mode].role !== MODES[previous.mode].role)
      location.assign(writeLink(session, firstLayers) + wallOf(location.search));
  });
  bindKeyboard(
    port.commands,
    context,
    () => MODES[store.getState().mode].input.keyboard,
    (id) => port.run(id),
  );
  const wall = readWall(location.search);
  exposeTwin(port, ready, events.on, city.catalog.parents ?? []);
  createRoot(root, { onUncaughtError: (error) => mendScreen(root, error) }).render(
    <Desk port={port} widgetOptions={createWidgetOptions()} {...(wall ? { wall } : {})} />,
  );
}

/** A link's changes, with what they imply: the figures of a scenario are open, and the record beside a comment. */
function opened(change: ReturnType<typeof readLink>): Partial<Session> {
  if (!change.scenario && !change.review) return change;
  const panels = { ...DEFAULT_SESSION.panels, scenario: Boolean(change.scenario), review: Boolean(change.review) };
  return { ...change, panels };
}

const root = document.getElementById('desk');
if (!root) throw new Error('index.html has no element with id "desk".');
void start(root);
