import { execFile, spawn } from 'node:child_process';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzzMcp } from '../mcp/fuzz.ts';
import { startMcpFixture } from '../mcp/mcp-fixture.ts';
import { type ProxmoxProcess, proxmoxOption, startProxmox } from './support/proxmox-process.ts';
import { type StewardProcess, startSteward } from './support/steward-process.ts';

const repository = join(import.meta.dirname, '../..');
const token = 'lab-token-of-a-laptop-0123456789abcdef';

/** What of the protocol's public suite asks for what a server like this has; the rest needs tools made for the suite. */
const scenarios = [
  'server-initialize',
  'ping',
  'tools-list',
  'resources-list',
  'prompts-list',
  'server-sse-multiple-streams',
  'dns-rebinding-protection',
];

describe('the MCP server of a running Steward', () => {
  let proxmox: ProxmoxProcess;
  let steward: StewardProcess;
  let proxy: Server;
  let url: string;

  beforeAll(async () => {
    proxmox = await startProxmox({ taskMs: 200 });
    steward = await startSteward({
      options: {
        proxmox: [proxmoxOption(proxmox)],
        approvers: [],
        mcp_clients: [{ name: 'laptop', token, scope: 'read' }],
      },
    });
    url = `http://127.0.0.1:${steward.ports.integration}/mcp`;
    // The suite knows no tokens: this adds ours, and passes everything else on as it is.
    proxy = createServer((incoming, outgoing) => {
      const passed = httpRequest(
        url,
        {
          method: incoming.method,
          headers: { ...incoming.headers, authorization: `Bearer ${token}` },
        },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        },
      );
      passed.on('error', () => outgoing.destroy());
      outgoing.on('close', () => passed.destroy());
      incoming.pipe(passed);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    proxy?.closeAllConnections();
    proxy?.close();
    await steward?.stop();
    await proxmox?.stop();
  });

  it.each(scenarios)('passes the public conformance test %s', { timeout: 60_000 }, async (scenario) => {
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mcp`;
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [
        join(repository, 'node_modules/@modelcontextprotocol/conformance/dist/index.js'),
        'server',
        '--url',
        address,
        '--scenario',
        scenario,
      ],
      { timeout: 50_000 },
    ).catch((thrown: { stdout: string; stderr: string }) => thrown);
    expect(`${stdout}${stderr}`).toMatch(/Passed: [1-9]\d*\/\d+, 0 failed/);
  });

  it('answers a client over HTTP with its token, from the live homelab', async () => {
    const client = new Client({ name: 'laptop', version: '1' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(url), {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
      }) as never,
    );
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain('make_workflow');
    const result = await client.callTool({ name: 'get_inventory', arguments: { words: 'paperless' } });
    expect(JSON.stringify(result.content)).toContain('container on chief-horse');
    const asked = await client.callTool({
      name: 'process_any_task',
      arguments: { request: 'should I buy another disk for the server' },
    });
    expect(asked).toMatchObject({ isError: true, structuredContent: { outcome: { kind: 'no-model' } } });
    await client.close();
  });

  it('answers a client over standard input and output', { timeout: 60_000 }, async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [join(repository, 'src/cli/steward.ts'), 'mcp'],
      env: { ...(process.env as Record<string, string>), STEWARD_DATA: steward.dataFolder },
    });
    const client = new Client({ name: 'terminal', version: '1' });
    await client.connect(transport as never);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('make_workflow');
    const result = await client.callTool({
      name: 'get_inventory',
      arguments: { words: 'containers' },
    });
    expect(JSON.stringify(result.content)).toContain('container');
    await client.close();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(repository, 'src/cli/steward.ts'), 'mcp', 'calls', '--json'],
      { env: { ...process.env, STEWARD_DATA: steward.dataFolder } },
    );
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({
      client: 'this machine',
      name: 'get_inventory',
      outcome: 'ok',
    });
  });

  it('says in plain words over standard input and output when no Steward is running', async () => {
    const child = spawn(process.execPath, [join(repository, 'src/cli/steward.ts'), 'mcp'], {
      env: { ...process.env, STEWARD_DATA: join(steward.dataFolder, 'nothing-here') },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(1);
    expect(said).toContain('No Steward is running');
  });
});

describe('10,000 messages that nobody should send', () => {
  it('do not break the MCP server', { timeout: 240_000 }, async () => {
    const mcp = await startMcpFixture();
    try {
      await fuzzMcp(mcp, 10_000, 20_261_123);
    } finally {
      await mcp.close();
    }
  });
});
