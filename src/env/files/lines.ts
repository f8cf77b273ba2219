/** What readers of files have in common: a collector, the text line by line, the reach of the whole file. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import type { Source } from '../../text/source.ts';
import { Collector } from '../collector.ts';
import { type MappedText, plainText } from '../mapped-text.ts';
import { type Reach, type ReadSettings, reach, type SettingsRead } from '../setting.ts';

/** Without line ends. */
export function* linesOf(text: string): Generator<MappedText> {
  for (let from = 0; from < text.length; ) {
    const end = indexOrEnd(text, '\n', from);
    yield plainText(text.slice(from, text[end - 1] === '\r' ? end - 1 : end), from);
    from = end + 1;
  }
}

/** A reader whose settings reach all that reads the file. */
export function fileReader(
  kind: Reach['kind'],
  read: (into: Collector, text: MappedText, everything: Reach) => void,
): ReadSettings {
  return (source: Source): SettingsRead => {
    const into = new Collector(source);
    read(into, plainText(source.text, 0), reach(kind, source.path));
    return into.finish();
  };
}
