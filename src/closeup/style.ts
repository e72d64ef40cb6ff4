/** Styles of the close-up. Colours of text and paper come from the product's tokens where they are set. */
export const STYLE = `
.closeup { position: absolute; inset: 0; overflow: hidden; color: var(--text, #1d232a); --paper: var(--surface, #fbfaf8); --soft: var(--text-soft, #565e67);
  background: linear-gradient(var(--sky, #e8edf0), var(--ground, #e6e2da)); font-variant-numeric: tabular-nums; }
.closeup[data-light="night"] { color: var(--text, #e6eaee); --paper: var(--surface, #141b24); --soft: var(--text-soft, #a3aeba);
  background: radial-gradient(circle at 50% 42%, #3a4858, var(--sky, #1a2433) 60%, var(--ground, #131a23)); }
.closeup:focus-visible { outline: 2px solid currentColor; outline-offset: -2px; }
.closeup canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; touch-action: none; cursor: grab; }
.closeup canvas:active { cursor: grabbing; }
.closeup-callouts { position: absolute; inset: 0; pointer-events: none; }
.closeup-callouts > svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.closeup-callouts polyline { fill: none; stroke: var(--soft); stroke-width: 1; opacity: 0.75; }
.closeup-callouts circle { fill: var(--soft); }
.closeup-callouts > svg.closeup-pin { inset: auto; opacity: 0.85; left: 0; top: 0; width: 7px; height: 7px; }
.closeup-callouts > svg.closeup-pin-grave { width: 11px; height: 11px; z-index: 1; opacity: 1; }
.closeup-label { position: absolute; left: 0; top: 0; max-width: 15em; font-size: max(12px, 0.86em); line-height: 1.35;
  white-space: nowrap; text-shadow: 0 0 3px var(--paper), 0 0 3px var(--paper), 0 0 2px var(--paper); }
.closeup-layer { position: absolute; left: 0; top: 0; font-size: 12px; line-height: 1; white-space: nowrap; color: var(--soft);
  text-shadow: 0 0 3px var(--paper), 0 0 2px var(--paper); }
.closeup-title { display: flex; gap: 0.5em; align-items: baseline; font-weight: 600; }
.closeup-detail, .closeup-age { color: var(--soft); font-weight: 400; }
.closeup-reading { display: flex; gap: 0.4em; align-items: baseline; }
.closeup-reading svg { width: 0.85em; height: 0.85em; flex: none; align-self: center; }
.closeup-reading[data-liveness="stale"] .closeup-value, .closeup-reading[data-liveness="offline"] .closeup-value,
.closeup-reading[data-liveness="none"] .closeup-value { color: var(--soft); }
.closeup-list { position: absolute; inset: 0; padding: 1em; overflow: auto; font-size: max(12px, 1em); line-height: 1.9; }
.closeup-list[hidden], .closeup-callouts[hidden], .closeup-button[hidden], .closeup-slider[hidden] { display: none; }
.closeup-tag { position: absolute; left: 8px; bottom: 6px; font-size: 12px; color: var(--soft); pointer-events: none; }
.closeup-controls { position: absolute; right: 8px; bottom: 6px; display: flex; gap: 8px; align-items: center; }
.closeup-slider { width: 7em; height: 28px; margin: 0; accent-color: var(--soft); cursor: pointer; }
.closeup-button { min-height: 28px; padding: 0 10px; font: inherit; font-size: max(12px, 0.86em);
  color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 4px; cursor: pointer; }
`;
