import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Writes `notices.txt`: name, version, licence and licence text of every package whose code is in the bundle. */
export function notices(): Plugin {
  return {
    name: 'third-party-notices',
    generateBundle(_options, bundle) {
      const folders = new Set<string>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const id of chunk.moduleIds) {
          const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replace(/^\0/, ''));
          if (match?.[1]) folders.add(match[1]);
        }
      }
      const entries = [...folders].filter((folder) => existsSync(join(folder, 'package.json'))).map(notice);
      this.emitFile({ type: 'asset', fileName: 'notices.txt', source: entries.sort().join('\n\n') });
    },
  };
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${license ?? 'see package'}`;
  return `${name} ${version} (${license ?? 'see text'})\n${'-'.repeat(60)}\n${text}`;
}
