const reference = /\{\{\s*\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}/g;

/** Names of the parameters that a value refers to in the spelling of Go templates, `{{.service_name}}`. */
export const goTemplateNames = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [...value.matchAll(reference)].map(([, name = '']) => name);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(goTemplateNames);
  return [];
};

/** The same value with `{{.name}}` in kro's spelling. */
export const withoutGoTemplates = (value: unknown): unknown => {
  if (typeof value === 'string')
    return value.replace(reference, (_all, name: string) => `\${schema.spec.${name}}`);
  if (Array.isArray(value)) return value.map(withoutGoTemplates);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutGoTemplates(each)]));
  return value;
};
