// What a release says of itself: the section of the changelog.

/** @returns the section of `version` without its heading. Throws where there is none, or where it is empty. */
export function notesOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find(
    (text) =>
      text.replace(/^\[/, '').startsWith(version) && !/^[\w.]/.test(text.replace(/^\[/, '').slice(version.length)),
  );
  const body = section?.slice(section.indexOf('\n')).trim() ?? '';
  if (body === '') throw new Error(`CHANGELOG.md: expected a section "## ${version}" with what is in this release`);
  return `${body}\n`;
}
