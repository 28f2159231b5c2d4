import * as path from "node:path";

import { pinnedVersion, project } from "../../project";

/** A Pulumi CLI with its Node language host and all plugins that the program needs. */
export interface PulumiTools {
    /** Where it comes from, in a word or two. */
    readonly origin: string;
    /** Version of the CLI. */
    readonly version: string;
    /** Folder with `pulumi` and `pulumi-language-nodejs`. @default - they are on PATH */
    readonly bin?: string;
    /** PULUMI_HOME with the plugins. @default - the user's own */
    readonly home?: string;
}

/** Versions of the CLI that work with the SDK: the SDK's own or a later one, until the next major. */
export const cliRange = `^${pinnedVersion("@pulumi/pulumi")}`;

/** The provider plugins of the program, in the versions that its packages were made for. */
export const plugins = ["docker", "random", "tls"].map((name) => ({
    name,
    version: pinnedVersion(`@pulumi/${name}`),
}));

/** Environment of a CLI that must find what it needs here and ask nobody for more. */
export function toolsEnvironment(tools: PulumiTools): Record<string, string> {
    const search = [
        tools.bin,
        // The SDK holds the plugin of dynamic resources; the one of another SDK need not understand what ours writes.
        path.join(project, "node_modules", "@pulumi", "pulumi"),
        // What starts our policy pack.
        path.join(project, "policies", "bin"),
        process.env.PATH,
    ];
    return {
        PATH: search.filter(Boolean).join(":"),
        ...(tools.home === undefined ? {} : { PULUMI_HOME: tools.home }),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        NODE_OPTIONS: nodeOptions(process.env.NODE_OPTIONS),
        // Otherwise the CLI compares one resource after the other, waiting for each plugin's answer.
        PULUMI_PARALLEL_DIFF: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
}

/** How Node runs the program and the plugin of dynamic resources: faster than Pulumi would start it. */
function nodeOptions(given = ""): string {
    const ours = `--require ${JSON.stringify(path.join(project, "scripts", "loader.cjs"))}`;
    return given.includes(ours) ? given : `${given} ${ours}`.trim();
}
