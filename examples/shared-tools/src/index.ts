export { convertLength } from "./convert-length.ts";
export { Notebook } from "./notebook.ts";
export { notebook } from "./notebook-toolkit.ts";
