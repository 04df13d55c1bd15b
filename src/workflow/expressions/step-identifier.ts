const camelCase = (name: string): string =>
  name.replace(/-+([A-Za-z0-9])/g, (_all, next: string) => next.toUpperCase()).replace(/-+$/, '');

/**
 * The name by which an expression refers to a step: kro's resource id, which is lower camel case without dashes. The
 * step `disk-detection` is `diskDetection`. What the planner adds to an id stays apart from every name in a file, which
 * has no underscore: `outer/inner` is `outer__inner`, and `check[2]` is `check_2`.
 */
export const stepIdentifier = (id: string): string =>
  id
    .split('/')
    .map((segment) =>
      camelCase(segment.replace(/\[(\d+)\]/g, '_$1')).replace(
        /[^A-Za-z0-9_]/g,
        (character) => `_x${character.codePointAt(0)?.toString(16)}_`,
      ),
    )
    .join('__');

/** Ids that kro keeps for itself, and the words of CEL: a step whose identifier is one of them cannot be referred to. */
export const reservedIdentifiers: ReadonlySet<string> = new Set(
  (
    'apiVersion context dependency dependencies each externalRef externalReference graph instance item kind kro ' +
    'metadata namespace object resource resourcegraphdefinition resources root runtime schema self serviceAccountName ' +
    'spec status template this type variables vars version ' +
    'true false null in as break const continue else for function if import let loop package return var void while cel ' +
    'optional dyn int uint double bool string bytes list map timestamp duration size has'
  ).split(' '),
);
