import type { Command } from './command.ts';
import { ask } from './commands/ask.ts';
import { backup } from './commands/backup.ts';
import { doctor } from './commands/doctor.ts';
import { egress } from './commands/egress.ts';
import { intents } from './commands/intents.ts';
import { mcp } from './commands/mcp.ts';
import { models } from './commands/models.ts';
import { pair } from './commands/pair.ts';
import { approvals, inventory } from './commands/records.ts';
import { redact } from './commands/redact.ts';
import { route } from './commands/route.ts';
import { runs } from './commands/runs.ts';
import { stepUp } from './commands/step-up.ts';
import { stop } from './commands/stop.ts';
import { workflow } from './commands/workflow.ts';

/** Every command of `steward`, by name. */
export const commands: Readonly<Record<string, Command>> = {
  ask,
  approvals,
  runs,
  stop,
  'step-up': stepUp,
  inventory,
  intents,
  redact,
  route,
  models,
  egress,
  mcp,
  pair,
  workflow,
  backup,
  doctor,
};
