import type { CompiledScenario } from '../scenario/compiled.ts';
import type { SignOff } from '../state/port.ts';
import type { SignedVersions } from '../state/sign-off.ts';
import type { SessionStore } from '../state/store.ts';
import type { VersionsPort } from '../state/versions-port.ts';

/** What owners and authorities have said of the open plan, and the plan as far as they agree. */
export interface SignOffs {
  /** What is known of the open plan; null while it is not. */
  of(compiled: CompiledScenario): SignOff | null;
  /** The plan as far as the session shows it; as it is while answers are on their way. */
  shown(compiled: CompiledScenario): CompiledScenario;
  /** Versions of a scenario are to be read, again after something of them was written. */
  read(scenario: string): void;
  /** The port of versions, whose writes are read again. */
  watching(port: VersionsPort): VersionsPort;
}

interface Wires {
  readonly store: SessionStore;
  readonly versions: () => Promise<VersionsPort>;
  /** The document on screen, never a part of it. */
  readonly document: (scenario: string) => CompiledScenario['document'] | null;
  /** Compiles a part of a plan. */
  readonly compile: (document: CompiledScenario['document']) => CompiledScenario;
  /** What is shown is another: the answers have come. */
  readonly onChange: () => void;
  readonly onFailed: (because: string) => void;
}

export function createSignOffs({ store, versions, document, compile, onChange, onFailed }: Wires): SignOffs {
  let facts: typeof import('../state/sign-off.ts') | null = null;
  const known = new Map<string, SignedVersions>();
  const turns = new Map<string, number>();

  async function fetch(id: string): Promise<void> {
    const turn = (turns.get(id) ?? 0) + 1;
    turns.set(id, turn);
    try {
      const [loaded, port] = await Promise.all([import('../state/sign-off.ts'), versions()]);
      const own = document(id);
      const read = own && (await loaded.readVersions(port, id, own));
      if (!read || turns.get(id) !== turn) return;
      if (!read.ok) return onFailed(read.reason.zh);
      facts = loaded;
      known.set(id, read.value);
      onChange();
    } catch (error) {
      onFailed((error as Error).message);
    }
  }

  const signOff = (compiled: CompiledScenario): SignOff | null => {
    const read = known.get(compiled.id);
    return facts && read ? facts.signOffOf(compiled, read, store.getState().consents, compile) : null;
  };
  return {
    of: signOff,
    shown(compiled) {
      const { consents } = store.getState();
      const read = known.get(compiled.id);
      if (consents === 'all' || !facts || !read) return compiled;
      return facts.agreedPart(compiled, read, consents, compile).compiled;
    },
    read: (id) => void fetch(id),
    watching: (port) => {
      const again =
        <A extends readonly [string, ...never[]], T>(write: (...given: A) => Promise<T>) =>
        async (...given: A) => {
          const answer = await write(...given);
          void fetch(given[0]);
          return answer;
        };
      return {
        ...port,
        name: again(port.name),
        step: again(port.step),
        putConsents: again(port.putConsents),
        putLetters: again(port.putLetters),
        putApprovals: again(port.putApprovals),
      };
    },
  };
}
