import { z } from 'zod';
import * as fromIntegration from '../../src/homeassistant/protocol/from-integration.ts';
import * as pairing from '../../src/homeassistant/protocol/pairing.ts';
import * as toIntegration from '../../src/homeassistant/protocol/to-integration.ts';
import { protocolVersion } from '../../src/homeassistant/protocol/version.ts';
import type { GeneratedFile } from './generated-file.ts';
import { type JsonSchema, toPython } from './protocol-python.ts';

const folder = 'custom_components/homelab_steward';

/** Every schema that the protocol's files export, under the name of its export, referring to one another by name. */
const definitions = (): Record<string, JsonSchema> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries({ ...fromIntegration, ...pairing, ...toIntegration })) {
    if (schema instanceof z.ZodType) registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/$defs/${id}` });
  return Object.fromEntries(
    Object.entries(schemas)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema as JsonSchema]),
  );
};

/**
 * The protocol between the integration and Steward for the Python side: a JSON Schema, by which the integration
 * validates what it receives, and the same as Python types. Both come from the zod schemas in
 * `src/homeassistant/protocol/`.
 */
export const generateProtocol = (): GeneratedFile[] => {
  const $defs = definitions();
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `Protocol ${protocolVersion} between Homelab Steward and its Home Assistant integration`,
    $comment: 'Generated from src/homeassistant/protocol by `npm run gen`.',
    $defs,
  };
  return [
    { path: `${folder}/protocol.schema.json`, content: `${JSON.stringify(schema, null, 2)}\n` },
    { path: `${folder}/protocol.py`, content: toPython(protocolVersion, $defs) },
  ];
};
