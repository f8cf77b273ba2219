/** OpenVEX documents, whoever wrote them. */
import { ReportError, type ReportedFinding, type VexStatus } from './types.ts';
import { at, listAt, objectIn, textAt, textsAt } from './values.ts';

const STATUSES: readonly VexStatus[] = ['affected', 'not_affected', 'fixed', 'under_investigation'];

/** Modules are the subcomponents of a product, or the product itself; what is no Go module is passed over. */
export function openvexFindings(document: unknown): ReportedFinding[] {
  return listAt(document, 'statements').flatMap((statement) => {
    const status = STATUSES.find((known) => known === textAt(statement, 'status'));
    if (status === undefined) throw new ReportError(`unknown status "${textAt(statement, 'status').slice(0, 40)}"`);
    const vulnerability = at(statement, 'vulnerability');
    const id = textAt(vulnerability, 'name') || textAt(vulnerability, '@id');
    if (id === '') throw new ReportError('expected the name of a vulnerability in each statement');
    const aliases = textsAt(vulnerability, 'aliases');
    return listAt(statement, 'products')
      .flatMap((product) => {
        const parts = listAt(product, 'subcomponents');
        const of = parts.length > 0 ? moduleOf(product)?.module : undefined;
        const named = of === undefined ? {} : { product: of };
        return (parts.length > 0 ? parts : [product]).flatMap((part) => {
          const module = moduleOf(part);
          return module === undefined ? [] : [{ ...module, ...named }];
        });
      })
      .map((module) => ({ id, aliases, ...module, status }));
  });
}

function moduleOf(part: unknown): { module: string; version: string } | undefined {
  const purl = textAt(part, '@id') || textAt(objectIn(at(part, 'identifiers')), 'purl');
  return modulePurl(purl);
}

/** `pkg:golang/example.com/x@v1.2.3`, slashes plain or escaped; undefined for another type. */
export function modulePurl(purl: string): { module: string; version: string } | undefined {
  if (!purl.startsWith('pkg:golang/')) return undefined;
  const name = purl.slice('pkg:golang/'.length).split(/[?#]/, 1)[0]!;
  const split = name.lastIndexOf('@');
  const [path, version] = split < 0 ? [name, ''] : [name.slice(0, split), name.slice(split + 1)];
  try {
    return { module: decodeURIComponent(path), version: decodeURIComponent(version) };
  } catch {
    throw new ReportError('expected package URLs that are escaped correctly');
  }
}
