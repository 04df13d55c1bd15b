/** Every intent that Steward has sentences for, with what it asks. */
export const intentNames = [
  /** "how is the homelab?" */
  'HomelabState',
  /** "is still-fawn ok?" slots: node, aspect? */
  'NodeState',
  /** "is paperless running?" slots: guest, aspect? */
  'GuestState',
  /** "how full is tank?" slots: pool, aspect? */
  'PoolState',
  /** "how much space is left on local-lvm?" slots: storage, aspect? */
  'StorageState',
  /** "what is down?" slots: kind? (guest, container, vm, node) */
  'WhatIsDown',
  /** "what is wrong?" slots: guest? or node? or pool? */
  'WhatIsWrong',
  /** "what are you waiting for?": for approval, for a person, for another run. slots: workflow? */
  'WhatWaits',
  /** "how far is the expansion?": runs under way. slots: action?, workflow?, guest? or pool? */
  'WhatIsRunning',
  /** "what happened last night?" slots: period?, guest? or node? or pool? */
  'WhatHappened',
  /** "when was nas backed up?" slots: guest? */
  'BackupState',
  /** "which guests are running?" slots: kind? (guest, container, vm), status? (running, stopped), node? */
  'ListGuests',
  /** "which nodes are there?" slots: status? (online, offline) */
  'ListNodes',
  /** slots: guest */
  'RestartGuest',
  /** slots: guest */
  'StartGuest',
  /** slots: guest */
  'StopGuest',
  /** slots: guest, snapshot? (free text) */
  'SnapshotGuest',
  /** slots: guest, snapshot? (free text) or which? (latest) */
  'RollbackGuest',
  /**
   * "cancel the restart of paperless", a request that waits or a run under way. slots: guest? or pool?, action? (restart,
   * start, stop, snapshot, rollback), workflow?
   */
  'CancelRequest',
  /** "undo that": asks for what undoes a run. slots: guest? or pool?, action? (as above), workflow?, or which? (last) */
  'UndoRun',
  /** "the disk is in, serial S6XNNG0R123456": to a run that waits for a person. slots: workflow?, serial? (free text) */
  'ReportDone',
  /** "stop everything": the kill switch, from anybody */
  'StopEverything',
  /** "is everything stopped?" */
  'StopState',
  /** "release the stop": only the panel can */
  'ReleaseStop',
  /** "yes, do it": approvals happen on the phone, never here. slots: answer (yes, no) */
  'ApproveByVoice',
  /** "what can you do?" */
  'Help',
  /** "and chief-horse?" slots: guest or node or pool or storage */
  'FollowUpSubject',
  /** "what about its memory?" slots: aspect */
  'FollowUpAspect',
  /** Answer to "which one?" slots: choice, or position (1.., last), or kind (container, vm), or node */
  'Choose',
] as const;

/** Name of an intent. */
export type IntentName = (typeof intentNames)[number];

/** Whether a text is the name of an intent. */
export const isIntentName = (name: string): name is IntentName =>
  (intentNames as readonly string[]).includes(name);
