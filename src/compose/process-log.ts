import { pino } from 'pino';
import type { Options } from '../config/options.ts';
import type { Log } from '../core/log.ts';

const levels = { debug: 'debug', info: 'info', warning: 'warn', error: 'error' } as const;

/** The log of the process: one JSON line per entry on standard output. Security events carry `"security":true`. */
export const createProcessLog = (level: Options['log_level']): Log => {
  const wrap = (logger: pino.Logger): Log => ({
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
    security: (message, fields = {}) => logger.warn({ ...fields, security: true }, message),
    child: (component) => wrap(logger.child({ component })),
  });
  return wrap(pino({ level: levels[level], base: null, timestamp: pino.stdTimeFunctions.isoTime }));
};
