import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { MODE_LIST } from '../modes/table.ts';
import { DataName } from './DataName.tsx';
import { usePort, useSay, useSession } from './desk-context.ts';
import { momentText } from './format.ts';
import { Icon, type IconId } from './Icon.tsx';
import { lookAtAsset, lookAtPoint } from './look-at.ts';
import { growNames } from './name-text.ts';
import { type Hit, search } from './search-index.ts';
import { W } from './words.ts';

const KIND_WORDS = {
  command: W.groupCommand,
  mode: W.groupMode,
  layer: W.groupLayer,
  place: W.groupPlace,
  road: W.groupRoad,
  asset: W.groupAsset,
  time: W.groupTime,
} as const;

/** Search, go to, and run a command by name: one field. Ctrl K brings the caret here. */
export function SearchBox() {
  const port = usePort();
  const say = useSay();
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const wanted = useSession((session) => session.panels.search);
  const shown = useSession((session) => session.layers);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const hits = useMemo(
    () =>
      open
        ? search(
            { commands: port.commands, modes: MODE_LIST, catalog: port.catalog, fleet: port.fleet() },
            text,
            port.at(),
          )
        : [],
    [open, text, port],
  );
  useEffect(() => {
    if (wanted) field.current?.focus();
  }, [wanted]);

  // What takes long is begun when the caret comes, not at the first letter.
  useEffect(() => (open ? growNames(port.fleet()) : undefined), [open, port]);

  function close() {
    setOpen(false);
    setText('');
    setActive(0);
    if (port.store.getState().panels.search) port.run('panel.search', false);
  }
  function choose(hit: Hit) {
    close();
    field.current?.blur();
    switch (hit.kind) {
      case 'command':
        return port.run(hit.id);
      case 'mode':
        return port.run('mode.set', hit.id);
      case 'layer':
        return port.run('layer.toggle', hit.id);
      case 'place':
        return lookAtPoint(port, hit.position, 900);
      case 'road':
        return lookAtPoint(port, hit.position, 1200);
      case 'asset':
        return lookAtAsset(port, hit.id);
      case 'time':
        return port.run('time.set', hit.argument);
    }
  }
  function title(hit: Hit): string {
    switch (hit.kind) {
      case 'command':
      case 'place':
        return say(hit.title);
      case 'mode':
        return say(W.switchTo, { mode: say(hit.title) });
      case 'layer':
        return say(shown.includes(hit.id) ? W.hideLayer : W.showLayer, { layer: say(hit.title) });
      case 'road':
        return hit.name;
      case 'asset':
        return hit.name;
      case 'time':
        return say(W.goToTime, {
          time: typeof hit.argument === 'number' ? momentText(hit.argument, port.catalog.city.utcOffset) : hit.argument,
        });
    }
  }
  function press(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      close();
      field.current?.blur();
    } else if (event.key === 'ArrowDown') setActive(Math.min(hits.length - 1, active + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, active - 1));
    else if (event.key === 'Enter') {
      const hit = hits[active];
      if (hit) choose(hit);
    } else return;
    event.preventDefault();
  }
  const optionId = (index: number) => `${list}-${index}`;
  return (
    <search className="search">
      <Icon id="search" />
      <input
        ref={field}
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={hits[active] ? optionId(active) : undefined}
        aria-label={say(W.search)}
        placeholder={say(W.search)}
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={close}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={press}
      />
      <kbd>Ctrl K</kbd>
      {open ? (
        <div className="search-hits">
          {hits.length === 0 ? <p className="empty">{say(W.searchEmpty, { text })}</p> : null}
          <div role="listbox" id={list} aria-label={say(W.search)}>
            {hits.map((hit, index) => (
              <div
                key={`${hit.kind}${'id' in hit ? hit.id : index}`}
                id={optionId(index)}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                // The press must not take the focus from the field before it is a click.
                onPointerDown={(event) => event.preventDefault()}
                onPointerEnter={() => setActive(index)}
                onClick={() => choose(hit)}
                onKeyDown={press}
              >
                <Icon id={iconOf(hit, port)} />
                <span className="hit-title">
                  {hit.kind === 'asset' || hit.kind === 'road' ? <DataName name={hit.name} /> : title(hit)}
                </span>
                <span className="soft">
                  {hit.kind === 'asset' && hit.name !== hit.id ? `${hit.id} ` : ''}
                  {hit.kind === 'command' && hit.key ? keyText(hit.key) : say(KIND_WORDS[hit.kind])}
                </span>
              </div>
            ))}
          </div>
        </div>
      ) : null}
    </search>
  );
}

function iconOf(hit: Hit, port: ReturnType<typeof usePort>): IconId {
  const layer = hit.kind === 'asset' ? hit.layer : hit.kind === 'layer' ? hit.id : undefined;
  if (layer !== undefined) return port.fleet().get(layer)?.definition.symbology.glyph ?? 'generic';
  return hit.kind === 'place' || hit.kind === 'road' ? 'fly' : hit.kind === 'time' ? 'play' : 'chevron';
}

function keyText(key: string): string {
  return key
    .split('+')
    .map((part) => (part === 'Mod' ? 'Ctrl' : part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}
