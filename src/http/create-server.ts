import Fastify, { type FastifyInstance } from 'fastify';

const refuse = (): never => {
  throw new Error('Routes have no JSON schemas here: requests are checked with zod.');
};

/**
 * A server without routes. Requests are checked with zod and answers are plain JSON, so fastify's own compilers of schemas
 * (ajv, fast-json-stringify), which it loads unless others are given, are never needed: they would cost an idle Steward
 * several megabytes (measured: docs/decisions/2026-11-22-memory.md).
 */
export const createServer = (
  options: { readonly forceCloseConnections?: boolean; readonly bodyLimit?: number } = {},
): FastifyInstance =>
  Fastify({
    ...options,
    logger: false,
    schemaController: { compilersFactory: { buildValidator: refuse, buildSerializer: refuse } },
  });
