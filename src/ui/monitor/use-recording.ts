import { useEffect, useRef, useState } from 'react';
import type { FileAnalysis } from '../../domain/signal/analysis.ts';
import { usePort } from '../desk-context.ts';

/** Where the analysis of a dropped file stands. */
type RecordingState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly name: string; readonly share: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly name: string; readonly analysis: FileAnalysis };

export interface RecordingRun {
  readonly state: RecordingState;
  start(file: File): void;
  stop(): void;
}

/** One analysis at a time; it goes on while another page is looked at, and ends with its instrument. */
export function useRecording(): RecordingRun {
  const port = usePort();
  const [state, setState] = useState<RecordingState>({ kind: 'none' });
  const ending = useRef<(() => void) | null>(null);
  const end = () => {
    ending.current?.();
    ending.current = null;
  };
  useEffect(() => () => ending.current?.(), []);
  return {
    state,
    start(file) {
      end();
      setState({ kind: 'running', name: file.name, share: 0 });
      ending.current = port.analyseRecording(file, (message) => {
        switch (message.kind) {
          case 'progress':
            setState({ kind: 'running', name: file.name, share: message.share });
            break;
          case 'done':
            setState({ kind: 'done', name: file.name, analysis: message.analysis });
            break;
          case 'failed':
            setState({ kind: 'failed', reason: message.because });
            break;
        }
      });
    },
    stop() {
      end();
      setState({ kind: 'stopped' });
    },
  };
}
