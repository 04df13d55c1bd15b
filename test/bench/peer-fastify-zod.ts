/** What the two biggest packages take by themselves: a server with one checked route, listening. */
import fastify from 'fastify';
import { z } from 'zod';

const question = z.strictObject({ text: z.string().min(1) });
const server = fastify();
server.post('/ask', (request) => ({ text: question.parse(request.body).text }));
await server.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ msg: 'ready', startMs: performance.now() })}\n`);
