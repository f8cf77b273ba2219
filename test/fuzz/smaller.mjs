// Makes an input small that breaks something, as long as it still does.

/** Takes out parts, halves first, until none can go. At most some thousand tries. */
export async function smaller(input, breaks, tries = 2000) {
  let now = input;
  for (let size = Math.ceil(now.length / 2); size >= 1 && tries > 0; ) {
    let isShorter = false;
    for (let start = 0; start < now.length && tries > 0; tries--) {
      const shorter = Buffer.concat([now.subarray(0, start), now.subarray(start + size)]);
      if (await breaks(shorter)) {
        now = shorter;
        isShorter = true;
      } else start += size;
    }
    if (!isShorter || size === 1) {
      if (size === 1 && !isShorter) break;
      size = Math.floor(size / 2) || (isShorter ? 1 : 0);
    }
  }
  return now;
}
