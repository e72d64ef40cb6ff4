import { connect } from 'node:net';
import type { CameraState } from '../../wire/duty.ts';
import type { Camera } from '../../wire/duty-book.ts';
import { firstLine } from '../database.ts';

const TIMEOUT_MS = 4000;
/** An answer is good for as long, ms: ten officers who open one card are one look at the camera. */
const FRESH_MS = 30_000;

/** Looks whether a camera's link answers: the gateway does, so that pages keep to their policy. */
export interface Cameras {
  check(camera: Camera): Promise<CameraState>;
}

/** @param wall wall clock, ms */
export function createCameras(wall: () => number): Cameras {
  const known = new Map<string, Promise<CameraState>>();
  return {
    async check(camera) {
      const before = await known.get(camera.id);
      if (before && wall() - before.checkedAt < FRESH_MS && wall() >= before.checkedAt) return before;
      const asked = look(camera.url).then(
        (reason): CameraState => ({
          state: reason === null ? 'answers' : 'dead',
          reason,
          checkedAt: Math.round(wall()),
        }),
      );
      known.set(camera.id, asked);
      return asked;
    },
  };
}

/** Why the link is dead; null when it answers. */
async function look(url: string): Promise<string | null> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol === 'rtsp:') return listens(hostname, Number(port || 554));
  try {
    const response = await fetch(url, { redirect: 'follow', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await response.body?.cancel();
    // A page behind a login is there.
    return response.ok || response.status === 401 || response.status === 403 ? null : `HTTP ${response.status}`;
  } catch (error) {
    const { name, cause } = error as Error;
    return name === 'TimeoutError' ? `${TIMEOUT_MS / 1000} s 内无应答` : firstLine(cause ?? error);
  }
}

function listens(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    const end = (reason: string | null) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`${TIMEOUT_MS / 1000} s 内无应答`));
    socket.once('error', (error) => end(firstLine(error)));
  });
}
