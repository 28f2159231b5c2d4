/**
 * Names of the images that a Dockerfile starts from, in order, each once: without its own stages, without `scratch`,
 * and without those that an argument names, which nobody knows before the build.
 */
export function baseNames(dockerfile: string): string[] {
    const froms = [...dockerfile.matchAll(/^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?/gim)];
    const stages = new Set(["scratch", ...froms.flatMap(([, , stage]) => stage?.toLowerCase() ?? [])]);
    const names = froms.map(([, name = ""]) => name);
    return [...new Set(names)].filter((name) => !stages.has(name.toLowerCase()) && !name.includes("$"));
}
