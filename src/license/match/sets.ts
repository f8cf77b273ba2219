/**
 * Named sets of licenses for policies, by SPDX id and by what they ask of somebody who ships a program with the module inside.
 *
 * - `permissive`: keep notices, nothing more (public-domain dedications too).
 * - `weak-copyleft`: the module's own files stay open (MPL, EPL, CDDL), or it must stay replaceable (LGPL).
 * - `strong-copyleft`: the whole program comes under the licence when it is given away.
 * - `network-copyleft`: the same when it is only offered over a network.
 *
 * Not in any set: licenses that forbid uses or modification (BUSL, Elastic, PolyForm, CC-BY-NC, CC-BY-ND, JSON), and
 * what nobody has read for this purpose. An exception (WITH) leaves a license in its set, but for linking exceptions: they make the
 * GPL weak.
 */
export const SET_NAMES = ['permissive', 'weak-copyleft', 'strong-copyleft', 'network-copyleft'] as const;
export type SetName = (typeof SET_NAMES)[number];

/** Without `-only` and `-or-later`. */
const MEMBERS: Readonly<Record<SetName, string>> = {
  permissive:
    '0BSD AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AFL-3.0 Apache-1.0 Apache-1.1 Apache-2.0 Artistic-2.0 Beerware BlueOak-1.0.0 BSD-1-Clause BSD-2-Clause ' +
    'BSD-2-Clause-Darwin BSD-2-Clause-first-lines BSD-2-Clause-Patent BSD-2-Clause-Views BSD-3-Clause BSD-3-Clause-acpica BSD-3-Clause-Attribution ' +
    'BSD-3-Clause-Clear BSD-3-Clause-flex BSD-3-Clause-HP BSD-3-Clause-LBNL BSD-3-Clause-Modification BSD-3-Clause-Open-MPI BSD-3-Clause-Sun ' +
    'BSD-4-Clause BSD-4-Clause-Shortened BSD-4-Clause-UC BSD-Source-Code BSL-1.0 bzip2-1.0.6 CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-3.0 CC-BY-4.0 ' +
    'CC-PDDC CC-PDM-1.0 CC0-1.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 CECILL-B CERN-OHL-P-2.0 CNRI-Python curl ECL-1.0 ECL-2.0 EFL-1.0 EFL-2.0 Entessa Fair ' +
    'FSFAP FSFUL FSFULLR FTL HPND HPND-sell-variant ICU IJG ImageMagick Info-ZIP Intel ISC Leptonica Libpng libpng-2.0 libtiff LiLiQ-P-1.1 ' +
    'Linux-OpenIB MirOS MIT MIT-0 MIT-advertising MIT-CMU MIT-enna MIT-feh MIT-Festival MIT-Modern-Variant MIT-open-group MIT-Wu MITNFA MS-PL MTLL ' +
    'MulanPSL-1.0 MulanPSL-2.0 NAIST-2003 NCSA Net-SNMP NetCDF NTP NTP-0 ODC-By-1.0 OGL-UK-1.0 OGL-UK-2.0 OGL-UK-3.0 OLDAP-2.8 OpenSSL OpenVision ' +
    'PDDL-1.0 PHP-3.0 PHP-3.01 PostgreSQL PSF-2.0 Python-2.0 Python-2.0.1 SAX-PD SGI-B-2.0 SMLNJ Spencer-94 Spencer-99 SSH-OpenSSH SSH-short SunPro ' +
    'SWL TCL TCP-wrappers TU-Berlin-1.0 TU-Berlin-2.0 UCAR Unicode-3.0 Unicode-DFS-2015 Unicode-DFS-2016 Unlicense UPL-1.0 W3C W3C-19980720 W3C-20150513 ' +
    'WTFPL X11 Xnet xinetd Zed Zlib zlib-acknowledgement ZPL-1.1 ZPL-2.0 ZPL-2.1 blessing',
  'weak-copyleft':
    'APSL-1.0 APSL-1.1 APSL-1.2 APSL-2.0 CDDL-1.0 CDDL-1.1 CECILL-C CERN-OHL-W-2.0 CPL-1.0 CUA-OPL-1.0 EPL-1.0 EPL-2.0 ErlPL-1.1 FreeImage IPL-1.0 LGPL-2.0 ' +
    'LGPL-2.1 LGPL-3.0 LGPLLR LiLiQ-R-1.1 LPL-1.0 LPL-1.02 LPPL-1.0 LPPL-1.1 LPPL-1.2 LPPL-1.3a LPPL-1.3c MPL-1.0 MPL-1.1 MPL-2.0 ' +
    'MPL-2.0-no-copyleft-exception MS-RL NPL-1.0 NPL-1.1 Nokia OFL-1.0 OFL-1.1 RSCPL SISSL SISSL-1.2 SPL-1.0 Vim',
  'strong-copyleft':
    'CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-4.0 CDLA-Sharing-1.0 CECILL-1.0 CECILL-1.1 CECILL-2.0 CECILL-2.1 CERN-OHL-S-2.0 ' +
    'copyleft-next-0.3.0 copyleft-next-0.3.1 GFDL-1.1 GFDL-1.2 GFDL-1.3 GPL-1.0 GPL-2.0 GPL-3.0 LiLiQ-Rplus-1.1 NGPL ODbL-1.0 QPL-1.0 SimPL-2.0 Sleepycat TAPR-OHL-1.0',
  'network-copyleft':
    'AGPL-1.0 AGPL-3.0 CAL-1.0 CAL-1.0-Combined-Work-Exception CPAL-1.0 EUPL-1.0 EUPL-1.1 EUPL-1.2 NPOSL-3.0 OSL-1.0 OSL-1.1 OSL-2.0 OSL-2.1 OSL-3.0 Parity-6.0.0 ' +
    'Parity-7.0.0 RPL-1.1 RPL-1.5 SSPL-1.0 Watcom-1.0',
};

/** Exceptions that let a program of any license link to the work. */
const LINKING: ReadonlySet<string> = new Set(
  (
    'Classpath-exception-2.0 eCos-exception-2.0 FLTK-exception GCC-exception-2.0 GCC-exception-2.0-note GCC-exception-3.1 GNAT-exception GNU-compiler-exception ' +
    'GPL-3.0-linking-exception GPL-3.0-linking-source-exception i2p-gpl-java-exception Linux-syscall-note OCaml-LGPL-linking-exception WxWindows-exception-3.1'
  ).split(' '),
);

let byId: Map<string, SetName> | undefined;

/** The set a licence is in; undefined where it is in none. `base` is an id without `-only` and `-or-later`. */
export function setOf(base: string, exception: string | undefined): SetName | undefined {
  if (!byId) {
    byId = new Map();
    for (const name of SET_NAMES) for (const id of MEMBERS[name].split(' ')) byId.set(id, name);
  }
  const set = byId.get(base.replace(/-(no-)?invariants$/, ''));
  return set === 'strong-copyleft' && exception !== undefined && LINKING.has(exception) ? 'weak-copyleft' : set;
}

export function isSetName(text: string): text is SetName {
  return (SET_NAMES as readonly string[]).includes(text);
}

/** Ids of a set, for documentation and tests. */
export const membersOf = (set: SetName): readonly string[] => MEMBERS[set].split(' ');

/** Denying a copyleft denies the stricter ones: nobody who refuses the GPL means to let the AGPL pass. */
export function deniedBy(entry: SetName, set: SetName): boolean {
  return entry === set || (entry !== 'permissive' && SET_NAMES.indexOf(set) > SET_NAMES.indexOf(entry));
}
