/** The inventory as the JSON report has it: keys stand in a fixed order, what is undefined is left out. */
import type { ModuleVersion } from '../go/version/module-version.ts';
import type { Component, ComponentLicense, ComponentUse, Inventory, RegisteredWaiver } from './inventory.ts';
import type { JsonInventory } from './inventory-schema.ts';

/** Equal inventories give equal JSON. */
export function inventoryJson({ mains, components, waivers, incomplete, built }: Inventory): JsonInventory {
  return {
    mains: mains.map(({ dir, path, requires }) => ({ dir, path, requires: [...requires] })),
    components: components.map(componentJson),
    waivers: waivers.map(waiverJson),
    incomplete: [...incomplete],
    ...(built !== undefined && { built: { text: built.text, unknown: [...built.unknown] } }),
  };
}

function componentJson(component: Component): JsonInventory['components'][number] {
  const { path, version, replacedBy, uses, license, hash, sha256, built, builtBy, requires } = component;
  return {
    path,
    version,
    ...(replacedBy !== undefined && { replacedBy: moduleJson(replacedBy) }),
    uses: uses.map(useJson),
    license: licenseJson(license),
    ...(hash !== undefined && { hash }),
    ...(sha256 !== undefined && { sha256 }),
    ...(built !== undefined && { built }),
    ...(builtBy !== undefined && { builtBy: { package: builtBy.package, importer: builtBy.importer } }),
    requires: [...requires],
  };
}

function useJson({ dir, direct, required, unbuilt, depth, trail }: ComponentUse) {
  return { dir, direct, required, unbuilt, ...(depth !== undefined && { depth }), trail: trail.map(moduleJson) };
}

function licenseJson({ expression, declared, confidence, evidence, hints }: ComponentLicense) {
  return {
    ...(expression !== undefined && { expression }),
    ...(declared !== undefined && { declared }),
    ...(confidence !== undefined && { confidence }),
    evidence,
    hints: [...hints],
  };
}

function waiverJson({ rule, subject, reason, owner, until, state, at }: RegisteredWaiver) {
  return { rule, subject, reason, owner, until, state, at };
}

function moduleJson({ path, version }: ModuleVersion) {
  return { path, version };
}
