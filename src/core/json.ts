/** JSON values, as they stand in plans, journals and digests. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
