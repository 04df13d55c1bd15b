import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Answers a request of the Model Context Protocol; gets the body as it came. */
export type HandleMcp = (request: IncomingMessage, response: ServerResponse, body: string) => Promise<void>;

/** A plan or a workflow file is far shorter. Bytes. */
const largestBody = 1_048_576;

/** Adds `/mcp`. What is said there is the handler's alone, also what is no JSON. */
export const addMcpRoute = (server: FastifyInstance, handle: HandleMcp): void => {
  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: largestBody }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({
      method: ['GET', 'POST', 'DELETE'],
      url: '/mcp',
      bodyLimit: largestBody,
      handler: async (request, reply) => {
        reply.hijack();
        await handle(request.raw, reply.raw, typeof request.body === 'string' ? request.body : '');
      },
    });
  });
};
