/** IP addresses as net/netip's ParseAddr takes them. */

/** An IPv6 address, with a zone (`%eth0`) and a trailing IPv4 address allowed. */
export function isIPv6(text: string): boolean {
  const percent = text.indexOf('%');
  const address = percent < 0 ? text : text.slice(0, percent);
  if (percent === text.length - 1 && percent >= 0) return false;
  if (!/^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*$/.test(address)) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const counts = halves.map((half, i) => countFields(half, i === halves.length - 1));
  if (counts.some((n) => n < 0)) return false;
  const total = counts.reduce((sum, n) => sum + n, 0);
  return halves.length === 2 ? total < 8 : total === 8;
}

/** Number of 16-bit fields; -1 where one is malformed. */
function countFields(half: string, last: boolean): number {
  if (half === '') return 0;
  let n = 0;
  const fields = half.split(':');
  for (const [i, field] of fields.entries()) {
    if (last && i === fields.length - 1 && field.includes('.')) {
      if (!isIPv4(field)) return -1;
      n += 2;
    } else {
      if (!/^[0-9A-Fa-f]{1,4}$/.test(field)) return -1;
      n++;
    }
  }
  return n;
}

export function isIPv4(text: string): boolean {
  const fields = text.split('.');
  return fields.length === 4 && fields.every((field) => /^(?:0|[1-9][0-9]{0,2})$/.test(field) && Number(field) <= 255);
}
