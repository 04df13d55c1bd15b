import { testTracker } from '../contract/tracker.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryTracker, emptyTrackerRecords } from '../support/memory-tracker.ts';

testTracker('in memory', async () => {
  const records = emptyTrackerRecords();
  const clock = createFakeClock();
  return {
    tracker: createMemoryTracker(records, clock),
    reopen: async () => createMemoryTracker(records, clock),
  };
});
