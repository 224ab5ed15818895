/** A value that survives `JSON.parse(JSON.stringify(value))` unchanged. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A plain JSON object: the shape of arguments, metadata and session state. */
export type JsonObject = { readonly [key: string]: JsonValue };
