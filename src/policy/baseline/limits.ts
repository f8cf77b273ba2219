/** How large a baseline may be: as many findings as one report has. */
export const MAX_RECORDED = 100_000;

/** Bytes of the file. */
export const MAX_BASELINE: number = 48 << 20;
