import type { Fault } from './faults.ts';

/** One fault that is seen in the field. */
export interface CataloguedFault {
  readonly fault: Fault;
  /** What it is like for a client, one sentence. */
  readonly description: string;
  /** Calls that it makes sense on. */
  readonly on: 'any' | 'write' | 'read';
  /** Whether the change happens although the answer does not say so. `no`: nothing was changed. */
  readonly effect: 'yes' | 'no' | 'as-usual';
}

const lockTimeout = "can't lock file '/var/lock/qemu-server/lock-101.conf' - got timeout";

/**
 * What is known to go wrong between a client and Proxmox VE, by name, so that a test can go through all of it:
 * reports in issues of bpg/terraform-provider-proxmox, Telmate's provider, packer-proxmox, Pulse, proxmoxer and others.
 */
export const proxmoxFaults = {
  'lock-timeout': {
    fault: {
      kind: 'status',
      status: 500,
      reason: lockTimeout,
      body: `{"data":null,"message":"${lockTimeout}\\n"}`,
    },
    description: 'Another change holds the guest, and waiting for it took too long.',
    on: 'write',
    effect: 'no',
  },
  'guest-is-locked': {
    fault: {
      kind: 'status',
      status: 500,
      reason: 'VM is locked (backup)',
      body: '{"data":null,"message":"VM is locked (backup)\\n"}',
    },
    description: 'A configuration change is refused while a backup runs.',
    on: 'write',
    effect: 'no',
  },
  'node-unknown': {
    fault: { kind: 'status', status: 596, reason: 'Broken pipe', body: null },
    description: 'The node name is wrong or a full domain name: an empty answer without a content type.',
    on: 'any',
    effect: 'no',
  },
  'node-unreachable': {
    fault: { kind: 'status', status: 595, reason: 'No route to host', body: null },
    description: 'The node that the call is passed on to is off or cut off.',
    on: 'any',
    effect: 'no',
  },
  'gateway-timeout': {
    fault: { kind: 'status', status: 596, reason: 'Connection timed out', body: null },
    description: 'The node that the call was passed on to took it and did not answer in time.',
    on: 'any',
    effect: 'no',
  },
  unauthorized: {
    fault: { kind: 'status', status: 401, reason: 'Authentication failed!', body: null },
    description: 'The ticket is too old, or the token was revoked.',
    on: 'any',
    effect: 'no',
  },
  'ticket-expiry': {
    fault: { kind: 'ticket-expiry' },
    description: 'All tickets end; a token is not concerned.',
    on: 'any',
    effect: 'as-usual',
  },
  'token-revoked': {
    fault: { kind: 'token-revoked' },
    description: 'Somebody removes the token while it is in use.',
    on: 'any',
    effect: 'no',
  },
  forbidden: {
    fault: {
      kind: 'status',
      status: 403,
      reason: 'Permission check failed (/vms/101, VM.PowerMgmt)',
      body: '{"data":null,"message":"Permission check failed (/vms/101, VM.PowerMgmt)\\n"}',
    },
    description: 'The token lacks a privilege.',
    on: 'any',
    effect: 'no',
  },
  overloaded: {
    fault: {
      kind: 'status',
      status: 503,
      reason: 'Service Unavailable',
      body: '<html><body><h1>503</h1></body></html>',
      contentType: 'text/html',
    },
    description: 'A proxy in front finds nobody behind it.',
    on: 'any',
    effect: 'no',
  },
  'no-quorum': {
    fault: {
      kind: 'status',
      status: 500,
      reason: 'cluster not ready - no quorum?',
      body: '{"data":null,"message":"cluster not ready - no quorum?\\n"}',
    },
    description: 'More than half of the cluster is away; changes are refused.',
    on: 'write',
    effect: 'no',
  },
  'slow-header': {
    fault: { kind: 'slow-header', delayMs: 120_000 },
    description: 'The call is accepted and its answer comes after two minutes.',
    on: 'any',
    effect: 'yes',
  },
  'slow-body': {
    fault: { kind: 'slow-body', delayMs: 120_000, pieces: 4 },
    description: 'The answer trickles in over two minutes.',
    on: 'any',
    effect: 'yes',
  },
  silence: {
    fault: { kind: 'silence' },
    description: 'The call is accepted and never answered.',
    on: 'any',
    effect: 'yes',
  },
  'connection-dropped-before': {
    fault: { kind: 'drop-before' },
    description: 'The connection closes before the call is handled.',
    on: 'any',
    effect: 'no',
  },
  'connection-dropped-after': {
    fault: { kind: 'drop-after' },
    description: 'The call is accepted and takes effect; its answer is lost.',
    on: 'any',
    effect: 'yes',
  },
  'body-cut': {
    fault: { kind: 'cut-body' },
    description: 'The answer ends in the middle.',
    on: 'any',
    effect: 'yes',
  },
  'html-body': {
    fault: {
      kind: 'body',
      body: '<!DOCTYPE html><html><body>Sign in</body></html>',
      contentType: 'text/html; charset=utf-8',
    },
    description: 'A proxy answers 200 with a page of its own.',
    on: 'any',
    effect: 'yes',
  },
  'malformed-json': {
    fault: { kind: 'body', body: '{"data":[{"vmid":101,', contentType: 'application/json;charset=UTF-8' },
    description: 'The answer says JSON and is not.',
    on: 'any',
    effect: 'yes',
  },
  redirect: {
    fault: { kind: 'redirect', location: 'https://127.0.0.1:1/login', status: 302 },
    description: 'A proxy sends the client elsewhere, where its credentials must not go.',
    on: 'any',
    effect: 'no',
  },
  'certificate-swap': {
    fault: { kind: 'certificate-swap', authority: 'other' },
    description: 'From the next connection on, the certificate is one that nobody announced.',
    on: 'any',
    effect: 'yes',
  },
  'stale-read': {
    fault: { kind: 'stale-reads', times: 3 },
    description: 'The cluster state lags: the next three readings show what was before the change.',
    on: 'write',
    effect: 'yes',
  },
  'task-warnings': {
    fault: { kind: 'task', outcome: { exitStatus: 'WARNINGS: 1' } },
    description: 'The task ends with warnings, which is a success.',
    on: 'write',
    effect: 'yes',
  },
  'task-locked': {
    fault: { kind: 'task', outcome: { exitStatus: 'VM is locked (backup)' } },
    description: 'The change is accepted and its task fails on the lock of a backup.',
    on: 'write',
    effect: 'no',
  },
  'task-fails': {
    fault: { kind: 'task', outcome: { exitStatus: 'command failed: exit code 255' } },
    description: 'The change is accepted and its task fails.',
    on: 'write',
    effect: 'no',
  },
  'task-fails-after-effect': {
    fault: { kind: 'task', outcome: { exitStatus: 'got timeout', hasEffect: true } },
    description: 'The task reports a failure although the change was made.',
    on: 'write',
    effect: 'yes',
  },
  'task-log-lost': {
    fault: { kind: 'task', outcome: { exitStatus: 'unexpected status', hasEffect: true } },
    description: 'The worker died: its end is unknown and the change was made.',
    on: 'write',
    effect: 'yes',
  },
  'task-runs-long': {
    fault: { kind: 'task', outcome: { runsForPolls: 5 } },
    description: 'The task answers `running` five times without an exit status, then ends well.',
    on: 'write',
    effect: 'yes',
  },
  'task-never-ends': {
    fault: { kind: 'task', outcome: { neverEnds: true } },
    description: 'The task runs for ever and holds its lock, as a hanging clone does.',
    on: 'write',
    effect: 'no',
  },
} as const satisfies Record<string, CataloguedFault>;

/** The name of a catalogued fault. */
export type ProxmoxFaultName = keyof typeof proxmoxFaults;
