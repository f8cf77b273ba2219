/** Kinds of options for rules about licenses. */
import { scopeOption } from '../../model/in-use.ts';
import type { OptionChecks, Valibot } from '../../model/rule.ts';
import { modulePattern } from './options.ts';

/** Options that rules about licenses share: `LicenseOptions` of model/licenses.ts. */
export function licenseEntries(v: Valibot, checks: OptionChecks) {
  const text = (about: string) => v.pipe(v.string(), v.description(about));
  return {
    scope: v.optional(
      v.pipe(
        v.picklist(['module', 'packages']),
        v.description(
          "`module`: what the module's root says · `packages`: what every folder with a license file says, too",
        ),
      ),
      'module',
    ),
    modules: scopeOption(v, 'required'),
    clarify: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            module: v.pipe(
              modulePattern(v),
              v.regex(/^[^*?[\]\\]*$/, 'write the path of one module: others have other files'),
              v.description('The path of the module'),
            ),
            file: text('The file of the module that was read, such as LICENSE'),
            sha256: v.pipe(
              v.string(),
              v.regex(/^[0-9a-fA-F]{64}$/, 'a SHA-256 is 64 hexadecimal digits'),
              v.description("SHA-256 of the file's bytes: the statement falls when the file changes"),
            ),
            expression: v.pipe(
              v.string(),
              refusing(v, checks.expression),
              v.description('What it means: an SPDX expression, such as MIT AND BSD-3-Clause'),
            ),
          }),
        ),
        v.description('Files that a person read, because they cannot be recognized'),
      ),
      [],
    ),
  };
}

/** One entry of an allow or deny list. */
export function licenseEntry(v: Valibot, checks: OptionChecks) {
  return v.pipe(
    v.string(),
    refusing(v, checks.license),
    v.description(
      'An SPDX id (MIT, GPL-2.0-or-later, Apache-2.0 WITH LLVM-exception) or a set: permissive, weak-copyleft, strong-copyleft, network-copyleft',
    ),
  );
}

function refusing(v: Valibot, fault: (text: string) => string | undefined) {
  return v.check(
    (text: string) => fault(text) === undefined,
    ({ input }) => fault(input) ?? '',
  );
}
