// The parts of core that only some agents use, one line each: loaded when the first run wants them, so that a plain agent
// starts without. Nothing else in core holds a dynamic import of a file of its own.

export {};
