import { createServer } from './create-server.ts';
import { listen } from './listen.ts';
import { livePath, type PanelDeps, type PanelOptions, registerPanel } from './panel/panel.ts';

/** A running server. */
export interface PanelServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The server behind ingress, and behind `http://localhost` in the demo: the panel, and `GET /health` for the container's
 * health check.
 * @throws StewardError `start.port-in-use`, `panel.not-built`
 */
export const startPanelServer = async (
  { host, port, ...options }: PanelOptions & { readonly host: string; readonly port: number },
  deps: PanelDeps,
): Promise<PanelServer> => {
  const server = createServer({ forceCloseConnections: true });
  server.get('/health', () => ({ status: 'ok' }));
  registerPanel(server, options, deps);
  server.server.on('upgrade', (request, socket) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path !== livePath) socket.destroy();
  });
  return { port: await listen(server, host, port, 'STEWARD_PANEL_PORT'), close: () => server.close() };
};
