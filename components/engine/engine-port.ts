/** Port of its container on which an engine's API answers. */
export const ENGINE_PORT = 2376;
