/** The list of licenses for one target after another: what was told of a text is told once for many of them. */
import type { OpenLicenseList } from '../gather/license-index.ts';

/** Targets. A list remembers every text that it is asked about, so that it is opened anew after these. */
const MAX_USES = 500;

export function sharedLicenses(
  open: () => Promise<OpenLicenseList>,
  maxUses = MAX_USES,
): () => Promise<OpenLicenseList> {
  let list: Promise<OpenLicenseList> | undefined;
  let uses = 0;
  return () => {
    if (list === undefined || ++uses > maxUses) {
      list = open();
      uses = 1;
    }
    return list;
  };
}
