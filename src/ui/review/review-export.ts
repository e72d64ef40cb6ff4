import { csvText, type ReviewTableWords, reviewTable } from '../../domain/review/csv.ts';
import type { TwinPort } from '../../state/port.ts';
import type { TaggedThread } from '../../state/review-port.ts';
import type { Say } from '../desk-context.ts';
import { fileMarking } from '../export/file-marking.ts';
import { dateText, momentText } from '../format.ts';
import { saveFile } from '../save-file.ts';
import { momentWords, placeWords } from './anchor-text.ts';
import { ANCHOR_WORDS, ENTRY_WORDS, STATUS_WORDS, W } from './review-words.ts';
import { stateOfAnchor } from './use-reviews.ts';

/** Hands these threads to the person as a CSV file, named by the city's day. */
export async function exportThreads(port: TwinPort, threads: readonly TaggedThread[], say: Say): Promise<void> {
  const marking = await fileMarking(port);
  const text = csvText(
    reviewTable(
      threads.map(({ thread }) => thread),
      wordsOf(port, threads, say, marking),
    ),
  );
  const day = dateText(port.now(), port.catalog.city.utcOffset);
  saveFile(`review-${day}.csv`, new Blob([text], { type: 'text/csv' }));
}

function wordsOf(port: TwinPort, threads: readonly TaggedThread[], say: Say, marking: string): ReviewTableWords {
  const { utcOffset } = port.catalog.city;
  const tagged = new Map(threads.map((each) => [each.thread, each]));
  const date = (at: number) => momentText(at, utcOffset);
  return {
    heads: [
      say(W.number),
      say(W.status),
      say(W.author),
      say(W.date),
      say(W.plan),
      say(W.version),
      say(W.moment),
      say(W.object),
      say(W.longitude),
      say(W.latitude),
      say(W.height),
      say(W.text),
      say(W.decision),
      say(W.decidedBy),
      say(W.decided),
      say(W.course),
      say(W.marking),
    ],
    status: {
      open: say(STATUS_WORDS.open),
      answered: say(STATUS_WORDS.answered),
      resolved: say(STATUS_WORDS.resolved),
      rejected: say(STATUS_WORDS.rejected),
    },
    draft: say(W.draft),
    marking,
    date,
    moment: (moment) => momentWords(moment, utcOffset, say),
    entry: ({ kind, text, by }) => `${date(by.at)} ${by.name} ${say(ENTRY_WORDS[kind])}: ${text}`,
    object(thread) {
      if (!thread.anchor.object) return '';
      const each = tagged.get(thread);
      const lost = each ? ANCHOR_WORDS[stateOfAnchor(port, each)] : null;
      return lost ? `${placeWords(thread.anchor)} (${say(lost)})` : placeWords(thread.anchor);
    },
  };
}
