import type { Command } from './command.ts';
import { ask } from './commands/ask.ts';
import { backup } from './commands/backup.ts';
import { doctor } from './commands/doctor.ts';
import { intents } from './commands/intents.ts';
import { pair } from './commands/pair.ts';
import { approvals, inventory, runs } from './commands/records.ts';

/** Every command of `steward`, by name. */
export const commands: Readonly<Record<string, Command>> = {
  ask,
  approvals,
  runs,
  inventory,
  intents,
  pair,
  backup,
  doctor,
};
