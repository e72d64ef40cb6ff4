import type { CompiledScenario } from '../../scenario/compiled.ts';
import type { Me } from '../../state/people-port.ts';
import type { NamedVersion, SavedRecord, SavedVersion, VersionsPort } from '../../state/versions-port.ts';

/** What every page of a version gets. */
export interface VersionPage {
  readonly versions: VersionsPort;
  readonly plan: CompiledScenario;
  readonly me: Me | null;
  readonly head: NamedVersion;
  readonly document: SavedVersion['document'];
  readonly record: SavedRecord;
  /** Reads the list and the version again. */
  readonly changed: () => void;
}
