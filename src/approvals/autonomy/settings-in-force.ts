import type { AutonomyRecord, AutonomySetting } from '../../core/autonomy.ts';

/** Whether two settings are for the same thing, so that the later one takes the place of the earlier. */
const isSameScope = (a: AutonomySetting, b: AutonomySetting): boolean =>
  a.workflow === b.workflow && a.scope === b.scope;

const isOver = (setting: AutonomySetting, nowMs: number): boolean =>
  setting.untilMs !== undefined && nowMs >= setting.untilMs;

/** Time-boxed settings that are over and whose end is not in the record yet. */
export const settingsToEnd = (records: readonly AutonomyRecord[], nowMs: number): AutonomySetting[] =>
  unended(records).filter((setting) => isOver(setting, nowMs));

const unended = (records: readonly AutonomyRecord[]): AutonomySetting[] => {
  const ended = new Set(records.flatMap((record) => (record.type === 'ended' ? [record.settingId] : [])));
  return records.flatMap((record) => {
    if (record.type !== 'set' || ended.has(record.id)) return [];
    const { type: _type, ...setting } = record;
    return [setting];
  });
};

/**
 * The settings in force, newest first: of those for the same workflow and scope the last that is not over. So a
 * time-boxed one gives way to what was set before it. What has ended once stays ended, also when the machine's clock is
 * set back. Pure.
 */
export const settingsInForce = (records: readonly AutonomyRecord[], nowMs: number): AutonomySetting[] => {
  const inForce: AutonomySetting[] = [];
  for (const setting of unended(records).reverse())
    if (!isOver(setting, nowMs) && !inForce.some((later) => isSameScope(later, setting)))
      inForce.push(setting);
  return inForce;
};
