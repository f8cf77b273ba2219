/** Which Go an image, a job or a developer has: settings named `go-version`. */
import type { Collector } from './collector.ts';
import { type MappedText, slice } from './mapped-text.ts';
import type { Certainty, Reach } from './setting.ts';

/** `1.23`, `1.23.4`, `1.24rc1`; of `1.23.x` and `1.23-alpine` what stands before. */
const VERSION = /^(go|v)?(1\.[0-9]+(?:\.[0-9]+|(?:rc|beta)[0-9]+)?)(?![0-9])/;

/** Images whose tag is the version of Go. */
const IMAGE = /(?:^|\/)(golang|cimg\/go|circleci\/golang|devcontainers\/go|oss\/go):/;

/** Collects the version that the text begins with, after `^`, `~` and the like. */
export function goVersion(
  into: Collector,
  name: MappedText,
  text: MappedText,
  where: Reach,
  certainty: Certainty = 'certain',
): void {
  const from = /^[\s^~>=v]*/.exec(text.text)![0].length;
  const m = VERSION.exec(text.text.slice(from));
  if (m === null) return;
  const start = from + (m[1]?.length ?? 0);
  into.add('go-version', name, slice(text, start, start + m[2]!.length), {
    by: 'version',
    reach: where,
    certainty,
    literal: true,
  });
}

/** Collects the version of an image of Go: `golang:1.23-alpine`, `cimg/go:1.22.1`. */
export function goImage(into: Collector, image: MappedText, where: Reach): void {
  const m = IMAGE.exec(image.text);
  if (m === null) return;
  const start = m.index + m[0].length - m[1]!.length - 1;
  const tag = m.index + m[0].length;
  // `1-1.22` of development containers.
  const skip = /^[0-9]+-(?=1\.)/.exec(image.text.slice(tag))?.[0].length ?? 0;
  goVersion(into, slice(image, start, start + m[1]!.length), slice(image, tag + skip), where);
}
