import type { Case, Operation, RivalName } from "./results";

export function caseTitle(name: Case, size: number): string {
    switch (name) {
        case "openchami":
            return "OpenCHAMI";
        case "services":
            return `${size} services`;
        case "start-up":
            return "start-up";
    }
}

const RIVALS: Readonly<Record<RivalName | "output", string>> = {
    compose: "compose",
    opentofu: "OpenTofu",
    "bare-pulumi": "bare Pulumi",
    "hpc-stacks": "hpc-stacks",
    output: "one output",
};

export function rivalTitle(name: RivalName | "output"): string {
    return RIVALS[name];
}

const OPERATIONS: Readonly<Record<Operation, string>> = {
    up: "up",
    preview: "preview of no change",
    refresh: "preview of no change with refresh",
    change: "one change",
    destroy: "destroy",
};

export function operationTitle(operation: Operation): string {
    return OPERATIONS[operation];
}
