/** Kinds of options for rules about licenses. */
import { scopeOption } from '../../model/in-use.ts';
import type { OptionChecks, Valibot } from '../../model/rule.ts';
import { modulePattern } from './options.ts';

/** Options that rules about licenses share: `LicenseOptions` of model/licenses.ts. */
export function licenseEntries(v: Valibot, checks: OptionChecks) {
  const text = (about: string) => v.pipe(v.string(), v.description(about));
  return {
    files: v.optional(
      v.pipe(
        v.picklist(['module', 'packages']),
        v.description("`module`: license files of the module's root · `packages`: also those of every other folder"),
      ),
      'module',
    ),
    scope: scopeOption(v, 'required'),
    clarify: v.optional(
      v.pipe(
        v.array(
          v.strictObject({
            module: v.pipe(
              modulePattern(v),
              v.regex(/^[^*?[\]\\]*$/, 'expected the path of one module, without wildcards'),
              v.description('The path of the module'),
            ),
            file: text('The file in the module, such as LICENSE'),
            sha256: v.pipe(
              v.string(),
              v.regex(/^[0-9a-fA-F]{64}$/, 'expected a SHA-256: 64 hexadecimal digits'),
              v.description('SHA-256 of the file. The clarification becomes invalid when the file changes'),
            ),
            expression: v.pipe(
              v.string(),
              refusing(v, checks.expression),
              v.description('The license, as an SPDX expression such as MIT AND BSD-3-Clause'),
            ),
          }),
        ),
        v.description('License files that modwarden does not recognize, and what they mean'),
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
      'An SPDX ID (MIT, GPL-2.0-or-later, Apache-2.0 WITH LLVM-exception) or a set: permissive, weak-copyleft, strong-copyleft, network-copyleft',
    ),
  );
}

function refusing(v: Valibot, fault: (text: string) => string | undefined) {
  return v.check(
    (text: string) => fault(text) === undefined,
    ({ input }) => fault(input) ?? '',
  );
}
