import type { KeyValueStore } from '../../core/stores.ts';

/**
 * Which phones show something about which approval, kept over restarts, so that what was shown before is cleared or
 * turned into the result afterwards. A phone is entered before the first message is sent to it: when the reply is lost,
 * it may show it.
 */
export interface ShownRecord {
  isShown(approvalId: string, notifyService: string): boolean;
  add(approvalId: string, notifyService: string): void;
  /** The phone shows the end, or nothing any more. */
  remove(approvalId: string, notifyService: string): void;
  services(approvalId: string): readonly string[];
  /** Ids of all approvals that any phone shows. */
  approvalIds(): readonly string[];
}

const prefix = 'phones-showing/';

/** Keeps the record in the store, one entry for each approval. */
export const createShownRecord = (keyValue: KeyValueStore): ShownRecord => {
  const services = (approvalId: string): readonly string[] => {
    const kept = keyValue.get(`${prefix}${approvalId}`);
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  };
  return {
    isShown: (approvalId, notifyService) => services(approvalId).includes(notifyService),
    add: (approvalId, notifyService) => {
      const kept = services(approvalId);
      if (!kept.includes(notifyService)) keyValue.set(`${prefix}${approvalId}`, [...kept, notifyService]);
    },
    remove: (approvalId, notifyService) => {
      const rest = services(approvalId).filter((each) => each !== notifyService);
      if (rest.length === 0) keyValue.delete(`${prefix}${approvalId}`);
      else keyValue.set(`${prefix}${approvalId}`, rest);
    },
    services,
    approvalIds: () => keyValue.keys(prefix).map((key) => key.slice(prefix.length)),
  };
};
