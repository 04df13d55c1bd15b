import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

/**
 * The first file of the process. Before anything else is loaded, two settings that keep an idle Steward small (measured:
 * docs/decisions/2026-11-22-memory.md): stripping types costs 20 to 30 MB unless compiled code is cached, and the
 * short-lived garbage of start-up grows V8's young generation for good unless it is kept at 1 MB.
 */
setFlagsFromString('--max-semi-space-size=1');
enableCompileCache();
await import('./run.ts');
