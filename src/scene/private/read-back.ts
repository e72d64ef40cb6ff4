/**
 * Cesium polls once a tick whether the graphics processor has answered a pick and gives up after ten: 160 ms, which a city's pick
 * pass takes on a weak one. Asking again makes it slower still, asking synchronously holds the page. Here the answer is waited
 * for, and nothing stands still meanwhile. Private API: the browser test of the metropolis is its contract test.
 */
import { Sync } from '@cesium/engine';

/** Ticks until a graphics processor counts as gone: 20 s at 60 a second. */
const PATIENCE = 1200;

let patient = false;

/** From now on answers of the graphics processor are waited for. */
export function awaitReadBacks(): void {
  if (patient) return;
  const own = Sync.prototype.waitForSignal;
  if (typeof own !== 'function')
    throw new Error('Cesium Sync has no waitForSignal; the private API changed, see read-back.ts.');
  Sync.prototype.waitForSignal = function (schedule, ticks) {
    // A fence that waits in the page's own queue is never met: what is drawn for a pick is on no screen, so nothing else sends it.
    this._gl.flush();
    return own.call(this, schedule, Math.max(ticks ?? 0, PATIENCE));
  };
  patient = true;
}
