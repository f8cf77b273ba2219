/** How much of a stored report is read. Past a limit it is refused: what has been cut is not the report that was stored. */

/** Bytes of a stored report. */
export const MAX_STORED_REPORT: number = 1 << 28;

/** Module versions in its inventory. */
export const MAX_INVENTORY_MODULES = 200_000;

/** Entries of all lists in its inventory: modules, their uses, the steps of each path, requirements, waivers. */
export const MAX_INVENTORY_ENTRIES = 5_000_000;
