/** What is wrong when a connection was never made. */
const neverConnected =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** The system's name of what went wrong, such as `ECONNREFUSED`, wherever it stands among the causes; empty where there is none. */
export const systemCode = (thrown: unknown): string => {
  for (let each = thrown, depth = 0; each instanceof Error && depth < 4; each = each.cause, depth += 1) {
    const { code } = each as { readonly code?: unknown };
    if (typeof code === 'string') return code;
  }
  return '';
};

/**
 * Whether a request whose connection failed before any answer may have reached the vendor, who may have answered it, and
 * bills it then. What is not known to have failed before counts as sent.
 */
export const mayHaveBeenSent = (thrown: unknown): boolean => !neverConnected.test(systemCode(thrown));
