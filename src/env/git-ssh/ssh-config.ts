/** `StrictHostKeyChecking=no`, as an option of ssh or a line of its configuration. */
import { indexOrEnd } from '../../text/index-or-end.ts';
import type { Collector, Manner } from '../collector.ts';
import { type MappedText, slice } from '../mapped-text.ts';

const OPTION = /^[ \t]*(?:-o[ \t]*)?(StrictHostKeyChecking)(?:[ \t]*=[ \t]*|[ \t]+)"?([A-Za-z-]+)/i;

/** Collects the option if the text begins with it. */
export function hostKeySetting(into: Collector, text: MappedText, manner: Manner): void {
  const m = OPTION.exec(text.text);
  if (m === null) return;
  const [all, name = '', value = ''] = m;
  const start = all.toLowerCase().indexOf('stricthostkeychecking');
  const named = slice(text, start, start + name.length);
  into.add('StrictHostKeyChecking', named, slice(text, all.length - value.length, all.length), manner);
}

/** A configuration of ssh, line by line. */
export function readSshLines(into: Collector, text: MappedText, manner: Manner): void {
  for (let from = 0; from < text.text.length; ) {
    const end = indexOrEnd(text.text, '\n', from);
    hostKeySetting(into, slice(text, from, Math.min(end, from + 500)), manner);
    from = end + 1;
  }
}
