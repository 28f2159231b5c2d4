import { parse } from "yaml";

import { readDoc } from "./docs";

/** What we look at of a GitHub workflow. */
export interface Workflow {
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job {
    readonly if?: string;
    readonly environment?: string;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly env?: Readonly<Record<string, string>>;
    readonly steps: readonly {
        readonly run?: string;
        readonly uses?: string;
        readonly with?: Readonly<Record<string, unknown>>;
    }[];
}

/** A workflow of the project. */
export function workflow(file: string): Workflow {
    return parse(readDoc(`.github/workflows/${file}`)) as Workflow;
}
