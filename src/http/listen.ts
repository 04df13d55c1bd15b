import type { FastifyInstance } from 'fastify';
import { StewardError } from '../core/errors.ts';

/**
 * Binds a server.
 * @param setting the environment variable that sets the port, for the message
 * @returns the port, also where any free one was asked for with 0
 * @throws StewardError `start.port-in-use`
 */
export const listen = async (
  server: FastifyInstance,
  host: string,
  port: number,
  setting: string,
): Promise<number> => {
  try {
    await server.listen({ host, port });
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'EADDRINUSE') throw cause;
    throw new StewardError(`Port ${port} (${setting}) is in use by another program.`, {
      code: 'start.port-in-use',
      kind: 'terminal',
      mend: `End that program, or set ${setting} to another port.`,
      cause,
    });
  }
  const address = server.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
};
