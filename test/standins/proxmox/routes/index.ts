import type { Routes } from '../call.ts';
import { accessRoutes } from './access.ts';
import { backupRoutes } from './backup.ts';
import { clusterRoutes } from './cluster.ts';
import { diskRoutes } from './disks.ts';
import { guestConfigRoutes } from './guest-config.ts';
import { guestLifecycleRoutes } from './guest-lifecycle.ts';
import { guestRoutes } from './guests.ts';
import { nodeRoutes } from './nodes.ts';
import { powerRoutes } from './power.ts';
import { snapshotRoutes } from './snapshots.ts';
import { storageRoutes } from './storage.ts';
import { taskRoutes } from './tasks.ts';

/** Everything that the stand-in answers. */
export const routes: Routes = {
  ...accessRoutes,
  ...backupRoutes,
  ...clusterRoutes,
  ...diskRoutes,
  ...guestConfigRoutes,
  ...guestLifecycleRoutes,
  ...guestRoutes,
  ...nodeRoutes,
  ...powerRoutes,
  ...snapshotRoutes,
  ...storageRoutes,
  ...taskRoutes,
};
