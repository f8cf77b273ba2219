/** What is known about the changed modules beside their versions: when they were published, and their licenses. */
import type { Run } from '../../gather/open-run.ts';
import type { ModuleVersion } from '../../go/version/module-version.ts';
import { factStore } from '../../lint/facts/fact-store.ts';
import type { Ask } from '../../model/facts/facts.ts';
import { timeOf } from '../../model/facts/freshness.ts';
import { type LicenseOptions, licenseOf } from '../../model/facts/licenses.ts';
import type { Change } from './changes.ts';
import { type VulnerabilitiesOf, vulnerabilityChanges } from './vulnerabilities.ts';

export interface About {
  /** YYYY-MM-DD; undefined where it is not known. */
  readonly published: string | undefined;
  /** SPDX expression; undefined where it is not known. */
  readonly license: string | undefined;
}

export interface AboutModule {
  /** Without facts (a folder of the repository) undefined. */
  readonly of: (built: ModuleVersion) => About | undefined;
  readonly vulnerabilities: VulnerabilitiesOf;
}

/** Both sides are asked about at once; versions do not change, whichever side has them. */
export async function aboutModules(session: Run, changes: readonly Change[]): Promise<AboutModule> {
  const built = changes
    .flatMap(({ before, after }) => [before, after])
    .flatMap((side) => (side && side.built.version !== '' ? [side.built] : []));
  const asks = built.flatMap((module): Ask[] => [
    { kind: 'info', module },
    { kind: 'license', module },
  ]);
  const answers = (await session.facts?.answerAll(asks)) ?? [];
  const facts = factStore();
  for (const [i, ask] of asks.entries()) facts.put(ask, answers[i] ?? NOBODY);
  const [{ openLicenseTools }, { licenseIndex }] = await Promise.all([
    import('../../license/tools.ts'),
    import('../../gather/license-index.ts'),
  ]);
  const tools = await openLicenseTools(await (session.loaders?.licenseIndex ?? licenseIndex)());
  const options = licenseOptions(session);
  const answer = async (more: readonly Ask[]) => (await session.facts?.answerAll(more)) ?? [];
  const vulnerabilities = await vulnerabilityChanges(changes, facts, answer, session.today);
  const of: AboutModule['of'] = (module) => {
    if (module.version === '') return undefined;
    const info = facts.get('info', module);
    const license = licenseOf(module, facts, tools, options);
    return {
      published: timeOf(module.version, info.known ? info.value.time : undefined)?.slice(0, 10),
      license: license.known ? license.expression : undefined,
    };
  };
  return { of, vulnerabilities };
}

const NOBODY = { known: false, why: 'offline', detail: 'no fact source was given' } as const;

/** Clarifications of the rule license/policy count, also where it is off. */
function licenseOptions({ policyFor, under }: Run): Pick<LicenseOptions, 'files' | 'clarify'> {
  const setting = policyFor(under).settings('go.mod')['license/policy'];
  return (setting?.options as LicenseOptions | undefined) ?? { files: 'module', clarify: [] };
}
